"""Compute nDCG and recall of a ranking, and their means over many questions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from statistics import fmean

# The lowest grade that counts for recall.
USEFUL = 2


@dataclass(frozen=True)
class Score:
    """The metrics of one ranking; `nothing` is True if there are no results."""

    ndcg: float
    recall: float
    nothing: bool


@dataclass(frozen=True)
class Means:
    """The mean metrics of a set of questions; `nothing` is the share without results."""

    questions: int
    ndcg: float
    recall: float
    nothing: float


def score(ranked: Sequence[str], grades: Mapping[str, int]) -> Score:
    """Return the metrics of one ranking."""
    return Score(ndcg(ranked, grades), recall(ranked, grades), not ranked)


def ndcg(ranked: Sequence[str], grades: Mapping[str, int], depth: int = 10) -> float:
    """Return the normalised discounted cumulative gain of the first `depth` results.

    The gain of a result is (2^grade − 1) / log2(rank + 1).
    """
    best_grades = sorted(grades.values(), reverse=True)
    ideal = _gain(best_grades[:depth])
    return _gain([grades.get(item, 0) for item in ranked[:depth]]) / ideal if ideal else 0.0


def recall(ranked: Sequence[str], grades: Mapping[str, int], depth: int = 20) -> float:
    """Return the share of useful items among the first `depth` results.

    A question without useful items counts all its graded items.
    """
    relevant = {item for item, grade in grades.items() if grade >= USEFUL} or set(grades)
    hits = relevant.intersection(ranked[:depth])
    return len(hits) / min(len(relevant), depth) if relevant else 0.0


def means(scores: Iterable[Score]) -> Means:
    """Return the means of these scores."""
    all_scores = list(scores)
    return Means(
        len(all_scores),
        fmean(score.ndcg for score in all_scores),
        fmean(score.recall for score in all_scores),
        fmean(score.nothing for score in all_scores),
    )


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / log2(rank + 1) for rank, grade in enumerate(grades, 1))
