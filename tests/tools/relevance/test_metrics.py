"""The measures, on answers small enough to reckon by hand."""

from math import log2

import pytest

from tools.relevance.metrics import Means, means, ndcg, recall, score

GRADES = {"a": 3, "b": 2, "c": 1}


def test_the_ideal_order_scores_one():
    assert ndcg(["a", "b", "c"], GRADES) == pytest.approx(1)
    assert ndcg(["a", "b", "c", "x", "y"], GRADES) == pytest.approx(1)


def test_a_good_item_lower_down_gains_less():
    ideal = 7 + 3 / log2(3) + 1 / 2
    assert ndcg(["x", "a"], GRADES) == pytest.approx(7 / log2(3) / ideal)
    assert ndcg(["c", "b", "a"], GRADES) < 1


def test_the_eleventh_counts_for_nothing():
    assert ndcg([*"0123456789", "a"], {"a": 3}) == 0


def test_recall_asks_for_the_useful_ones():
    assert recall(["a", "c"], GRADES) == 0.5
    assert recall(["a", "b"], GRADES) == 1
    assert recall(["c"], {"c": 1, "d": 1}) == 0.5


def test_recall_asks_for_no_more_than_there_is_room_for():
    grades = {str(number): 3 for number in range(30)}
    assert recall([str(number) for number in range(20)], grades) == 1


def test_nothing_found_is_nothing_gained():
    nothing = score([], GRADES)
    assert (nothing.ndcg, nothing.recall, nothing.nothing) == (0, 0, True)
    assert means([nothing, score(["a", "b", "c"], GRADES)]) == Means(2, 0.5, 0.5, 0.5)
