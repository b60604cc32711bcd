"""One search: a request and an engine in, an answer out.

Items that hold all words; where none does, those that hold most of them. Requiring every word
loses much of what people look for, and dropping words silently misleads: so the answer says it.
"""

from dataclasses import dataclass, replace
from time import time

from . import question
from .engines.protocol import Answer, Audience, Engine, Query
from .fields import FACET_NAMES
from .question import Question
from .request import SearchRequest, beyond_reach


@dataclass(frozen=True)
class Finding:
    """`held` is how many of the words each hit holds at least: all of them, unless none did."""

    question: Question
    answer: Answer
    held: int

    @property
    def relaxed(self) -> bool:
        return self.held < len(self.question.words)


def find(request: SearchRequest, audience: Audience, engine: Engine) -> Finding:
    asked = question.parse(request.q)
    query = _query(request, asked)
    answer = engine.search(audience, query)
    held = len(asked.words)
    if answer.total == 0 and held > 1:
        held, answer = _most_words(query, audience, engine, answer)
    return Finding(asked, answer, held)


def _query(request: SearchRequest, asked: Question) -> Query:
    deep = beyond_reach(request)
    return Query(
        now=int(time()),
        words=asked.words,
        minimum=len(asked.words),
        phrases=asked.phrases,
        excluded=asked.excluded,
        filters=request.filters,
        facets=FACET_NAMES,
        sort=request.sort,
        offset=0 if deep else request.offset,
        size=0 if deep else request.per_page,
    )


def _most_words(
    query: Query, audience: Audience, engine: Engine, nothing: Answer
) -> tuple[int, Answer]:
    """The most words that some item holds: fewer words never find less, so halve the range."""
    low, high = 1, len(query.words) - 1
    best, answer = len(query.words), nothing
    while low <= high:
        middle = (low + high) // 2
        tried = engine.search(audience, replace(query, minimum=middle))
        if tried.total:
            best, answer, low = middle, tried, middle + 1
        else:
            high = middle - 1
    return best, answer
