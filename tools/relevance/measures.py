"""What is measured of one ranked answer, and its means over many. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from statistics import fmean

USEFUL = 2
"""Grade from which an item should be among the first twenty."""


@dataclass(frozen=True)
class Score:
    ndcg: float
    recall: float
    nothing: bool


@dataclass(frozen=True)
class Means:
    questions: int
    ndcg: float
    recall: float
    nothing: float
    """Share of the questions that found nothing at all."""


def score(ranked: Sequence[str], grades: Mapping[str, int]) -> Score:
    return Score(ndcg(ranked, grades), recall(ranked, grades), not ranked)


def ndcg(ranked: Sequence[str], grades: Mapping[str, int], depth: int = 10) -> float:
    """Normalised discounted cumulative gain: gain 2^grade − 1, divided by log2(rank + 1)."""
    best = sorted(grades.values(), reverse=True)
    ideal = _gain(best[:depth])
    return _gain([grades.get(item, 0) for item in ranked[:depth]]) / ideal if ideal else 0.0


def recall(ranked: Sequence[str], grades: Mapping[str, int], depth: int = 20) -> float:
    """The share of useful items among the first `depth`; where none is useful, of all graded."""
    wanted = {item for item, grade in grades.items() if grade >= USEFUL} or set(grades)
    found = wanted.intersection(ranked[:depth])
    return len(found) / min(len(wanted), depth) if wanted else 0.0


def means(scores: Iterable[Score]) -> Means:
    held = list(scores)
    return Means(
        len(held),
        fmean(one.ndcg for one in held),
        fmean(one.recall for one in held),
        fmean(one.nothing for one in held),
    )


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / log2(rank + 1) for rank, grade in enumerate(grades, 1))
