"""Score each ranker on each judged question."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.management import call_command

from tools.relevance import content, rankers
from tools.relevance.judgements import TUNING, JudgedQuestion, read
from tools.relevance.metrics import score
from tools.relevance.rankers import Ranker
from tools.relevance.report import Scored


def all_rankers(elasticsearch: str, *, only: str | None = None) -> dict[str, Scored]:
    """Load the content and return the scores of every ranker by its name.

    `elasticsearch` is the address of a node, or an empty string to leave it out.
    """
    content.load()
    scores = {"this portal, embedded": _ours(settings.SEARCH_URL)}
    if only:
        return scores
    if elasticsearch:
        scores["this portal, Elasticsearch"] = _ours(elasticsearch)
    call_command("update_index", verbosity=0)
    scores["Wagtail, database"] = scored(rankers.wagtails(), pages_only=True)
    scores["BM25, no Dutch"] = scored(rankers.bm25(content.texts()))
    return scores


def scored(ranker: Ranker, *, pages_only: bool = False) -> Scored:
    """Return each judged question with the score of its ranking.

    `pages_only` leaves recommendations out of the judgements, if a page was judged too.
    """
    return [
        (item, score(ranker(item.question), _page_grades(item) if pages_only else item.grades))
        for item in read()
    ]


def show_failures(scores: Scored, count: int) -> None:
    """Print the worst answers of the tuning set, with the items that they missed."""
    tuning = (pair for pair in scores if pair[0].part == TUNING)
    worst = sorted(tuning, key=lambda pair: pair[1].ndcg)
    rank = rankers.ours() if count else None
    for judged, metrics in worst[:count]:
        assert rank
        print(f"\n{metrics.ndcg:.2f}  [{judged.group}] {judged.question}")
        items = rank(judged.question)[:10]
        print("  got   ", ", ".join(f"{item}={judged.grades.get(item, 0)}" for item in items))
        missed = [f"{item}={grade}" for item, grade in judged.grades.items() if item not in items]
        print("  missed", ", ".join(missed[:8]))


def _page_grades(judged: JudgedQuestion) -> Mapping[str, int]:
    pages = {item: grade for item, grade in judged.grades.items() if "#" not in item}
    return pages or judged.grades


def _ours(url: str) -> Any:
    settings.SEARCH_URL = url
    content.index()
    return scored(rankers.ours())
