"""Hits in the order of what the best are about together, and pages that hold each of them once."""

from dataclasses import replace
from random import Random

import pytest

from search.engines.protocol import Answer, Audience, Hit, Query, Sort, Word
from search.ranking import rerank

PARENTS = {"budgetmeter": "energie", "isolatie": "energie"}
ASKED = Query(now=1, words=(Word((("tuin",),)),), minimum=1, sort=Sort.RELEVANCE)


def hit(name: str, score: float, *themes: str, of: str = "") -> Hit:
    return Hit(name, score, {"titel": name, "ouder": of, "themas": list(themes)})


def names(hits) -> str:
    return "".join(hit.id for hit in hits)


def order(*hits: Hit) -> str:
    return names(rerank.reranked(hits, hits, PARENTS))


class Listed:
    """An engine that has these hits and counts what it is asked."""

    def __init__(self, hits):
        self.hits, self.asked = tuple(hits), []

    def search(self, audience, query):
        self.asked.append(query)
        page = self.hits[query.offset : query.offset + query.size]
        return Answer(len(self.hits), page, {"thema": {}} if query.facets else {})


def pages(hits, size: int, **asked):
    engine = Listed(hits)
    for offset in range(0, len(hits) + size, size):
        query = replace(ASKED, offset=offset, size=size, **asked)
        answer = engine.search(Audience.PUBLIC, rerank.widened(query))
        assert answer.total == len(hits)
        yield rerank.page(query, answer.hits, PARENTS)


def test_what_is_on_the_theme_of_most_comes_before_what_holds_the_word_in_passing():
    assert order(hit("a", 5, "wonen"), hit("b", 4, "geld"), hit("c", 4, "wonen")) == "acb"


def test_a_theme_counts_for_what_is_filed_under_it():
    found = order(hit("a", 5, "budgetmeter"), hit("b", 4, "zorg"), hit("c", 3.9, "isolatie"))
    assert found == "acb"


def test_a_hit_far_above_the_others_says_by_itself_what_it_is_about():
    assert order(hit("a", 12, "zorg"), *(hit(n, 3, "geld") for n in "bcd")) == "abcd"


def test_what_is_on_no_theme_of_the_others_is_worth_what_it_was():
    assert order(hit("a", 9), hit("b", 2, "wonen"), hit("c", 2, "wonen")) == "abc"
    assert order(hit("a", 3), hit("b", 2)) == "ab"


def test_an_advice_with_its_recommendations_is_one_voice():
    pages = (hit("a", 4, "wonen"), hit("b", 4, "wonen"))
    parts = [hit(name, 4, "geld", of="z") for name in "cdefgh"]
    assert order(*pages, hit("z", 4, "geld"), *parts)[:2] == "ab"


def test_what_comes_before_says_what_it_is_about_unless_that_is_little():
    rest = [hit("a", 3, "geld"), hit("b", 2, "geld"), hit("c", 2, "wonen")]
    before = [hit(name, 1, "wonen") for name in "xyz"]

    def found(before):
        return names(rerank.page(ASKED, rest, PARENTS, before))

    assert found(before) == "cab"
    assert found(before[:1]) == "abc"


def test_no_order_depends_on_how_scores_are_rounded():
    """Ten rounds, each as far apart as two engines may be."""
    scores = [7.0, 5.0, 5.0, 5.0, 4.0, 4.0, 2.5, 2.5, 1.0]
    themes = ["wonen", "geld", "wonen", "geld", "zorg", "wonen", "geld", "geld", ""]
    exact = [hit(*each) for each in zip("abcdefghi", scores, themes, strict=True)]
    for seed in range(10):
        chance = Random(seed)
        near = [replace(h, score=h.score * (1 + chance.uniform(-3e-7, 3e-7))) for h in exact]
        assert order(*near) == order(*exact)


@pytest.mark.parametrize("size", [1, 7, 10, 20, 50])
def test_pages_hold_each_hit_once_and_only_the_first_are_put_in_order(size):
    chance = Random(size)
    hits = [
        hit(f"{number:03}", 60.0 - number, chance.choice(["wonen", "geld", "zorg"]))
        for number in range(45)
    ]
    found = [one for page in pages(hits, size) for one in page]
    first = rerank.reranked(hits[: rerank.WINDOW], hits[: rerank.WINDOW], PARENTS)
    assert found == [*first, *hits[rerank.WINDOW :]]
    assert found != hits


@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.OLDEST, Sort.TITLE])
def test_who_asks_for_another_order_gets_that(sort):
    hits = [hit("a", 0, "geld"), hit("b", 0, "wonen"), hit("c", 0, "wonen")]
    assert [names(page) for page in pages(hits, 2, sort=sort)] == ["ab", "c", ""]


def test_one_query_to_the_engine_with_its_counts_and_no_longer_than_needed():
    for (offset, size), asked in {
        (0, 10): (0, 20),
        (10, 10): (0, 20),
        (20, 10): (20, 10),
        (0, 50): (0, 50),
        (0, 0): (0, 0),
    }.items():
        query = rerank.widened(replace(ASKED, facets=("thema",), offset=offset, size=size))
        assert (query.offset, query.size, query.facets) == (*asked, ("thema",))


def test_only_the_best_eight_say_what_the_subject_is():
    best = [hit(f"a{n}", 9, "wonen") for n in range(8)]
    others = [hit(f"b{n}", 9, "geld") for n in range(40)]
    ordered = rerank.reranked(
        [hit("x", 5, "geld"), hit("y", 4, "wonen")], [*best, *others], PARENTS
    )
    assert names(ordered) == "yx"


@pytest.mark.parametrize(("score", "order"), [(11.9, "ba"), (12.1, "ab")])
def test_a_hit_counts_for_three_times_as_much_where_all_of_the_score_is_on_its_theme(score, order):
    hits = [hit("a", score, "geld"), hit("b", 4, "wonen")]
    assert names(rerank.reranked(hits, [hit("c", 1, "wonen")], PARENTS)) == order


def test_the_window_alone_is_the_first_twenty_hits_without_counts():
    query = rerank.window(replace(ASKED, facets=("thema",), offset=30, size=10))
    assert query == replace(ASKED, facets=(), offset=0, size=20)
