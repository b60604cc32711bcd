"""Both engines answer any question to any corpus as the oracle does: hits, order, counts, pages."""

from dataclasses import replace
from unittest.mock import patch

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from search.engines.protocol import Answer, Audience, Engine, Phrase, Query, Sort, Word
from search.fields import FACET_NAMES
from tests.properties import examples
from tests.search.engines.corpus import corpus, fill
from tests.search.engines.oracle import Oracle
from tests.search.engines.strategies import NOW, corpora, queries, seeded

PUBLIC = Audience.PUBLIC


@pytest.fixture(scope="module")
def large(make_engine) -> tuple[Engine, Oracle]:
    puts = corpus(600)
    engine = make_engine()
    fill(engine, puts)
    return engine, Oracle(puts)


def same(answer: Answer, expected: Answer) -> None:
    assert answer.total == expected.total
    assert [hit.id for hit in answer.hits] == [hit.id for hit in expected.hits]
    assert [hit.payload for hit in answer.hits] == [hit.payload for hit in expected.hits]
    assert [hit.score for hit in answer.hits] == pytest.approx(
        [hit.score for hit in expected.hits], rel=5e-6
    )
    assert [hit.missing for hit in answer.hits] == [hit.missing for hit in expected.hits]
    assert answer.facets == expected.facets


@settings(seeded, max_examples=examples(150))
@given(query=queries())
def test_any_question_to_a_large_corpus(large, query):
    engine, oracle = large
    assume(not oracle.is_delicate(query))
    same(engine.search(PUBLIC, query), oracle.search(query))


@settings(seeded, max_examples=examples(20))
@given(puts=corpora(), data=st.data())
def test_any_question_to_any_corpus(make_engine, puts, data):
    engine, oracle = make_engine(), Oracle(puts)
    fill(engine, puts)
    for query in data.draw(st.lists(queries(), min_size=5, max_size=5)):
        if not oracle.is_delicate(query):
            same(engine.search(PUBLIC, query), oracle.search(query))


@settings(seeded, max_examples=examples(25))
@given(questions=st.lists(queries(), max_size=6))
def test_several_questions_at_once_are_answered_as_each_by_itself(large, questions):
    engine, oracle = large
    for query in questions:
        assume(not oracle.is_delicate(query))
    answers = list(engine.search_many([(PUBLIC, query) for query in questions]))
    assert len(answers) == len(questions)
    for query, answer in zip(questions, answers, strict=True):
        same(answer, oracle.search(query))


def test_several_questions_at_once_each_go_to_their_own_index(make_engine):
    engine = make_engine()
    fill(engine, corpus(3))
    fill(engine, corpus(5), Audience.INTERNAL)
    query = Query(NOW + 1)
    asked = [Audience.INTERNAL, PUBLIC, Audience.INTERNAL]
    assert [a.total for a in engine.search_many([(one, query) for one in asked])] == [5, 3, 5]


@pytest.mark.parametrize("size", [1, 7, 100])
@pytest.mark.parametrize("sort", list(Sort))
def test_pages_put_end_to_end_are_the_whole_list(large, sort, size):
    """No hit twice, none missing, through runs of equal scores that are longer than a page."""
    engine, oracle = large
    words = (Word((("warm",),)), Word((("huis",), ("energie", "factuur"))))
    query = Query(NOW, words, 1, sort=sort, size=600)
    whole = [hit.id for hit in oracle.search(query).hits]
    pages = [
        engine.search(PUBLIC, replace(query, offset=offset, size=size))
        for offset in range(0, min(len(whole), 30 * size) + size, size)
    ]
    assert [hit.id for page in pages for hit in page.hits] == whole[: 31 * size]
    assert {page.total for page in pages} == {len(whole)}


@settings(seeded, max_examples=examples(60))
@given(query=queries())
def test_any_question_read_in_small_steps(large, query):
    """However little is read past a page, what it needs of a run is read in the end."""
    engine, oracle = large
    query = replace(query, sort=Sort.RELEVANCE, size=min(query.size, 10))
    assume(not oracle.is_delicate(query))
    with (
        patch("search.engines.embedded.hits.MARGIN", 1),
        patch("search.engines.embedded.hits.GROWTH", 2),
        patch("search.engines.elasticsearch.hits.MARGIN", 1),
        patch("search.engines.elasticsearch.hits.PAYLOADS_APART_FROM", 20),
        patch("search.engines.elasticsearch.hits.MAX_REQUESTS", 1_000),
    ):
        same(engine.search(PUBLIC, query), oracle.search(query))


