"""Find items like the one on the page (*Meer zoals dit*), those from elsewhere first.

They are on the same themes, those with similar words first.

Invariant: one engine call, on the index of whoever reads; without an engine the list is empty.
"""

from collections.abc import Iterator

from armoedegeheugen.dutch import analyzer
from armoedegeheugen.models import Dossier, KnowledgePage, Theme

from ..engines.protocol import EngineUnavailable, Hit, Query, Sort, Word
from ..facets.kinds import MODELS
from ..facets.places import places
from ..fields import SUPRALOCAL, UNKNOWN
from ..index.documents import payload, with_main_themes
from ..query.parser import Question
from ..searcher import Searcher
from .presenter import result
from .response import Result

SHOWN = 3

# The most alike, of which those from elsewhere come first; further down they are not alike. Items
# that an editor linked to already (*Zie ook*, or in a dossier's text) are left out.
CANDIDATES = 12

# Of title and teaser. More words take longer and say less: the title comes first.
MOST_WORDS = 10


def more_like_this(page: KnowledgePage, searcher: Searcher) -> list[Result]:
    """Return up to `SHOWN` items like this one."""
    themes = list(page.themes.select_related("parent"))
    if not themes:
        return []
    try:
        hits = searcher.search(_query(page, themes, searcher.now)).hits
    except EngineUnavailable:
        return []
    known = {page.pk, *(item.pk for item in _linked(page) if item)}
    others = [hit for hit in hits if int(hit.id.partition("-")[2]) not in known]
    municipality = places(page)[0]
    others.sort(key=lambda hit: _is_near(hit, municipality))
    return [result(hit, Question(), searcher.labels) for hit in others[:SHOWN]]


def _linked(page: KnowledgePage) -> Iterator[KnowledgePage | None]:
    """Yield the items that an editor linked to from here; None for one that is gone."""
    for entry in page.related_items:
        yield entry.value
    for section in page.sections if isinstance(page, Dossier) else ():
        if section.block_type == "verwijzing":
            yield from section.value["items"]


def _query(page: KnowledgePage, themes: list[Theme], now: int) -> Query:
    """Return the query; its words are optional, since items on its themes are alike already."""
    words = dict.fromkeys([*_terms(*(theme.name for theme in themes)), *_own_terms(page)])
    return Query(
        now=now,
        words=tuple(Word(((term,),)) for term in words),
        filters={"soort": tuple(MODELS), "thema": with_main_themes(themes)},
        sort=Sort.RELEVANCE,
        size=CANDIDATES + 1,
    )


def _own_terms(page: KnowledgePage) -> list[str]:
    return list(dict.fromkeys(_terms(page.title, page.teaser)))[:MOST_WORDS]


def _terms(*texts: str) -> Iterator[str]:
    for text in texts:
        yield from (t for t in analyzer.terms(text).split() if not analyzer.is_function_word(t))


def _is_near(hit: Hit, municipality: str) -> bool:
    return municipality not in (UNKNOWN, SUPRALOCAL) and municipality in payload(hit)["gemeente"]
