"""A query of which no item holds all words is asked with ever less of them, in few calls."""

from dataclasses import replace

import pytest

from search.engines.protocol import Answer, Hit, Query, Sort, Word
from search.ranking import relaxation, rerank


def query(*weights: int) -> Query:
    words = tuple(Word(((f"w{n}",),), weight=weight) for n, weight in enumerate(weights))
    made = Query(1, words, facets=("thema",), sort=Sort.RELEVANCE, offset=10, size=10)
    return replace(made, minimum=made.weight)


@pytest.mark.parametrize(
    ("weights", "minima"),
    [
        ((), []),
        ((3,), []),
        ((1, 1), [1]),
        ((1, 2), [2, 1]),
        ((3, 3, 3), [5, 3, 1]),
        ((3, 3, 3, 3), [6, 3, 1]),
    ],
)
def test_a_half_then_a_quarter_then_any_word(weights, minima):
    assert [level.minimum for level in relaxation.levels(query(*weights))] == minima


def test_the_first_level_is_asked_whole_and_the_others_for_their_totals():
    levels = relaxation.levels(query(3, 3, 3))
    first, *others = relaxation.queries(levels)
    assert first == rerank.widened(levels[0])
    assert (first.facets, first.offset, first.size) == (("thema",), 0, 20)
    assert [(q.minimum, q.facets, q.offset, q.size) for q in others] == [
        (3, (), 0, 0),
        (1, (), 0, 0),
    ]


@pytest.mark.parametrize(
    ("totals", "minimum", "searches"),
    [
        ((3, 5, 9), 5, 0),
        ((2, 3, 9), 3, 1),
        ((2, 2, 9), 1, 1),
        ((1, 1, 2), 1, 1),
        ((0, 0, 0), 1, 0),
    ],
)
def test_the_first_level_with_three_items_is_taken_or_else_any_word(totals, minimum, searches):
    levels = relaxation.levels(query(3, 3, 3))
    asked = []

    def search(query: Query) -> Answer:
        asked.append(query)
        total = totals[[level.minimum for level in levels].index(query.minimum)]
        return Answer(total, (Hit("a", 1, {}),), {})

    answers = iter([Answer(total, (), {}) for total in totals])
    level, answer = relaxation.best(levels, answers, search)
    assert (level.minimum, len(asked)) == (minimum, searches)
    assert answer.total == totals[[level.minimum for level in levels].index(minimum)]
    assert [(q.offset, q.size, q.facets) for q in asked] == [(0, 20, ("thema",))] * searches
    # What follows these answers is read by others, unless the first level finds enough.
    assert list(answers) == [] or totals[0] >= 3
