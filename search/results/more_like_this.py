"""*Meer zoals dit*: items on the same themes, those with similar words first, from elsewhere before
from here.

Invariant: one engine call, on the index that is for whoever reads; no answer is no list, never a
fault on the page.
"""

from collections.abc import Iterator
from time import time

from armoedegeheugen.dutch import analyzer
from armoedegeheugen.models import Dossier, KnowledgePage, Theme

from ..engines import engine
from ..engines.protocol import Audience, EngineUnavailable, Hit, Query, Sort, Word
from ..facets import labels
from ..facets.kinds import MODELS
from ..facets.places import places
from ..fields import SUPRALOCAL, UNKNOWN
from ..query.parser import Question
from .presenter import result
from .response import Result

SHOWN = 3
CANDIDATES = 12
"""The most alike, of which those from elsewhere come first; further down they are not alike. What
an editor named already (*Zie ook*, or in a dossier's text) is not said twice."""

MOST_WORDS = 10
"""Of title and teaser. More words take longer and say less: the title comes first."""


def alike(page: KnowledgePage, audience: Audience) -> list[Result]:
    themes = list(page.themes.select_related("parent"))
    query = _query(page, themes)
    if query is None:
        return []
    try:
        hits = engine().search(audience, query).hits
    except EngineUnavailable:
        return []
    told = {page.pk, *(item.pk for item in _named(page) if item)}
    others = [hit for hit in hits if int(hit.id.partition("-")[2]) not in told]
    municipality = places(page)[0]
    others.sort(key=lambda hit: _is_near(hit, municipality))
    names = labels.current()
    return [result(hit, Question(), names) for hit in others[:SHOWN]]


def _named(page: KnowledgePage) -> Iterator[KnowledgePage | None]:
    """What an editor leads to from here; none where an item is there no more."""
    for entry in page.related_items:
        yield entry.value
    for section in page.sections if isinstance(page, Dossier) else ():
        if section.block_type == "verwijzing":
            yield from section.value["items"]


def _query(page: KnowledgePage, themes: list[Theme]) -> Query | None:
    """Words are asked for and none is required: what is on the same themes is alike already."""
    if not themes:
        return None
    words = dict.fromkeys([*_terms(*(theme.name for theme in themes)), *_own_terms(page)])
    return Query(
        now=int(time()),
        words=tuple(Word(((term,),)) for term in words),
        filters={"soort": tuple(MODELS), "thema": _lineage(themes)},
        sort=Sort.RELEVANCE,
        size=CANDIDATES + 1,
    )


def _own_terms(page: KnowledgePage) -> list[str]:
    return list(dict.fromkeys(_terms(page.title, page.teaser)))[:MOST_WORDS]


def _terms(*texts: str) -> Iterator[str]:
    for text in texts:
        yield from (t for t in analyzer.terms(text).split() if not analyzer.is_function_word(t))


def _lineage(themes: list[Theme]) -> tuple[str, ...]:
    """A child theme and its main theme: what is beside it is not far."""
    slugs = (slug for t in themes for slug in (t.slug, t.parent.slug if t.parent else t.slug))
    return tuple(dict.fromkeys(slugs))


def _is_near(hit: Hit, municipality: str) -> bool:
    return municipality not in (UNKNOWN, SUPRALOCAL) and municipality in hit.payload["gemeente"]
