"""Run one search from top to bottom: a request and a searcher in, hits and counts out.

Results come in two sets: first the items with all words, then those with most of their weight. To
require every word loses much of what people look for, and to drop words silently misleads: so each
hit says which words it lacks, and a page where no item holds all words says so.

Engine calls: one for a page that is full of items with all words. A page that is not full needs a
second for the items with most words, and now and then a third for a later level of relaxation; a
suggestion and items on the same subject take one each. A page without results takes two at most.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial, reduce

from .engines.protocol import MAX_WINDOW, Answer, Hit, Query, Sort
from .facets import age_buckets
from .fields import SEARCH_FACETS, Facet
from .query import cache_versions, did_you_mean, expansion, index_vocabulary, parser, synonyms
from .query.expansion import LanguageContext
from .query.parser import Question
from .query.request import SearchRequest, beyond_reach
from .ranking import relaxation, relevance_feedback, rerank, term_weights
from .results import browse_links, zero_results
from .results.zero_results import Advice, Explanation
from .searcher import Searcher

# Hits of an export that are fetched at a time, each with its text.
CHUNK = 500

# What a search begins with.
NO_QUESTION, NO_QUERY, NO_ANSWER = Question(), Query(now=0), Answer(0, (), {})


@dataclass(frozen=True)
class State:
    """A search under way: what is asked, and what the steps so far have found."""

    request: SearchRequest
    searcher: Searcher
    facets: tuple[Facet, ...] = SEARCH_FACETS
    # Filters of the page itself, which nobody chose.
    within: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    # Whether a page shows this: it suggests, and goes on after the items with all words.
    is_page: bool = False
    # What a page without results explains.
    advice: Advice = Advice.NONE
    context: LanguageContext = expansion.NONE
    question: Question = NO_QUESTION
    # The query that the engine was asked in the end, and the same one with compound parts as
    # optional words.
    query: Query = NO_QUERY
    wide: Query = NO_QUERY
    # The hits of this page, with total and counts.
    answer: Answer = NO_ANSWER
    # The first hits in the engine's order: what the question is about. None on a later page.
    first: tuple[Hit, ...] = ()
    # Items on the same page with most of the words, with their total and without counts; None
    # where the page does not come to them.
    more: Answer | None = None
    related: tuple[Hit, ...] = ()
    # The question as it was probably meant, if that finds something.
    suggestion: str = ""
    explanation: Explanation | None = None

    @property
    def relaxed(self) -> bool:
        """True if no item holds all words, and the results hold most of their weight."""
        return self.query.minimum < self.query.weight

    @property
    def shown(self) -> tuple[Hit, ...]:
        """All hits of the page: with all words, then with most of them."""
        return (*self.answer.hits, *(self.more.hits if self.more else ()))


def run(state: State) -> State:
    """Take every step of a search, and the steps of a page if it is one."""
    steps = (*STEPS, *PAGE_STEPS) if state.is_page else STEPS
    return reduce(lambda state, step: step(state), steps, state)


def parse(state: State) -> State:
    """Read the words, phrases and exclusions of the question, each word with its expansion."""
    context = _context() if state.request.q else expansion.NONE
    return replace(state, context=context, question=parser.parse(state.request.q, context))


def weigh(state: State) -> State:
    """Weigh each word by its rarity."""
    words = term_weights.weigh(state.question.words, state.context.lexicon)
    return replace(state, question=replace(state.question, words=words))


def compose(state: State) -> State:
    """Compose the query of all words, and the wider one with the parts of compounds."""
    request, question = state.request, state.question
    deep = beyond_reach(request)
    query = Query(
        now=state.searcher.now,
        words=question.words,
        phrases=question.phrases,
        excluded=question.excluded,
        filters=_filters(state, request),
        facets=tuple(facet.name for facet in state.facets),
        sort=request.sort,
        offset=0 if deep else request.offset,
        size=0 if deep else request.per_page,
    )
    query = replace(query, minimum=query.weight)
    words = expansion.with_compound_parts(question.words, state.context)
    wide = replace(query, words=term_weights.weigh(words, state.context.lexicon))
    return replace(state, query=query, wide=wide)


def search(state: State) -> State:
    """Ask the engine for the items with all words."""
    return replace(state, answer=state.searcher.search(rerank.widened(state.query)))


def relax(state: State) -> State:
    """Take items with most of the words where none holds all.

    One call asks for everything that a page without results shows as well.
    """
    if state.answer.total:
        return state
    suggestion = _suggestion(state)
    levels = relaxation.levels(state.wide)
    plan = _explanation_plan(state)
    queries = [*relaxation.queries(levels), *plan.queries]
    asks = [(state.searcher.audience, query) for query in queries]
    answers = state.searcher.engine.search_many([*([suggestion.ask] if suggestion else []), *asks])
    if suggestion:
        state = replace(state, suggestion=suggestion.unless_empty(next(answers)))
    if levels:
        query, answer = relaxation.best(levels, answers, state.searcher.search)
        if answer.total:
            return replace(state, query=query, answer=answer)
    return replace(state, explanation=zero_results.explain(plan, answers))


def reorder(state: State) -> State:
    """Rerank the first hits, and cut the page from them."""
    hits = state.answer.hits
    page = rerank.page(state.query, hits, state.searcher.labels.parents)
    first = hits[: rerank.WINDOW] if rerank.reaches_window(state.query) else ()
    return replace(state, first=first, answer=replace(state.answer, hits=page))


def fill(state: State) -> State:
    """Fill the page with items with most of the words, after the last one with all of them."""
    query, wide, total = state.query, state.wide, state.answer.total
    end = query.offset + query.size
    if state.relaxed or len(wide.words) < 2 or not query.size or end < total:
        return state
    if not total:  # relaxed already, and found nothing
        return replace(state, more=NO_ANSWER)
    start = max(query.offset, total)
    rest = replace(wide, lacking=query.words, facets=(), offset=start - total, size=end - start)
    needs_first = not state.first and rerank.reaches_window(rest)
    levels = relaxation.levels(rest)
    asks = [*([rerank.window(query)] if needs_first else []), *relaxation.queries(levels)]
    answers = state.searcher.search_many(asks)
    first = next(answers).hits if needs_first else state.first
    level, answer = relaxation.best(levels, answers, state.searcher.search)
    hits = rerank.page(level, answer.hits, state.searcher.labels.parents, first)
    return replace(state, more=replace(answer, hits=hits))


def suggest(state: State) -> State:
    """Suggest what was probably meant, where few items hold all words."""
    if state.relaxed or not state.answer.total:  # asked when the query was relaxed
        return state
    suggestion = _suggestion(state)
    if not suggestion:
        return state
    audience, query = suggestion.ask
    answer = state.searcher.engine.search(audience, query)
    return replace(state, suggestion=suggestion.unless_empty(answer))


def relate(state: State) -> State:
    """Find items on the same subject, where the page has few results."""
    lexicon = state.context.lexicon
    related = relevance_feedback.related(state.query, state.shown, state.searcher, lexicon)
    return replace(state, related=related)


Step = Callable[[State], State]

STEPS: tuple[Step, ...] = (parse, weigh, compose, search, relax, reorder)
PAGE_STEPS: tuple[Step, ...] = (fill, suggest, relate)


def export(state: State) -> State:
    """Run the search of a file; the hits themselves come from `every_hit`."""
    ranked = state.request.sort is Sort.RELEVANCE
    request = replace(state.request, page=1, per_page=CHUNK if ranked else 0)
    return run(replace(state, request=request))


def every_hit(state: State) -> Iterator[Hit]:
    """Yield every hit of an `export` in the order of the pages, in bounded memory.

    Hits beyond `MAX_WINDOW`, where no page comes, follow by the engine's own order, as do hits that
    a change of the index meanwhile moved past what was read.
    """
    query = replace(state.query, facets=(), offset=0, size=0)
    if not rerank.is_ranked(query):
        yield from state.searcher.scan(query)
        return
    seen: set[str] = set()
    for hit in _pages(state):
        if hit.id not in seen:
            seen.add(hit.id)
            yield hit
    if len(seen) < state.answer.total:
        yield from (hit for hit in state.searcher.scan(query) if hit.id not in seen)


def _pages(state: State) -> Iterator[Hit]:
    yield from state.answer.hits
    for offset in range(CHUNK, min(state.answer.total, MAX_WINDOW), CHUNK):
        page = replace(state.query, facets=(), offset=offset, size=CHUNK)
        yield from state.searcher.search(page).hits


def _context() -> LanguageContext:
    versions = cache_versions.numbers()
    return LanguageContext(synonyms.current(versions), index_vocabulary.current(versions))


def _filters(state: State, request: SearchRequest) -> Mapping[str, tuple[str, ...]]:
    chosen = age_buckets.as_months(request.sought, state.searcher.today)
    return {**chosen, **state.within}


def _explanation_plan(state: State) -> zero_results.Plan:
    if state.advice is Advice.NONE:
        return zero_results.Plan()
    themes = browse_links.query(state.within, state.searcher.now)
    if state.advice is Advice.THEMES:
        return zero_results.Plan(themes=themes)
    filters = partial(_filters, state)
    plan = zero_results.plan(state.request, state.query, state.wide, state.context, filters)
    return replace(plan, themes=themes)


def _suggestion(state: State) -> did_you_mean.Suggestion | None:
    if not state.is_page:
        return None
    return did_you_mean.suggest(
        state.query, state.question, state.request.q, state.answer.total, state.context
    )
