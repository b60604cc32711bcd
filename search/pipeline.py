"""One search: a request and an engine in, an answer out.

Items that hold all words; after the last of these, apart, those that hold most of their weight;
and where that is little, apart again, those on the same subject.
Requiring every word loses much of what people look for, and dropping words silently misleads: so
the answer says of which of the two it speaks, and each item which words it lacks.

One question to the engine where a page is full of items with all words; for the rest, a second
one, in which the parts of compounds are words of their own; a third where both find little. What
comes first in each of the two is put in order once more, by what the best are about together.
"""

from dataclasses import dataclass, replace
from time import time

from .engines.protocol import Answer, Audience, Engine, Hit, Query
from .facets import labels
from .fields import SEARCH_FACETS, Facet
from .query import cache_versions, current_synonyms, did_you_mean, expansion, index_vocabulary
from .query import parser as question
from .query.expansion import Help
from .query.parser import Question
from .query.request import SearchRequest, beyond_reach
from .ranking import rerank, term_weights
from .ranking.relevance_feedback import kindred
from .ranking.rerank import Ordered, Parents

STEPS = (2, 4)
"""Most of the weight is half of it; where that gives fewer than `meaning.FEW` items, a quarter, and
in the end any word."""


@dataclass(frozen=True)
class Finding:
    """What was asked of the engine in the end, and its answer.

    `more` are the items on the same page that hold most of the words and not all, with their total
    and without counts; None where the page has none or nobody asked for them. `kindred` are items
    on the same subject, where all that is little.
    """

    question: Question
    query: Query
    answer: Answer
    more: Answer | None = None
    kindred: tuple[Hit, ...] = ()
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
    """For a `page` also what holds most of the words, after what holds them all, what is on the
    same subject, and what was probably meant."""
    numbers = cache_versions.numbers() if request.q else {}
    known = Help(current_synonyms.current(numbers), index_vocabulary.current(numbers))
    asked = question.parse(request.q, known)
    asked = replace(asked, words=term_weights.weighed(asked.words, known.lexicon))
    query = _query(request, asked, tuple(facet.name for facet in facets))
    wide = replace(
        query, words=term_weights.weighed(expansion.softened(asked.words, known), known.lexicon)
    )
    parents = labels.current().parents
    whole = rerank.search(query, audience, engine, parents)
    answer = whole.answer
    found = Finding(asked, query, answer)
    if answer.total == 0 and len(wide.words) > 1:
        found = _most(wide, audience, engine, parents, found)
    if not page:
        return found
    offered = did_you_mean.offer(query, asked, request.q, answer.total, engine, known)
    rest = None if found.relaxed else _rest(query, wide, audience, engine, parents, whole)
    hits = (*found.answer.hits, *(rest.hits if rest else ()))
    near = kindred(query, hits, audience, engine, known.lexicon)
    return replace(found, more=rest, kindred=near, suggestion=offered)


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
    wide: Query, audience: Audience, engine: Engine, parents: Parents, nothing: Finding
) -> Finding:
    """What holds at least half of the weight; where that is little, what holds less."""
    for least in _steps(wide):
        relaxed = replace(wide, minimum=least)
        answer = rerank.search(relaxed, audience, engine, parents).answer
        if answer.total >= did_you_mean.FEW:
            break
    return replace(nothing, query=relaxed, answer=answer) if answer.total else nothing


def _rest(
    query: Query, wide: Query, audience: Audience, engine: Engine, parents: Parents, whole: Ordered
) -> Answer | None:
    """Where the page comes to the end of what holds all words: what follows on it."""
    end, total = query.offset + query.size, whole.answer.total
    if len(wide.words) < 2 or not query.size or end < total:
        return None
    start = max(query.offset, total)
    after = replace(wide, lacking=query.words, facets=(), offset=start - total, size=end - start)
    best = whole.first
    if total and not best and rerank.is_first(after):
        best = rerank.first(query, audience, engine)
    for least in _steps(wide):
        rest = replace(after, minimum=least)
        answer = rerank.search(rest, audience, engine, parents, best).answer
        if answer.total >= did_you_mean.FEW:
            break
    return answer


def _steps(query: Query) -> list[int]:
    return sorted({1, *(-(-query.weight // part) for part in STEPS)}, reverse=True)