@settings(seeded, max_examples=examples(60))
@given(query=queries())
def test_any_question_counted_while_it_is_looked_for(large, query):
    """As the embedded engine does where there is very much to read."""
    engine, oracle = large
    assume(not oracle.is_delicate(query))
    with (
        patch("search.engines.embedded.hits.MANY_FOR_PHRASES", 0),
        patch("search.engines.embedded.hits.MANY_FOR_WORDS", 0),
    ):
        same(engine.search(PUBLIC, query), oracle.search(query))


def test_a_scan_gives_every_hit_once_in_order(large):
    engine, oracle = large
    query = Query(NOW, filters={"thema": ("thema-1",)}, sort=Sort.TITLE, size=600)
    expected = oracle.search(query).hits
    assert len(expected) > 50
    assert list(engine.scan(PUBLIC, replace(query, size=1))) == list(expected)


def test_a_long_run_of_equal_scores_is_ordered_by_id(large):
    engine, _ = large
    query = Query(NOW, (Word((("warm",),)),), 1, sort=Sort.RELEVANCE, size=500)
    hits = engine.search(PUBLIC, query).hits
    scores = [hit.score for hit in hits]
    run = [hit.id for hit in hits if hit.score == pytest.approx(max(scores, key=scores.count))]
    assert len(run) > 100
    assert run == sorted(run)


def test_counts_ignore_own_selection_and_respect_all_others(large):
    engine, _ = large
    query = Query(NOW, facets=FACET_NAMES)
    free = engine.search(PUBLIC, query).facets
    chosen = engine.search(PUBLIC, replace(query, filters={"thema": ("thema-0",)}))
    assert chosen.facets["thema"] == free["thema"]
    assert chosen.total == free["thema"]["thema-0"]
    assert sum(chosen.facets["gemeente"].values()) < sum(free["gemeente"].values())


def test_a_facet_of_285_values_comes_whole(make_engine):
    puts = [
        replace(put, document=replace(put.document, keys={"gemeente": (f"g{i:03}",)}))
        for i, put in enumerate(corpus(285))
    ]
    engine = make_engine()
    fill(engine, puts)
    counts = engine.search(PUBLIC, Query(NOW + 1, facets=("gemeente",))).facets["gemeente"]
    assert counts == {f"g{i:03}": 1 for i in range(285)}


def test_a_phrase_counts_only_in_order_and_in_one_field(make_engine):
    puts = corpus(1)
    one = replace(
        puts[0].document,
        texts={"titel": "arm huis", "tekst": "huis warm arm", "delen": "arm warm"},
        visible_from=0,
    )
    engine = make_engine()
    fill(engine, [replace(puts[0], document=one)])
    totals = {
        terms: engine.search(PUBLIC, Query(NOW, phrases=(Phrase(terms),))).total
        for terms in [("arm", "huis"), ("huis", "arm"), ("arm", "warm"), ("warm", "arm"), ("huis",)]
    }
    assert totals == {
        ("arm", "huis"): 1,
        ("huis", "arm"): 0,
        ("arm", "warm"): 0,  # only in the bag of parts
        ("warm", "arm"): 1,
        ("huis",): 1,
    }


def test_what_is_not_in_the_table_of_facets_cannot_be_asked():
    with pytest.raises(ValueError, match="kleur"):
        Query(NOW, filters={"kleur": ("rood",)})
    with pytest.raises(ValueError, match="kleur"):
        Query(NOW, facets=("kleur",))
    with pytest.raises(ValueError, match="reach"):
        Query(NOW, offset=9_999, size=10)


@pytest.mark.parametrize(
    "term",
    ["(((((", "a AND b", "titel:huis", "*", "\0", "\ud800", "\u202e", "x" * 100_000, "", " ", "␞ "],
)
def test_no_term_is_read_as_anything_but_itself(large, term):
    engine, _ = large
    words, phrase = (Word(((term,), (term, term))),), Phrase((term, term))
    for query in (
        Query(NOW, words, 1, sort=Sort.RELEVANCE),
        Query(NOW, phrases=(phrase,)),
        Query(NOW, filters={"thema": (term,)}),
    ):
        assert engine.search(PUBLIC, query).total == 0
    everything = engine.search(PUBLIC, Query(NOW)).total
    assert engine.search(PUBLIC, Query(NOW, excluded=(*words, phrase))).total == everything


def test_a_question_of_hundreds_of_words_is_answered(large):
    engine, _ = large
    words = tuple(Word(tuple((f"w{i}{j}",) for j in range(5))) for i in range(32))
    query = Query(NOW, (*words, Word((("huis",),))), 1, sort=Sort.RELEVANCE)
    assert engine.search(PUBLIC, query).total > 100
