"""Rerank the first `WINDOW` hits by the themes that the best of them share.

A word has several meanings, and many a text mentions it in passing. The themes of most of the best
hits are nearly always what was meant. So a hit counts for more as more of the score of the best
stands on one of its themes, and for three times as much where all of it does.

Invariant: only the order inside the window changes, whatever page is asked. So pages put end to end
hold each hit once, and no total or count changes. Both engines give the same order, though their
scores differ by rounding.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..engines.protocol import Hit, Query, Sort
from ..engines.score_order import runs
from ..index.documents import payload
from ..query.did_you_mean import FEW

# Two pages. Further down nobody looks, and each hit costs the engine its whole text.
WINDOW = 20

# Hits whose themes count, for their scores. Fewer leave it to chance. An advice with all its
# recommendations is one: it would outvote the others by its length alone.
BEST = 8

# The share of the score that is on a theme counts this many times, beside the hit's own score.
WEIGHT = 2.0

# A theme's key → its main theme's.
Parents = Mapping[str, str]


def is_ranked(query: Query) -> bool:
    """Return whether hits are ordered by how well they match words."""
    return query.sort is Sort.RELEVANCE and bool(query.words)


def reaches_window(query: Query) -> bool:
    """Return whether the page holds some of the hits that are reranked."""
    return is_ranked(query) and query.size > 0 and query.offset < WINDOW


def widened(query: Query) -> Query:
    """Return the query that brings the whole window, where the page holds part of it."""
    if not reaches_window(query):
        return query
    return replace(query, offset=0, size=max(query.offset + query.size, WINDOW))


def window(query: Query) -> Query:
    """Return the query for the window alone, without counts."""
    return replace(query, facets=(), offset=0, size=WINDOW)


def page(
    query: Query, hits: Sequence[Hit], parents: Parents, preceding: Sequence[Hit] = ()
) -> tuple[Hit, ...]:
    """Return the hits of the page in their new order.

    Args:
        query: The page that was asked.
        hits: What the engine answers to `widened(query)`.
        parents: A theme's key → its main theme's.
        preceding: The best hits of a list that is shown before this one. They match the question
            better, so their themes decide, unless they are few.
    """
    if not reaches_window(query):
        return tuple(hits)
    first, rest = hits[:WINDOW], hits[WINDOW:]
    voters = preceding if len(preceding) >= FEW else (*preceding, *first)
    return (*reranked(first, voters, parents), *rest)[query.offset : query.offset + query.size]


def reranked(hits: Sequence[Hit], voters: Sequence[Hit], parents: Parents) -> list[Hit]:
    """Return the hits by their score and the share of the voters' score on their themes.

    Args:
        hits: In any order.
        voters: The best first.
        parents: A theme's key → its main theme's.
    """
    shares = _shares(_best(voters), parents)
    scores = {hit.id: hit.score * (1 + WEIGHT * _share(hit, shares, parents)) for hit in hits}
    falling = sorted(hits, key=lambda hit: -scores[hit.id])
    parts = (
        falling[begin:end]
        for begin, end in runs([scores[hit.id] for hit in falling], 0, len(falling))
    )
    return [hit for part in parts for hit in sorted(part, key=lambda hit: hit.id)]


def _best(voters: Sequence[Hit]) -> list[Hit]:
    """Return the best hit of each advice, and pages by themselves."""
    best: dict[str, Hit] = {}
    for hit in voters:
        document = payload(hit)
        best.setdefault(document["ouder"] or document["titel"], hit)
    return list(best.values())[:BEST]


def _shares(best: Sequence[Hit], parents: Parents) -> dict[str, float]:
    """Return for each theme the share of the score of the best hits that stands on it."""
    total = sum(hit.score for hit in best)
    shares: dict[str, float] = defaultdict(float)
    for hit in best:
        for theme in _themes(hit, parents):
            shares[theme] += hit.score / total
    return shares


def _share(hit: Hit, shares: Mapping[str, float], parents: Parents) -> float:
    return max((shares.get(theme, 0.0) for theme in _themes(hit, parents)), default=0)


def _themes(hit: Hit, parents: Parents) -> set[str]:
    """Return the themes of a hit and their main themes."""
    themes = payload(hit)["themas"]
    return {*themes, *(parents[theme] for theme in themes if theme in parents)}
