"""*Ook hierover*: items that are like the best of what was found, where that is little.

A text may be about what is asked in none of its words. So the words that tell the first hits apart
from the rest are asked as well, on the same themes (relevance feedback, after Rocchio), and what
that brings is shown after all that was found, and apart from it.

Invariant: one more question to the engine, on the index that is for whoever asks, and none where
a page is full, where nothing was found, or where somebody said exactly what they want: a phrase,
an exclusion, another order.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from heapq import nlargest
from math import ceil, hypot, log

from armoedegeheugen.dutch import analyzer

from ..engines.protocol import Audience, Engine, Hit, Other, Query, Sort, Word
from ..query.spelling import Lexicon

FULL = 10
"""Items from which on there is enough to read."""

MOST = 5
"""Further down they are not alike."""

BEST = 2
"""Hits that say what the subject is; the first counts twice as much as the second."""

TERMS = 20
"""The most telling ones. More cost the engine time and bring what is less alike."""

SHARE = 0.15
"""Of these terms, how many an item must hold to be about the same."""

TITLE, SUMMARY = 3, 2
"""Times that a word counts there."""


def kindred(
    query: Query, found: Sequence[Hit], audience: Audience, engine: Engine, lexicon: Lexicon
) -> tuple[Hit, ...]:
    """The most alike first, as many as make a page full at most; `found` is all that is on it."""
    room = min(FULL - len(found), MOST)
    exact = query.phrases or query.excluded or query.sort is not Sort.RELEVANCE
    if not found or room <= 0 or exact or query.offset:
        return ()
    words = _words(found[:BEST], lexicon)
    if not words:
        return ()
    alike = replace(
        query,
        words=words,
        minimum=ceil(SHARE * len(words)),
        lacking=(),
        filters={"thema": _themes(found[:BEST]), **query.filters},
        facets=(),
        size=len(found) + room,
    )
    shown = {hit.id for hit in found}
    hits = (hit for hit in engine.search(audience, alike).hits if hit.id not in shown)
    return tuple(replace(hit, missing=()) for hit in hits)[:room]


def _themes(best: Iterable[Hit]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(theme for hit in best for theme in hit.payload["themas"]))


def _words(best: Iterable[Hit], lexicon: Lexicon) -> tuple[Word, ...]:
    """The terms that weigh most in the best hits together, each for its weight beside the first."""
    weights: dict[str, float] = defaultdict(float)
    for rank, hit in enumerate(best, 1):
        telling = _telling(hit, lexicon)
        length = hypot(*telling.values())
        for term, weight in telling.items():
            weights[term] += weight / length / rank
    most = nlargest(TERMS, weights, key=lambda term: (weights[term], term))
    return tuple(Word((), (Other((term,), weights[term] / weights[most[0]]),)) for term in most)


def _telling(hit: Hit, lexicon: Lexicon) -> dict[str, float]:
    """Term → how much it says of this item: how often it stands there, and in how few others."""
    held = hit.payload
    text = "\n".join([held["titel"]] * TITLE + [held["samenvatting"]] * SUMMARY + [held["tekst"]])
    return {
        term: (1 + log(times)) * log(lexicon.documents / lexicon.having[term])
        for term, times in Counter(analyzer.terms(text).split()).items()
        if _is_telling(term, lexicon)
    }


def _is_telling(term: str, lexicon: Lexicon) -> bool:
    """What stands in one item alone leads to no other, and what stands in all says nothing."""
    return 1 < lexicon.having.get(term, 0) < lexicon.documents and not analyzer.is_function_word(
        term
    )
