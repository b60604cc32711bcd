"""Count which results visitors open, without a cookie, script, redirect or mark in a URL.

A browser names the page of this site that led to the next one (Referer; our policy keeps it within
the site). So a visit that comes from a page of results is counted for its question: one number for
each question, month and item. Nothing else of the visit is read or kept.
"""

from urllib.parse import parse_qs, urlsplit

from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page

from armoedegeheugen.models import KnowledgePage

from ..engines.protocol import Audience
from ..http import audience_of
from . import query_log, write_buffer

# Only for a question that was asked, so that no header can store a text in the database.
_COUNT = """
    INSERT INTO search_openeditem (asked_id, page, count)
    SELECT id, %s, 1 FROM search_askedquestion
    WHERE question = %s ORDER BY month DESC LIMIT 1
    ON CONFLICT (asked_id, page) DO UPDATE SET count = search_openeditem.count + 1
"""


def log_click(page: Page, http: HttpRequest) -> None:
    """Count a visit, if it is a visitor's and came from a page of results."""
    if not isinstance(page, KnowledgePage) or http.method != "GET":
        return
    if "prefetch" in http.headers.get("Sec-Purpose", "").casefold():
        return
    question = query_log.normalize(_question_of_referrer(http))
    if question and audience_of(http) is Audience.PUBLIC:
        write_buffer.execute(_COUNT, [page.pk, question])


def _question_of_referrer(http: HttpRequest) -> str:
    """Return the question of the page of results that led here; empty for any other page."""
    try:
        came_from = urlsplit(http.headers.get("Referer", ""))
        asked_for = parse_qs(came_from.query, max_num_fields=100).get("q", [""])
    except ValueError:
        return ""
    here = came_from.netloc == http.get_host() and came_from.path == reverse("search:search")
    return asked_for[-1] if here else ""
