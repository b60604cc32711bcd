"""Each ranker asked each judged question."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.management import call_command

from tools.relevance import content, rankers
from tools.relevance.judged import TUNING, Judged, read
from tools.relevance.measures import score
from tools.relevance.rankers import Ranker
from tools.relevance.report import Scored


def all_rankers(elasticsearch: str, *, only: str | None = None) -> dict[str, Scored]:
    content.load()
    found = {"this portal, embedded": _ours(settings.SEARCH_URL)}
    if only:
        return found
    if elasticsearch:
        found["this portal, Elasticsearch"] = _ours(elasticsearch)
    call_command("update_index", verbosity=0)
    found["Wagtail, database"] = scored(rankers.wagtails(), of_pages=True)
    found["BM25, no Dutch"] = scored(rankers.bm25(content.texts()))
    return found


def scored(ranker: Ranker, *, of_pages: bool = False) -> Scored:
    """`of_pages`: measured against pages alone, where any was judged."""
    return [
        (one, score(ranker(one.question), _of_pages(one) if of_pages else one.grades))
        for one in read()
    ]


def show_failures(of: Scored, most: int) -> None:
    """The worst answers of the part that tuning may look at, with what should have come."""
    worst = sorted((each for each in of if each[0].part == TUNING), key=lambda each: each[1].ndcg)
    rank = rankers.ours() if most else None
    for one, found in worst[:most]:
        assert rank
        print(f"\n{found.ndcg:.2f}  [{one.group}] {one.question}")
        answered = rank(one.question)[:10]
        print("  got   ", ", ".join(f"{item}={one.grades.get(item, 0)}" for item in answered))
        missed = [f"{item}={grade}" for item, grade in one.grades.items() if item not in answered]
        print("  missed", ", ".join(missed[:8]))


def _of_pages(one: Judged) -> Mapping[str, int]:
    return {item: grade for item, grade in one.grades.items() if "#" not in item} or one.grades


def _ours(url: str) -> Any:
    settings.SEARCH_URL = url
    content.index()
    return scored(rankers.ours())
