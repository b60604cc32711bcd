"""One search: a request and an engine in, an answer out.

Items that hold all words; after the last of these, apart, those that hold most of their weight.
Requiring every word loses much of what people look for, and dropping words silently misleads: so
the answer says of which of the two it speaks, and each item which words it lacks.

One question to the engine where a page is full of items with all words, a second one for the rest.
"""

from dataclasses import dataclass, replace
from time import time

from . import editions, meaning, question, rarity, synonyms, vocabulary
from .engines.protocol import Answer, Audience, Engine, Query
from .fields import SEARCH_FACETS, Facet
from .question import Question
from .request import SearchRequest, beyond_reach


@dataclass(frozen=True)
class Finding:
    """What was asked of the engine in the end, and its answer.

    `more` are the items on the same page that hold most of the words and not all, with their total
    and without counts; None where the page has none or nobody asked for them.
    """

    question: Question
    query: Query
    answer: Answer
    more: Answer | None = None
    suggestion: str = ""
    """What was probably meant, where nothing or little holds all words; it does find something."""

    @property
    def relaxed(self) -> bool:
        """Whether no item held all words, and these hold most of their weight."""
        return self.query.minimum < self.query.weight


def find(
    request: SearchRequest,
    audience: Audience,
    engine: Engine,
    facets: tuple[Facet, ...] = SEARCH_FACETS,
    *,
    page: bool = False,
) -> Finding:
    """For a `page` also what holds most of the words, after what holds them all, and what was
    probably meant."""
    numbers = editions.numbers() if request.q else {}
    lexicon, thesaurus = vocabulary.current(numbers), synonyms.current(numbers)
    asked = question.parse(request.q, thesaurus, lexicon.meant)
    asked = replace(asked, words=rarity.weighed(asked.words, lexicon))
    query = _query(request, asked, tuple(facet.name for facet in facets))
    answer = engine.search(audience, query)
    found = Finding(asked, query, answer)
    if answer.total == 0 and len(asked.words) > 1:
        found = Finding(asked, *_most(query, audience, engine, answer))
    if not page:
        return found
    offered = meaning.meant(request.q, asked, lexicon) if answer.total < meaning.FEW else ""
    if offered and not meaning.finds(offered, query, answer.total, engine, thesaurus):
        offered = ""
    rest = None if found.relaxed else _rest(query, audience, engine, answer)
    return replace(found, more=rest, suggestion=offered)


def _query(request: SearchRequest, asked: Question, facets: tuple[str, ...]) -> Query:
    deep = beyond_reach(request)
    query = Query(
        now=int(time()),
        words=asked.words,
        phrases=asked.phrases,
        excluded=asked.excluded,
        filters=request.sought,
        facets=facets,
        sort=request.sort,
        offset=0 if deep else request.offset,
        size=0 if deep else request.per_page,
    )
    return replace(query, minimum=query.weight)


def _most(
    query: Query, audience: Audience, engine: Engine, nothing: Answer
) -> tuple[Query, Answer]:
    """What holds at least half of the weight; where nothing does, what holds any word."""
    for least in (_half(query), 1):
        relaxed = replace(query, minimum=least)
        answer = engine.search(audience, relaxed)
        if answer.total:
            return relaxed, answer
    return query, nothing


def _rest(query: Query, audience: Audience, engine: Engine, whole: Answer) -> Answer | None:
    """Where the page comes to the end of what holds all words: what follows on it."""
    end = query.offset + query.size
    if len(query.words) < 2 or not query.size or end < whole.total:
        return None
    start = max(query.offset, whole.total)
    after = replace(
        query,
        minimum=_half(query),
        below=query.weight,
        facets=(),
        offset=start - whole.total,
        size=end - start,
    )
    return engine.search(audience, after)


def _half(query: Query) -> int:
    return -(-query.weight // 2)
