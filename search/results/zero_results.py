"""Explain a page without results: what each choice hides, which words no item has, what there is.

Invariant: every number is what one click finds. All come from the engine, in one call.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from ..engines.protocol import Answer, Query
from ..query import parser
from ..query.expansion import LanguageContext, with_compound_parts
from ..query.request import SearchRequest
from ..ranking import relaxation
from . import browse_links

# Words, and choices, that are looked into.
MOST = 8

# Filters as an engine is asked them.
Filters = Mapping[str, tuple[str, ...]]


class Advice(StrEnum):
    """List what a page without results explains."""

    NONE = "none"
    # Main themes to go on with.
    THEMES = "themes"
    # Also what each choice hides and which words no item has.
    ALL = "all"


@dataclass(frozen=True)
class Plan:
    """Hold the queries of an explanation.

    Attributes:
        drops: For each choice the totals to ask without it, from all words to any word. None to ask
            where another choice in the same facet stays: that finds no more than both do.
        words: Each word with a query for any way to say it.
        themes: The query that counts themes.
    """

    drops: tuple[tuple[Query, ...], ...] = ()
    words: tuple[tuple[str, Query], ...] = ()
    themes: Query | None = None

    @property
    def queries(self) -> list[Query]:
        """All queries, in the order in which `explain` reads their answers."""
        drops = [query for levels in self.drops for query in levels]
        words = [query for _, query in self.words]
        return [*drops, *words, *([self.themes] if self.themes else [])]


@dataclass(frozen=True)
class Explanation:
    """Hold the counts for a page without results.

    Attributes:
        drops: For each choice how many items are found without it.
        absent: Words that no item has, as they were written.
        themes: Theme → number of items.
    """

    drops: tuple[int, ...] = ()
    absent: tuple[str, ...] = ()
    themes: Mapping[str, int] = field(default_factory=dict)


def plan(
    request: SearchRequest,
    query: Query,
    wide: Query,
    context: LanguageContext,
    filters_of: Callable[[SearchRequest], Filters],
) -> Plan:
    """Return the queries that explain why a search found nothing at any level of relaxation.

    Args:
        request: What was asked.
        query: The query of all words.
        wide: The query that was relaxed.
        context: The language of the index.
        filters_of: Returns the filters of another request on the same page.
    """
    drops = [
        ()
        if selection.facet.name in selection.without.sought
        else _totals(query, wide, filters_of(selection.without))
        for selection in request.selections()
    ]
    words = parser.asked_words(request.q)[:MOST]
    return Plan(
        tuple(drops[:MOST]), tuple((word, _any_way(word, query, context)) for word in words)
    )


def explain(plan: Plan, answers: Iterator[Answer]) -> Explanation:
    """Return the explanation, from the answers to the queries of a plan."""
    drops = [_found([next(answers).total for _ in levels]) for levels in plan.drops]
    absent = [word for word, _ in plan.words if not next(answers).total]
    themes = next(answers).facets[browse_links.FACET] if plan.themes else {}
    return Explanation(tuple(drops), tuple(absent), themes)


def _totals(query: Query, wide: Query, filters: Filters) -> tuple[Query, ...]:
    levels = (query, *relaxation.levels(wide))
    return tuple(relaxation.total_only(replace(level, filters=filters)) for level in levels)


def _found(totals: list[int]) -> int:
    """Return the total of a search, from its totals for all words and at each level."""
    if not totals or totals[0] or len(totals) == 1:
        return totals[0] if totals else 0
    return totals[1:][relaxation.chosen(totals[1:])]


def _any_way(word: str, query: Query, context: LanguageContext) -> Query:
    words = with_compound_parts(parser.parse(word, context).words, context)
    return Query(now=query.now, words=words, minimum=1, size=0)
