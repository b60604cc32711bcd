"""One search: a request and an engine in, an answer out.

Items that hold all words; where none does, those that hold most of them. Requiring every word
loses much of what people look for, and dropping words silently misleads: so the answer says it.
"""

from dataclasses import dataclass, replace
from time import time

from . import question
from .engines.protocol import Answer, Audience, Engine, Query
from .fields import SEARCH_FACETS, Facet
from .question import Question
from .request import SearchRequest, beyond_reach


@dataclass(frozen=True)
class Finding:
    """What was asked of the engine in the end, and its answer."""

    question: Question
    query: Query
    answer: Answer

    @property
    def relaxed(self) -> bool:
        """Whether no item held all words, and these hold most of them."""
        return self.query.minimum < len(self.query.words)


def find(
    request: SearchRequest,
    audience: Audience,
    engine: Engine,
    facets: tuple[Facet, ...] = SEARCH_FACETS,
) -> Finding:
    asked = question.parse(request.q)
    query = _query(request, asked, tuple(facet.name for facet in facets))
    answer = engine.search(audience, query)
    if answer.total == 0 and len(asked.words) > 1:
        query, answer = _most_words(query, audience, engine, answer)
    return Finding(asked, query, answer)


def _query(request: SearchRequest, asked: Question, facets: tuple[str, ...]) -> Query:
    deep = beyond_reach(request)
    return Query(
        now=int(time()),
        words=asked.words,
        minimum=len(asked.words),
        phrases=asked.phrases,
        excluded=asked.excluded,
        filters=request.sought,
        facets=facets,
        sort=request.sort,
        offset=0 if deep else request.offset,
        size=0 if deep else request.per_page,
    )


def _most_words(
    query: Query, audience: Audience, engine: Engine, nothing: Answer
) -> tuple[Query, Answer]:
    """The most words that some item holds: fewer words never find less, so halve the range."""
    low, high = 1, len(query.words) - 1
    best, answer = query, nothing
    while low <= high:
        middle = (low + high) // 2
        relaxed = replace(query, minimum=middle)
        tried = engine.search(audience, relaxed)
        if tried.total:
            best, answer, low = relaxed, tried, middle + 1
        else:
            high = middle - 1
    return best, answer
