"""Show the results that an editor pinned for a question, apart and marked.

Invariant: a visitor sees only pinned results that a visitor may find: eligibility is asked of the
item as it is now, not of an index. Questions are the same whatever the order, case and accents of
their words.
"""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from wagtail.models import Page

from armoedegeheugen.models import KnowledgePage

from ..engines.protocol import Hit
from ..index import edge_ngrams
from ..index.loader import IndexItem, read_items
from ..index.outbox import Item
from ..models import Promotion
from ..query.parser import Question
from ..searcher import Searcher
from .presenter import result
from .response import Result, SearchResponse

# For one question: pinned results must not hide the others.
MOST = 3

_LONGEST = Promotion._meta.get_field("words").max_length


def words(q: str) -> str:
    """Return the form in which questions are compared."""
    return " ".join(sorted(set(edge_ngrams.words(q))))[:_LONGEST]


def apart(
    response: SearchResponse, searcher: Searcher
) -> tuple[tuple[Result, ...], SearchResponse]:
    """Return the pinned results, and the response without them.

    Only a request of nothing but a question has pinned results.
    """
    request = response.request
    if not request.q or request.query_string() != urlencode({"q": request.q}):
        return (), response
    pinned = results(request.q, searcher)
    ids = {result.id for result in pinned}
    others = tuple(result for result in response.results if result.id not in ids)
    related = tuple(result for result in response.related if result.id not in ids)
    # Pinned results may be all there are; then they stand below too, and the page is not empty.
    return pinned, replace(response, results=others or response.results, related=related)


def results(q: str, searcher: Searcher) -> tuple[Result, ...]:
    """Return the pinned results of a question in order; one small query where it has none."""
    pages = list(pages_for(q)) if words(q) else []
    items = read_items([_item(page) for page in pages]) if pages else {}
    found = [items[item] for page in pages if (item := _item(page)) in items]
    hits = [
        _hit(item)
        for item in found
        if searcher.audience in item.audiences and _visible(item, searcher.now)
    ]
    return tuple(result(hit, Question(), searcher.labels) for hit in hits)


def pages_for(q: str) -> list[Page]:
    """Return the pages that are pinned for a question, in order."""
    # Nearly every question has none, and the columns of a page take long to ask for.
    keys = list(Promotion.objects.filter(words=words(q)).values_list("page", flat=True))
    pages = Page.objects.select_related("content_type").in_bulk(keys) if keys else {}
    ordered = [pages[key] for key in keys if key in pages]
    return [page for page in ordered if issubclass(_model(page), KnowledgePage)]


def put_first(q: str, page: Page) -> bool:
    """Pin a page for a question; return False if that has `MOST` already."""
    if Promotion.objects.filter(words=words(q)).count() >= MOST:
        return False
    Promotion.objects.get_or_create(words=words(q), page=page, defaults={"question": q})
    return True


def take_away(q: str, page: int) -> None:
    """Unpin a page, by its key."""
    Promotion.objects.filter(words=words(q), page=page).delete()


def _model(page: Page) -> Any:
    return page.specific_class or Page


def _item(page: Page) -> Item:
    return Item(_model(page).kind, str(page.pk))


def _hit(found: IndexItem) -> Hit:
    return Hit(found.document.id, 0.0, found.document.payload)


def _visible(found: IndexItem, now: int) -> bool:
    return found.document.visible_from <= now < found.document.visible_until
