"""The first hits of a question, in an order that heeds what they are about together.

A word means several things, and many a text holds it in passing. What most of the best hits are
filed under is nearly always what was meant: so a hit counts for more, the more of their score
stands on a theme of its own, and for three times as much where all of it does.

Invariant: the first `WINDOW` hits are put in order among themselves, whatever page is asked, and
what follows stays where it is. So pages put end to end hold each hit once, and neither a total nor
a count changes. Both engines give the same order, though their scores differ by rounding.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..engines.protocol import Answer, Audience, Engine, Hit, Query, Sort
from ..engines.score_order import runs
from ..query import did_you_mean

WINDOW = 20
"""Two pages. Further down nobody looks, and each hit costs the engine its whole text."""

BEST = 8
"""Hits that say what the subject is, for what they score. Fewer leave it to chance, and an advice
with all its recommendations is one: it would outvote the others by its length alone."""

WEIGHT = 2.0
"""Of what is on the theme of all of the best, beside its own score."""

Parents = Mapping[str, str]
"""A theme's key → its main theme's."""


@dataclass(frozen=True)
class Ordered:
    """An answer in this order, and the first hits as the engine gave them: none on a page that lies
    beyond them."""

    answer: Answer
    first: tuple[Hit, ...] = ()


def search(
    query: Query, audience: Audience, engine: Engine, parents: Parents, before: Sequence[Hit] = ()
) -> Ordered:
    """`before` are the best hits of what is shown before these. They hold more of what was asked,
    so they say what it is about, unless there are few of them."""
    if not is_first(query):
        return Ordered(engine.search(audience, query))
    end = query.offset + query.size
    found = engine.search(audience, replace(query, offset=0, size=max(end, WINDOW)))
    first, rest = found.hits[:WINDOW], found.hits[WINDOW:]
    telling = before if len(before) >= did_you_mean.FEW else (*before, *first)
    hits = (*ordered(first, telling, parents), *rest)
    return Ordered(replace(found, hits=hits[query.offset : end]), first)


def is_first(query: Query) -> bool:
    """Whether its page has some of the hits that are put in order."""
    ranked = query.sort is Sort.RELEVANCE and bool(query.words) and query.size > 0
    return ranked and query.offset < WINDOW


def first(query: Query, audience: Audience, engine: Engine) -> tuple[Hit, ...]:
    """The first hits as the engine gives them, for who asks a page beyond them."""
    return engine.search(audience, replace(query, facets=(), offset=0, size=WINDOW)).hits


def ordered(hits: Sequence[Hit], telling: Sequence[Hit], parents: Parents) -> list[Hit]:
    """`telling` has the best first."""
    shares = _shares(_best(telling), parents)
    worth = {
        hit.id: hit.score
        * (1 + WEIGHT * max((shares.get(theme, 0.0) for theme in _themes(hit, parents)), default=0))
        for hit in hits
    }
    found = sorted(hits, key=lambda hit: -worth[hit.id])
    scores = [worth[hit.id] for hit in found]
    parts = (found[begin:end] for begin, end in runs(scores, 0, len(scores)))
    return [hit for part in parts for hit in sorted(part, key=lambda hit: hit.id)]


def _best(telling: Sequence[Hit]) -> list[Hit]:
    """The best of each advice, and pages by themselves."""
    found: dict[str, Hit] = {}
    for hit in telling:
        found.setdefault(hit.payload["ouder"] or hit.payload["titel"], hit)
    return list(found.values())[:BEST]


def _shares(best: Sequence[Hit], parents: Parents) -> dict[str, float]:
    """Theme → the share of the score of the best that stands on it."""
    total = sum(hit.score for hit in best)
    found: dict[str, float] = defaultdict(float)
    for hit in best:
        for theme in _themes(hit, parents):
            found[theme] += hit.score / total
    return found


def _themes(hit: Hit, parents: Parents) -> set[str]:
    return set(_lineage(hit.payload["themas"], parents))


def _lineage(themes: Sequence[str], parents: Parents) -> Iterator[str]:
    """What is filed under a theme is about the one above it too."""
    for theme in themes:
        yield theme
        if theme in parents:
            yield parents[theme]
