"""A new index is built beside the live one; whatever happens to it, the live one serves."""

from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engines import batch
from search.engines.protocol import Audience, Put, Query, Remove, Sort, Status
from tests.search.engines.corpus import document, fill
from tests.search.engines.strategies import NOW, seeded

PUBLIC, INTERNAL = Audience.PUBLIC, Audience.INTERNAL


def ids(engine, audience=PUBLIC):
    hits = engine.search(audience, Query(NOW, sort=Sort.OLDEST, size=100)).hits
    return [hit.id for hit in hits]


def puts(*numbers):
    return iter([Put(document(number), 10 + number) for number in numbers])


def test_a_build_is_unseen_until_it_is_swapped_in(engine):
    engine.apply(PUBLIC, list(puts(1)))
    build = engine.build(PUBLIC, puts(2, 3))
    assert ids(engine) == ["praktijk-1"]
    assert set(build.entries()) == {("praktijk-2", 12), ("praktijk-3", 13)}
    build.swap()
    build.close()
    assert ids(engine) == ["praktijk-2", "praktijk-3"]


def test_a_build_catches_up_before_the_swap(engine):
    build = engine.build(PUBLIC, puts(1, 2, 3))
    changes = [Put(document(1), 5), Put(document(4), 50), Remove("praktijk-2", 60)]
    outcomes = build.apply(changes)
    assert [one.status for one in outcomes] == [Status.SUPERSEDED, Status.DONE, Status.DONE]
    assert {id_ for id_, _ in build.entries()} == {"praktijk-1", "praktijk-3", "praktijk-4"}
    build.swap()
    build.close()
    assert ids(engine) == ["praktijk-1", "praktijk-3", "praktijk-4"]


def test_a_build_that_is_closed_leaves_nothing(engine):
    engine.apply(PUBLIC, list(puts(1)))
    engine.build(PUBLIC, puts(2)).close()
    assert ids(engine) == ["praktijk-1"]
    assert engine.sweep() == []


def test_a_build_whose_source_breaks_leaves_nothing(engine):
    def broken():
        yield from puts(2)
        raise LookupError("the database went away")

    engine.apply(PUBLIC, list(puts(1)))
    with pytest.raises(LookupError, match="went away"):
        engine.build(PUBLIC, broken())
    assert ids(engine) == ["praktijk-1"]
    assert engine.sweep() == []


def test_a_swap_concerns_one_audience(engine):
    engine.apply(PUBLIC, list(puts(1)))
    engine.apply(INTERNAL, list(puts(1)))
    fill(engine, list(puts(2)), INTERNAL)
    assert (ids(engine, PUBLIC), ids(engine, INTERNAL)) == (["praktijk-1"], ["praktijk-2"])


def test_no_older_state_returns_through_a_swap(engine):
    """A writer that still holds an older state meets the tombstone in the new index too."""
    engine.apply(PUBLIC, [*puts(1, 2), Remove("praktijk-1", 40), Remove("praktijk-2", 2_000)])
    build = engine.build(PUBLIC, iter([Put(document(2), 1_000), Put(document(3), 1)]))
    build.swap()
    build.close()
    late = [Put(document(1), 39), Put(document(2), 1_999)]
    assert {one.status for one in engine.apply(PUBLIC, late)} == {Status.SUPERSEDED}
    assert ids(engine) == ["praktijk-3"]


def test_the_new_index_takes_changes_and_can_be_replaced_again(engine):
    for round_ in range(3):
        fill(engine, list(puts(round_)))
        engine.apply(PUBLIC, list(puts(50)))
        assert ids(engine) == [f"praktijk-{round_}", "praktijk-50"]
    assert engine.sweep() == []


def test_a_build_like_another_begins_with_all_it_holds_and_goes_its_own_way(engine):
    engine.apply(INTERNAL, list(puts(7)))
    one = engine.build(PUBLIC, puts(1, 2, 3))
    one.apply([Remove("praktijk-3", 100)])
    other = engine.build(INTERNAL, puts(4), one)
    assert {id_ for id_, _ in other.entries()} == {"praktijk-1", "praktijk-2", "praktijk-4"}
    late = [Put(document(1), 11), Put(document(3), 99), Put(document(2), 200)]
    statuses = [outcome.status for outcome in other.apply(late)]
    assert statuses == [Status.SUPERSEDED, Status.SUPERSEDED, Status.DONE]
    one.apply([Remove("praktijk-1", 300), *puts(5)])
    for build in (one, other):
        build.swap()
        build.close()
    assert ids(engine, PUBLIC) == ["praktijk-2", "praktijk-5"]
    assert ids(engine, INTERNAL) == ["praktijk-1", "praktijk-2", "praktijk-4"]
    engine.apply(INTERNAL, list(puts(6)))
    assert "praktijk-6" in ids(engine, INTERNAL)
    assert engine.sweep() == []


def test_an_empty_build_empties(engine):
    engine.apply(PUBLIC, list(puts(1)))
    fill(engine, [])
    assert ids(engine) == []
    assert list(engine.entries(PUBLIC)) == []


def test_entries_and_scans_of_more_than_one_read_come_whole(engine):
    many = range(6_000)
    fill(engine, list(puts(*many)))
    engine.apply(PUBLIC, [Remove("praktijk-0", 100)])
    entries = list(engine.entries(PUBLIC))
    assert len(entries) == len(many) - 1
    assert set(entries) == {(f"praktijk-{number}", 10 + number) for number in many[1:]}
    scanned = [hit.id for hit in engine.scan(PUBLIC, Query(NOW, sort=Sort.OLDEST))]
    assert scanned == [f"praktijk-{number}" for number in many[1:]]


def test_an_engine_that_answers_pings(engine):
    engine.ping()


@settings(seeded)
@given(lengths=st.lists(st.integers(0, 30), max_size=30))
def test_parts_hold_everything_in_order_and_none_is_too_heavy(lengths):
    items = [
        Put(document(number, texts={"tekst": "x" * length}), 1)
        for number, length in enumerate(lengths)
    ]
    with patch.object(batch, "MAX_ENTRIES", 5), patch.object(batch, "MAX_CHARACTERS", 40):
        found = list(batch.chunks(items))
    assert [item for part in found for item in part] == items
    for part in found:
        assert 1 <= len(part) <= 5
        assert sum(len(item.document.texts["tekst"]) for item in part) <= 40
