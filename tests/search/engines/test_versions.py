"""A newer state always wins, an older one never returns, on both engines alike."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engines.protocol import Audience, Outcome, Put, Query, Remove, Sort, Status, Word
from search.fields import TEXT_FIELDS
from tests.properties import examples
from tests.search.engines.corpus import document, fill
from tests.search.engines.oracle import Oracle
from tests.search.engines.strategies import KEYS, LATER, NOW, seeded

PUBLIC, INTERNAL = Audience.PUBLIC, Audience.INTERNAL


def statuses(outcomes):
    return [outcome.status.value for outcome in outcomes]


def titles(engine, **query):
    hits = engine.search(PUBLIC, Query(NOW, **query)).hits
    return [hit.payload["titel"] for hit in hits]


def put(version, number=1, **changes):
    changes.setdefault("payload", {"titel": f"v{version}"})
    return Put(document(number, **changes), version)


def test_what_was_put_is_found_at_once(engine):
    assert engine.apply(PUBLIC, [put(5)]) == [Outcome("praktijk-1", Status.DONE)]
    assert titles(engine) == ["v5"]
    assert titles(engine, words=(Word((("nr1",),)),), minimum=1, sort=Sort.RELEVANCE) == ["v5"]


def test_an_older_or_equal_version_is_superseded(engine):
    engine.apply(PUBLIC, [put(5)])
    assert statuses(engine.apply(PUBLIC, [put(4)])) == ["superseded"]
    assert statuses(engine.apply(PUBLIC, [put(5, payload={"titel": "again"})])) == ["superseded"]
    assert titles(engine) == ["v5"]
    assert statuses(engine.apply(PUBLIC, [put(6)])) == ["done"]
    assert titles(engine) == ["v6"]


def test_versions_beyond_double_precision_are_told_apart(engine):
    big = 2**53
    engine.apply(PUBLIC, [put(big + 1)])
    assert statuses(engine.apply(PUBLIC, [put(big)])) == ["superseded"]
    assert statuses(engine.apply(PUBLIC, [put(big + 2)])) == ["done"]
    assert set(engine.entries(PUBLIC)) == {("praktijk-1", big + 2)}


def test_no_older_state_returns_after_a_removal(engine):
    engine.apply(PUBLIC, [put(5)])
    assert statuses(engine.apply(PUBLIC, [Remove("praktijk-1", 7)])) == ["done"]
    assert statuses(engine.apply(PUBLIC, [put(6), put(7)])) == ["superseded", "superseded"]
    assert titles(engine) == []
    assert list(engine.entries(PUBLIC)) == []
    assert statuses(engine.apply(PUBLIC, [put(8)])) == ["done"]
    assert titles(engine) == ["v8"]


def test_a_removal_of_what_was_never_there_still_holds(engine):
    assert statuses(engine.apply(PUBLIC, [Remove("praktijk-1", 7)])) == ["done"]
    assert statuses(engine.apply(PUBLIC, [put(6)])) == ["superseded"]
    assert engine.search(PUBLIC, Query(NOW)).total == 0
    assert engine.counts(PUBLIC) == {}


def test_a_tombstone_is_found_by_nothing(engine):
    engine.apply(PUBLIC, [put(1), Remove("praktijk-1", 2)])
    for now in (0, NOW, LATER):
        assert engine.search(PUBLIC, Query(now, facets=("soort",))).total == 0
    assert list(engine.scan(PUBLIC, Query(NOW))) == []


def test_of_one_batch_the_highest_version_wins(engine):
    batch = [put(3), put(5), put(4), put(5, payload={"titel": "again"}), put(1, number=2)]
    outcomes = statuses(engine.apply(PUBLIC, batch))
    assert outcomes == ["superseded", "done", "superseded", "superseded", "done"]
    assert titles(engine, sort=Sort.OLDEST) == ["v5", "v1"]


def test_a_document_the_index_cannot_take_fails_alone(engine):
    outcomes = engine.apply(PUBLIC, [put(1), put(2, number=2, newest="soon"), put(3, number=3)])
    assert statuses(outcomes) == ["done", "failed", "done"]
    assert "newest" in outcomes[1].reason
    assert titles(engine, sort=Sort.OLDEST) == ["v1", "v3"]


def test_an_empty_batch_is_no_work(engine):
    assert engine.apply(PUBLIC, []) == []


def test_the_audiences_share_nothing(engine):
    engine.apply(INTERNAL, [put(5)])
    assert titles(engine) == []
    assert engine.counts(PUBLIC) == {}
    assert statuses(engine.apply(PUBLIC, [put(4)])) == ["done"]
    assert set(engine.entries(INTERNAL)) == {("praktijk-1", 5)}


def test_an_item_appears_and_expires_on_the_second(engine):
    engine.apply(PUBLIC, [put(1, visible_from=NOW, visible_until=NOW + 10)])
    totals = {
        at: engine.search(PUBLIC, Query(NOW + at, facets=("thema",))) for at in (-1, 0, 9, 10)
    }
    assert {at: answer.total for at, answer in totals.items()} == {-1: 0, 0: 1, 9: 1, 10: 0}
    assert totals[10].facets == {"thema": {}}
    assert engine.counts(PUBLIC) == {"soort-0": 1}, "counts go by what is held"


def test_a_replaced_document_leaves_no_trace(engine):
    engine.apply(PUBLIC, [put(1)])
    texts = {field.name: "" for field in TEXT_FIELDS}
    engine.apply(PUBLIC, [put(2, texts={**texts, "titel": "nieuw"}, keys={})])
    for term, total in (("warm", 0), ("nieuw", 1)):
        query = Query(NOW, (Word(((term,),)),), 1, facets=("thema",))
        answer = engine.search(PUBLIC, query)
        assert (answer.total, answer.facets) == (total, {"thema": {}})


_changes = st.lists(
    st.tuples(st.booleans(), st.integers(1, 4), st.integers(1, 30)), min_size=1, max_size=8
)


@settings(seeded, max_examples=examples(15))
@given(batches=st.lists(_changes, min_size=1, max_size=4))
def test_any_changes_in_any_order_end_as_the_oracle_says(make_engine, batches):
    engine, oracle = make_engine(), Oracle()
    for changes in batches:
        batch = [
            put(version, number) if stays else Remove(f"praktijk-{number}", version)
            for stays, number, version in changes
        ]
        assert engine.apply(PUBLIC, batch) == oracle.apply(batch)
        assert set(engine.entries(PUBLIC)) == oracle.entries()
        query = Query(NOW, sort=Sort.TITLE, facets=("soort",))
        assert engine.search(PUBLIC, query) == oracle.search(query)
        assert engine.counts(PUBLIC) == oracle.counts()


@pytest.mark.parametrize("seed", [1, 2])
def test_changes_upon_changes_match_a_fresh_build_in_all_but_score(make_engine, seed):
    """Replaced documents weigh in the statistics until merged away, and in nothing else."""
    rnd = random.Random(seed)
    changed, oracle = make_engine(), Oracle()
    for start in range(1, 200, 10):
        batch = [
            put(
                version,
                rnd.randrange(40),
                keys={"thema": (rnd.choice(KEYS["thema"]),), "soort": ()},
            )
            for version in range(start, start + 10)
        ]
        changed.apply(PUBLIC, batch)
        oracle.apply(batch)
    fresh = make_engine()
    fill(fresh, [Put(held.document, held.version) for held in oracle.held.values()])
    for sort in (Sort.NEWEST, Sort.OLDEST, Sort.TITLE):
        query = Query(NOW, (Word((("huis",),)),), 1, sort=sort, facets=("thema",), size=50)
        expected = replace(oracle.search(query))
        assert changed.search(PUBLIC, query) == fresh.search(PUBLIC, query) == expected
