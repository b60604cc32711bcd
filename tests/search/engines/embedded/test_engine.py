"""What only the embedded engine has to hold: one writer at a time, few files, and its address."""

import threading
import time
from dataclasses import replace

import pytest

from search.engines import get_engine
from search.engines.embedded import hits
from search.engines.embedded.counts import counts
from search.engines.embedded.directory import Directory
from search.engines.embedded.engine import EmbeddedEngine
from search.engines.protocol import EngineUnavailable, Put, Query, Status, Word
from tests.search.engines.common import ASKED, PUBLIC, live, total
from tests.search.engines.corpus import document
from tests.search.engines.strategies import NOW


@pytest.fixture
def engine(root) -> EmbeddedEngine:
    return EmbeddedEngine(root, lock_timeout=0.2)


def test_a_second_writer_waits_and_then_gives_up(root, engine):
    engine.apply(PUBLIC, [Put(document(), 1)])
    with Directory(root / PUBLIC).writing(1.0):
        started = time.monotonic()
        with pytest.raises(EngineUnavailable, match="Another process"):
            engine.apply(PUBLIC, [Put(document(), 2)])
        assert 0.2 <= time.monotonic() - started < 2
        assert total(engine) == 1, "readers are not held up"
    assert engine.apply(PUBLIC, [Put(document(), 2)])[0].status == Status.DONE


def test_a_failed_batch_lets_go_of_the_lock_and_writes_nothing(root, engine, monkeypatch):
    from search.engines.embedded import writer as module

    engine.apply(PUBLIC, [Put(document(), 1)])
    with monkeypatch.context() as patch:
        # An entry that tantivy itself refuses, after others were accepted.
        patch.setattr(module, "to_document", lambda item, now: "no document")
        with pytest.raises((EngineUnavailable, TypeError)):
            engine.apply(PUBLIC, [Put(document(2), 1)])
    assert set(engine.entries(PUBLIC)) == {("praktijk-1", 1)}
    assert engine.apply(PUBLIC, [Put(document(2), 1)])[0].status == Status.DONE


def test_small_commits_do_not_gather_segments(root, engine):
    for version in range(60):
        engine.apply(PUBLIC, [Put(document(version % 5), version + 1)])
    assert total(engine) == 5
    assert len(list(live(root).glob("*.store"))) <= 10


def test_the_address_says_where_the_files_are(tmp_path):
    engine = get_engine("embedded:var/index", base=tmp_path, lock_timeout=3.0, user="", prefix="x")
    assert isinstance(engine, EmbeddedEngine)
    engine.ping()
    assert (tmp_path / "var" / "index" / "public" / "current").exists()


@pytest.mark.parametrize("url", ["", "var/index", "ftp://host", "embedded"])
def test_an_address_of_no_engine_is_explained(url):
    with pytest.raises(ValueError, match="SEARCH_URL"):
        get_engine(url)


@pytest.fixture
def counted(monkeypatch) -> list[tuple[bool, int]]:
    """For each time that facets are counted: beside the looking, and how many were foreseen."""
    seen: list[tuple[bool, int]] = []

    def note(view, query, total=0):
        seen.append((threading.current_thread() is not threading.main_thread(), total))
        return counts(view, query, total)

    monkeypatch.setattr(hits, "counts", note)
    return seen


@pytest.mark.parametrize("many", [3, 4])
def test_words_are_counted_while_they_are_looked_for_among_very_many(
    engine, counted, monkeypatch, many
):
    """Of one word it is known beforehand how many have it, unless something narrows that."""
    monkeypatch.setattr(hits, "MANY_FOR_WORDS", many)
    engine.apply(PUBLIC, [Put(document(number), 1) for number in range(3)])
    one = replace(ASKED, facets=("thema",))
    narrowed = replace(one, filters={"thema": ("elders",)})
    two = replace(one, words=(Word((("warm",),)), Word((("huis",),))), minimum=2)
    totals = [engine.search(PUBLIC, query).total for query in (one, narrowed, two, Query(NOW))]
    assert totals == [3, 0, 3, 3]
    beside = many == 3
    foreseen = [3, 0, 0] if beside else [3, 0, 3]
    assert counted == [*((beside, total) for total in foreseen), (False, 3)]
