"""Every export of the admin opens in Excel as text, whatever somebody typed."""

import csv
from collections.abc import Iterator
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, get_resolver
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, WorkflowState

from armoedegeheugen.models import CheckedLink
from armoedegeheugen.spreadsheets import FORMULA_STARTS
from tests.world import World

FORMULA = '=HYPERLINK("http://example.org")'


def exports() -> dict[str, type[Any]]:
    """Each view that makes a spreadsheet, by its address, where that has no parameters."""
    return {
        route: view
        for route, view in _views(get_resolver().url_patterns)
        if issubclass(view, SpreadsheetExportMixin)
    }


def _views(patterns: Any, before: str = "/") -> Iterator[tuple[str, type[Any]]]:
    for pattern in patterns:
        route = before + str(pattern.pattern).removeprefix("^").removesuffix("$")
        if not isinstance(pattern, URLPattern):
            yield from _views(pattern.url_patterns, route)
        elif view := getattr(pattern.callback, "view_class", None):
            yield route, view


@pytest.fixture
def chief(client: Client) -> Client:
    client.force_login(User.objects.create_superuser(f"{FORMULA[:20]}baas", "a@example.org", "x"))
    return client


@pytest.fixture
def hostile(world: World, chief: Client) -> None:
    """A formula wherever an editor can type one."""
    user = User.objects.get()
    for number, start in enumerate(FORMULA_STARTS):
        User.objects.create_user(f"{start}{number}", first_name=start + "som", last_name=FORMULA)
    page = world.practice(FORMULA, links=_link("https://example.org/weg"))
    page.save_revision(user=user, log_action=True)
    shut = world.practice("Dicht", live=False)
    Page.objects.filter(pk=shut.pk).update(
        title="-1+1\x0b", locked=True, locked_by=user, locked_at=timezone.now()
    )
    CheckedLink.objects.create(url="https://example.org/weg", fault="=1+1")
    Redirect.objects.create(old_path="/oud", redirect_link="=1+1")
    page.get_workflow().start(page, user)
    assert WorkflowState.objects.exists()


def _link(url: str) -> list[dict[str, Any]]:
    return [{"type": "link", "value": {"title": "Weg", "url": url}}]


def test_every_export_is_found():
    found = exports()
    for part in ("site-history", "locked", "aging-pages", "workflow", "page-types-usage",
                 "dode-links", "redirects", "users"):  # fmt: skip
        assert any(part in route for route in found), part
    assert len(found) > 30


@pytest.mark.parametrize("name", ["stream_csv", "preprocess_field_value", "write_csv_row",
                                  "generate_xlsx_row", "write_xlsx"])  # fmt: skip
def test_no_view_makes_its_cells_another_way(name: str):
    """A view with its own method would not be covered."""
    ours = getattr(SpreadsheetExportMixin, name)
    assert {route for route, view in exports().items() if getattr(view, name) is not ours} == set()


def test_no_cell_of_any_file_is_a_formula(hostile: None, chief: Client):
    with_formula = []
    for route in exports():
        if "<" in route or "(?P" in route:
            continue
        answer = chief.get(f"{route}?export=csv")
        assert answer.status_code == 200, route
        text = b"".join(answer).decode()
        assert text.startswith("\ufeff"), route
        lines = list(csv.reader(StringIO(text[1:], newline=""), delimiter=";"))
        assert len({len(line) for line in lines}) == 1, route
        cells = [cell for line in lines for cell in line]
        assert [cell for cell in cells if cell.startswith(FORMULA_STARTS)] == [], route
        if any(cell.startswith("'") for cell in cells):
            with_formula.append(route)
        file = b"".join(chief.get(f"{route}?export=xlsx"))
        rows = load_workbook(BytesIO(file)).active.iter_rows()
        assert [c.value for row in rows for c in row if c.data_type == "f"] == [], route
    for part in ("site-history", "locked", "aging-pages", "dode-links", "redirects"):
        assert any(part in route for route in with_formula), (part, with_formula)
