"""Find items on the same subject as the first hits (relevance feedback, after Rocchio).

A text may be about the question in none of its words. So the terms that set the first hits apart
from the rest are searched as well, on the same themes. What that brings is shown after all results
and apart from them.

Invariant: one engine call, on the searcher's own index; none where a page is full, where nothing
was found, or where the question is exact: a phrase, an exclusion, another order.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from heapq import nlargest
from math import ceil, hypot, log

from armoedegeheugen.dutch import analyzer

from ..engines.protocol import Hit, Other, Query, Sort, Word
from ..index.documents import payload
from ..query.spelling import Lexicon
from ..searcher import Searcher

# Items on a page from which on there is enough to read.
FULL = 10

# Further down they are not alike.
MOST = 5

# Hits that say what the subject is; the first counts twice as much as the second.
BEST = 2

# The terms with the greatest weight. More cost the engine time and bring what is less alike.
TERMS = 20

# An item must hold this share of these terms to be about the same.
SHARE = 0.15

# Times that a word of the title or of the summary counts.
TITLE, SUMMARY = 3, 2


def related(
    query: Query, hits: Sequence[Hit], searcher: Searcher, lexicon: Lexicon
) -> tuple[Hit, ...]:
    """Return items on the same subject, the most alike first, as many as the page has room for.

    Args:
        query: The page that was asked.
        hits: All that is on it.
        searcher: Who asks.
        lexicon: The words of the public index.
    """
    room = min(FULL - len(hits), MOST)
    exact = query.phrases or query.excluded or query.sort is not Sort.RELEVANCE
    if not hits or room <= 0 or exact or query.offset:
        return ()
    words = _words(hits[:BEST], lexicon)
    if not words:
        return ()
    alike = replace(
        query,
        words=words,
        minimum=ceil(SHARE * len(words)),
        filters={"thema": _themes(hits[:BEST]), **query.filters},
        facets=(),
        size=len(hits) + room,
    )
    on_page = {hit.id for hit in hits}
    others = (hit for hit in searcher.search(alike).hits if hit.id not in on_page)
    return tuple(replace(hit, missing=()) for hit in others)[:room]


def _themes(best: Iterable[Hit]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(theme for hit in best for theme in payload(hit)["themas"]))


def _words(best: Iterable[Hit], lexicon: Lexicon) -> tuple[Word, ...]:
    """Return the terms that weigh most in the best hits together, each relative to the heaviest."""
    weights: dict[str, float] = defaultdict(float)
    for rank, hit in enumerate(best, 1):
        vector = _vector(hit, lexicon)
        length = hypot(*vector.values())
        for term, weight in vector.items():
            weights[term] += weight / length / rank
    most = nlargest(TERMS, weights, key=lambda term: (weights[term], term))
    return tuple(Word((), (Other((term,), weights[term] / weights[most[0]]),)) for term in most)


def _vector(hit: Hit, lexicon: Lexicon) -> dict[str, float]:
    """Return the weight of each term in the item (tf-idf, both logarithmic)."""
    item = payload(hit)
    text = "\n".join([item["titel"]] * TITLE + [item["samenvatting"]] * SUMMARY + [item["tekst"]])
    return {
        term: (1 + log(times)) * log(lexicon.documents / lexicon.having[term])
        for term, times in Counter(analyzer.terms(text).split()).items()
        if _is_distinctive(term, lexicon)
    }


def _is_distinctive(term: str, lexicon: Lexicon) -> bool:
    # A term of one item leads to no other, and one of all items distinguishes none.
    spread = 1 < lexicon.having.get(term, 0) < lexicon.documents
    return spread and not analyzer.is_function_word(term)
