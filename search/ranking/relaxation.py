"""Relax a query of which no item holds all words: require part of their weight instead.

Invariant: each level finds all that the one before it finds. The level is chosen by totals alone:
the first that finds `FEW` items, or else the last, which asks for any word.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from ..engines.protocol import Answer, Query
from ..query.did_you_mean import FEW
from . import rerank

# Parts of the weight that are required, one level after the other: a half, then a quarter.
PARTS = (2, 4)


def levels(query: Query) -> tuple[Query, ...]:
    """Return the query with ever less weight required; none for a query of one word."""
    if len(query.words) < 2:
        return ()
    minima = {1, *(-(-query.weight // part) for part in PARTS)}
    return tuple(replace(query, minimum=minimum) for minimum in sorted(minima, reverse=True))


def queries(levels: tuple[Query, ...]) -> list[Query]:
    """Return what to ask at once: the hits of the first level, the totals of the others."""
    return [*map(rerank.widened, levels[:1]), *map(total_only, levels[1:])]


def best(
    levels: tuple[Query, ...], answers: Iterator[Answer], search: Callable[[Query], Answer]
) -> tuple[Query, Answer]:
    """Return the chosen level and its answer.

    Args:
        levels: At least one.
        answers: Those to `queries(levels)`. All are read, unless the first level finds enough.
        search: Asks for the hits of a later level; called once at most.
    """
    first = next(answers)
    if first.total >= FEW:
        return levels[0], first
    totals = [first.total, *(next(answers).total for _ in levels[1:])]
    index = chosen(totals)
    if index == 0 or not totals[index]:
        return levels[index], first
    return levels[index], search(rerank.widened(levels[index]))


def chosen(totals: list[int]) -> int:
    """Return the index of the first total that is enough, or else of the last."""
    return next((index for index, total in enumerate(totals) if total >= FEW), len(totals) - 1)


def total_only(query: Query) -> Query:
    """Return the query without hits and counts."""
    return replace(query, facets=(), offset=0, size=0)
