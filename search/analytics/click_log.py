"""Which results visitors open, without a cookie, a script, a redirect or a mark in any address.

A browser says which page of this site led to the next one (Referer; our policy keeps it within the
site). So a visit to an item that comes from a page of results is counted for the question of that
page: a number for each question, month and item. Nothing else of the visit is looked at or kept.
"""

from urllib.parse import parse_qs, urlsplit

from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page

from armoedegeheugen.models import KnowledgePage

from ..engines.protocol import Audience
from ..http import audience_of
from . import query_log

_COUNT = """
    INSERT INTO search_openeditem (asked_id, page, count)
    SELECT id, %s, 1 FROM search_askedquestion
    WHERE question = %s ORDER BY month DESC LIMIT 1
    ON CONFLICT (asked_id, page) DO UPDATE SET count = search_openeditem.count + 1
"""
"""Only for a question that was asked: no header brings a text into the database."""


def note(page: Page, http: HttpRequest) -> None:
    """Count the visit, if it is a visitor's and came from results."""
    if not isinstance(page, KnowledgePage) or http.method != "GET":
        return
    if "prefetch" in http.headers.get("Sec-Purpose", "").casefold():
        return
    question = query_log.normalised(_question(http))
    if question and audience_of(http) is Audience.PUBLIC:
        query_log.execute(_COUNT, [page.pk, question])


def _question(http: HttpRequest) -> str:
    """The question of the page of results from which this visit comes; empty for any other."""
    try:
        came_from = urlsplit(http.headers.get("Referer", ""))
        asked_for = parse_qs(came_from.query, max_num_fields=100).get("q", [""])
    except ValueError:
        return ""
    here = came_from.netloc == http.get_host() and came_from.path == reverse("search:search")
    return asked_for[-1] if here else ""
