"""What comes back when something is wrong: the message beside a field, and all that was typed."""

import json
from functools import lru_cache
from typing import Any

from bs4 import BeautifulSoup
from django.http import HttpResponse, QueryDict
from wagtail.test.utils import WagtailTestUtils
from wagtail.test.utils.form_data import _querydict_from_form


@lru_cache(maxsize=2)
def _parsed(html: bytes) -> BeautifulSoup:
    """Parse a form once for all that is asked of it: an editor's takes a quarter of a second."""
    return WagtailTestUtils.get_soup(html)


def names(response: HttpResponse) -> list[str]:
    """What a list in the admin shows, row by row."""
    rows = BeautifulSoup(response.content, "html.parser").select("table.listing tbody tr")
    return [row.select_one(".title-wrapper").get_text(" ", strip=True) for row in rows]


def said(response: HttpResponse) -> str:
    """The messages above the page."""
    page = BeautifulSoup(response.content, "html.parser")
    return " ".join(m.get_text(" ", strip=True) for m in page.select(".messages li"))


def complaint(response: HttpResponse, field: str) -> str:
    """The message beside one field; empty if there is none."""
    page = _parsed(response.content)
    holder = page.find(attrs={"name": field}) or page.find(id=f"id_{field}")
    wrapper = holder.find_parent(attrs={"data-field-wrapper": True}) if holder else None
    errors = wrapper.find(attrs={"data-field-errors": True}) if wrapper else None
    said = errors.find(class_="error-message") if errors else None
    return said.get_text(" ", strip=True) if said else ""


def lost(response: HttpResponse, sent: dict[str, Any], wrong: str = "") -> dict[str, Any]:
    """What was sent and is not in the form that came back, the wrong value itself left aside."""
    found = _parsed(response.content).find("form", id="page-edit-form")
    assert found is not None
    form, drawn = _querydict_from_form(found, True), drawn_by_script(response.content)
    return {
        name: value
        for name, value in sent.items()
        if name != wrong
        and not name.startswith(("action-", "comments-"))
        and not _is_kept(name, value, form, drawn)
    }


def drawn_by_script(html: bytes) -> str:
    """The data of the blocks, which a script in the browser turns into fields."""
    attribute = "data-w-block-arguments-value"
    holders = _parsed(html).find_all(attrs={attribute: True})
    return "\n".join(json.dumps(json.loads(h[attribute]), ensure_ascii=False) for h in holders)


def _is_kept(name: str, value: Any, form: QueryDict, drawn: str) -> bool:
    if name.endswith("-ORDER"):
        return name in form  # counted anew, in the order of the page
    if name in form:
        shown = [_plain(one) for one in form.getlist(name)]
        return all(_plain(one) in shown for one in (value if isinstance(value, list) else [value]))
    if name.rsplit("-", 1)[-1] in ("type", "order", "deleted", "count"):
        return True  # the script counts its own blocks
    return not value or json.dumps(value, ensure_ascii=False) in drawn


def _plain(value: Any) -> str:
    """The words. Rich text travels as data of the editor, with keys that are new each time."""
    try:
        return "\n".join(block["text"] for block in json.loads(value)["blocks"])
    except (TypeError, ValueError, KeyError):
        return str(value).strip()
