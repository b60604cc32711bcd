"""Results that an editor puts first for one question, shown apart and marked.

Invariant: a visitor sees of them only what a visitor may find: eligibility is asked of the item as
it is now, not of an index. A question is the same one whatever the order, case and accents of its
words.
"""

from dataclasses import replace
from time import time
from typing import Any
from urllib.parse import urlencode

from wagtail.models import Page

from armoedegeheugen.models import KnowledgePage

from ..engines.protocol import Audience, Hit
from ..facets.labels import Labels
from ..index import edge_ngrams
from ..index.loader import IndexItem, read_items
from ..index.outbox import Item
from ..models import Promotion
from ..query.parser import Question
from .presenter import result
from .response import Result, SearchResponse

MOST = 3
"""For one question: what is put first must not hide what is found."""

_LONGEST = Promotion._meta.get_field("words").max_length


def words(q: str) -> str:
    """What questions are compared by."""
    return " ".join(sorted(set(edge_ngrams.words(q))))[:_LONGEST]


def apart(
    found: SearchResponse, audience: Audience, names: Labels
) -> tuple[tuple[Result, ...], SearchResponse]:
    """What comes first, and the answer without it. Only where nothing but the question is asked."""
    asked = found.request
    if not asked.q or asked.query_string() != urlencode({"q": asked.q}):
        return (), found
    first = results(asked.q, audience, names)
    ids = {one.id for one in first}
    rest = tuple(one for one in found.results if one.id not in ids)
    # What comes first may be all there is; then it stands below too, and the page is not empty.
    kindred = tuple(one for one in found.kindred if one.id not in ids)
    return first, replace(found, results=rest or found.results, kindred=kindred)


def results(q: str, audience: Audience, names: Labels) -> tuple[Result, ...]:
    """In the order in which they were put first. One small query where there are none."""
    pages = list(pages_for(q)) if words(q) else []
    found = read_items([_item(page) for page in pages]) if pages else {}
    shown = [found[item] for page in pages if (item := _item(page)) in found]
    hits = [_hit(one) for one in shown if audience in one.audiences and _visible(one)]
    return tuple(result(hit, Question(), names) for hit in hits)


def pages_for(q: str) -> list[Page]:
    # Nearly every question has none, and the columns of a page take long to ask for.
    keys = list(Promotion.objects.filter(words=words(q)).values_list("page", flat=True))
    pages = Page.objects.select_related("content_type").in_bulk(keys) if keys else {}
    ordered = [pages[key] for key in keys if key in pages]
    return [page for page in ordered if issubclass(_model(page), KnowledgePage)]


def put_first(q: str, page: Page) -> bool:
    """False where there are enough for this question."""
    if Promotion.objects.filter(words=words(q)).count() >= MOST:
        return False
    Promotion.objects.get_or_create(words=words(q), page=page, defaults={"question": q})
    return True


def take_away(q: str, page: int) -> None:
    Promotion.objects.filter(words=words(q), page=page).delete()


def _model(page: Page) -> Any:
    return page.specific_class or Page


def _item(page: Page) -> Item:
    return Item(_model(page).kind, str(page.pk))


def _hit(found: IndexItem) -> Hit:
    return Hit(found.document.id, 0.0, found.document.payload)


def _visible(found: IndexItem) -> bool:
    return found.document.visible_from <= time() < found.document.visible_until
