"""How well the search answers must not fall: floors under what `make relevance` measured.

A floor is lowered by whoever can say why, never to let a change pass.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.test import TestCase, override_settings
from wagtail.models import Site

from search.facets import labels
from tools.relevance import content, rankers
from tools.relevance.judgements import CLASSES, HELD_OUT, TUNING, JudgedQuestion, read
from tools.relevance.metrics import Means, means, score

pytestmark = pytest.mark.django_db

# nDCG@10 of all questions, of those that tuning may look at, and of those held out.
ALL, TUNED, APART = 0.89, 0.91, 0.85

RECALL = 0.9
# The largest share of questions that find nothing.
NOTHING = 0.01

# nDCG@10 above what BM25 without Dutch gives.
ABOVE_PLAIN = 0.3

OF_CLASS = {
    "gewoon": 0.87,
    "tikfout": 0.91,
    "synoniem": 0.81,
    "samenstelling": 0.88,
    "vraag": 0.79,
    "naam": 0.96,
}

# Questions whose first result must be what was asked for.
FIRST = (
    "hoe mensen betrekken bij beleid",
    "schuldhulp",
    "clienten",
    "armoedebestriding",
    "OCMW raad",
)


@dataclass(frozen=True)
class Answers:
    ranked: dict[str, list[str]]

    def means(self, part: str = "", group: str = "") -> Means:
        wanted = [one for one in read() if part in one.part and group in one.group]
        return means(score(self.ranked[one.question], one.grades) for one in wanted)

    def first(self, one: JudgedQuestion) -> int:
        return one.grades.get(next(iter(self.ranked[one.question]), ""), 0)


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        Site.clear_site_root_paths_cache()
        RolledBack.setUpClass()
        content.load()
        yield
        RolledBack.tearDownClass()
        RolledBack.doClassCleanups()
    Site.clear_site_root_paths_cache()
    labels.forget()


class RolledBack(TestCase):
    """What it sets up for its class is a transaction that ends in nothing."""


@pytest.fixture(scope="module")
def embedded(demo: None, tmp_path_factory: pytest.TempPathFactory) -> Answers:
    folder: Path = tmp_path_factory.mktemp("relevance")
    return _answers(f"embedded:{folder / 'index'}")


@pytest.fixture(scope="module")
def elasticsearch(demo: None, elasticsearch_url: str, elasticsearch_prefix: str) -> Answers:
    return _answers(elasticsearch_url, prefix=elasticsearch_prefix, timeout=20.0)


def _answers(url: str, **options: object) -> Answers:
    with override_settings(SEARCH_URL=url, SEARCH_OPTIONS=options):
        content.index()
        rank = rankers.ours()
        return Answers({one.question: rank(one.question) for one in read()})


def test_the_whole_and_both_parts_keep_their_floors(embedded: Answers):
    assert embedded.means().ndcg >= ALL
    assert embedded.means(part=TUNING).ndcg >= TUNED
    assert embedded.means(part=HELD_OUT).ndcg >= APART
    assert embedded.means().recall >= RECALL


def test_hardly_any_question_finds_nothing(embedded: Answers):
    assert embedded.means().nothing <= NOTHING


@pytest.mark.parametrize("group", CLASSES)
def test_each_class_keeps_its_floor(embedded: Answers, group: str):
    assert embedded.means(group=group).ndcg >= OF_CLASS[group]


def test_what_was_asked_for_comes_first(embedded: Answers):
    judged = {one.question: one for one in read()}
    assert {q: embedded.first(judged[q]) for q in FIRST} == dict.fromkeys(FIRST, 3)


def test_it_stays_above_a_search_that_knows_no_dutch(embedded: Answers):
    plain = rankers.bm25(content.texts())
    theirs = means(score(plain(one.question), one.grades) for one in read())
    assert embedded.means().ndcg >= theirs.ndcg + ABOVE_PLAIN


@pytest.mark.elasticsearch
def test_both_engines_give_the_same_answers(embedded: Answers, elasticsearch: Answers):
    differing = {
        question: (ranked, elasticsearch.ranked[question])
        for question, ranked in embedded.ranked.items()
        if ranked != elasticsearch.ranked[question]
    }
    assert not differing
