"""What only the embedded engine has to hold: its files, its lock, and other processes."""

import multiprocessing
import os
import shutil
import signal
import time
from pathlib import Path

import pytest

from search.engines import get_engine
from search.engines.embedded import EmbeddedEngine
from search.engines.embedded_directory import Directory
from search.engines.embedded_index import reading
from search.engines.embedded_schema import schema
from search.engines.protocol import (
    Audience,
    EngineDamaged,
    EngineUnavailable,
    Put,
    Query,
    Sort,
    Status,
    Word,
)
from tests.search.engines.corpus import corpus, document, fill
from tests.search.engines.strategies import NOW

PUBLIC = Audience.PUBLIC
ASKED = Query(NOW, (Word((("warm",),)),), 1, facets=("thema",), sort=Sort.RELEVANCE)

spawn = multiprocessing.get_context("spawn")


@pytest.fixture
def engine(root: Path) -> EmbeddedEngine:
    return EmbeddedEngine(root, lock_timeout=0.2)


def live(root: Path) -> Path:
    return root / PUBLIC / Directory(root / PUBLIC).live()


def total(engine: EmbeddedEngine) -> int:
    return engine.search(PUBLIC, Query(NOW)).total


# Damage


PARTS = ["store", "term", "fast", "idx", "pos", "fieldnorm"]


def spoil(path: Path) -> None:
    """Other bytes in the middle of a file, its end left as it was, put in place as a new file.

    A file that is mapped is never written over: the kernel would kill whoever reads it.
    """
    whole = path.read_bytes()
    start, end = len(whole) // 3, len(whole) * 2 // 3
    bad = path.with_suffix(".bad")
    bad.write_bytes(whole[:start] + bytes(255 - byte for byte in whole[start:end]) + whole[end:])
    bad.replace(path)


@pytest.mark.parametrize("suffix", PARTS)
def test_a_spoiled_file_is_damage_and_a_rebuild_mends_it(root, engine, suffix):
    fill(engine, corpus(300))
    for path in live(root).glob(f"*.{suffix}"):
        spoil(path)
    damaged = EmbeddedEngine(root)
    for act in (
        lambda: damaged.search(PUBLIC, ASKED),
        lambda: damaged.apply(PUBLIC, [Put(document(1), 10_000)]),
        lambda: list(damaged.entries(PUBLIC)),
        lambda: damaged.counts(PUBLIC),
        damaged.ping,
    ):
        with pytest.raises(EngineDamaged, match=rf"\.{suffix} changed .* Rebuild it"):
            act()
    fill(damaged, corpus(3))
    assert total(damaged) == total(engine)
    assert engine.sweep() == []


@pytest.mark.parametrize("suffix", PARTS)
def test_what_damage_does_unnoticed_is_never_a_crash(root, engine, suffix, monkeypatch):
    """Past the check tantivy panics, errs or says nothing; only EngineUnavailable comes out."""
    fill(engine, corpus(300))
    for path in live(root).glob(f"*.{suffix}"):
        spoil(path)
    monkeypatch.setattr("search.engines.embedded_index.damaged", lambda path: [])
    told = 0
    for act in (
        lambda: EmbeddedEngine(root).search(PUBLIC, ASKED),
        lambda: EmbeddedEngine(root).search(PUBLIC, Query(NOW, facets=("gemeente",))),
        lambda: list(EmbeddedEngine(root).entries(PUBLIC)),
        lambda: EmbeddedEngine(root).apply(PUBLIC, [Put(document(1), 10_000)]),
    ):
        try:
            act()
        except EngineUnavailable:
            told += 1
    assert told > 0 or suffix in {"idx", "pos", "fieldnorm"}


def test_a_panic_becomes_damage(root, engine):
    """A real one: tantivy panics on a phrase of one term."""
    import tantivy

    engine.apply(PUBLIC, [Put(document(), 1)])
    with pytest.raises(EngineDamaged, match="strictly more than one"), reading(root):
        tantivy.Query.phrase_query(schema(), "titel", ["warm"])


def test_what_is_no_fault_of_the_index_passes():
    for fault in (KeyboardInterrupt, SystemExit, KeyError):
        with pytest.raises(fault), reading(Path()):
            raise fault


@pytest.mark.parametrize("damage", [lambda path: path.unlink(), lambda path: path.write_text("{")])
def test_a_broken_description_is_damage(root, engine, damage):
    engine.apply(PUBLIC, [Put(document(), 1)])
    damage(live(root) / "meta.json")
    for reader in (engine, EmbeddedEngine(root)):
        with pytest.raises(EngineDamaged):
            reader.search(PUBLIC, ASKED)
        with pytest.raises(EngineUnavailable):
            reader.apply(PUBLIC, [Put(document(), 2)])


def test_a_live_index_that_is_gone_is_not_mistaken_for_an_empty_one(root, engine):
    engine.apply(PUBLIC, [Put(document(), 1)])
    shutil.rmtree(live(root))
    with pytest.raises(EngineDamaged):
        EmbeddedEngine(root).search(PUBLIC, ASKED)


def test_an_index_of_other_fields_asks_for_a_rebuild(root, engine, monkeypatch):
    import tantivy

    engine.apply(PUBLIC, [Put(document(), 1)])
    other = tantivy.SchemaBuilder().add_text_field("id").build()
    monkeypatch.setattr("search.engines.embedded_index.schema", lambda: other)
    with pytest.raises(EngineDamaged, match="Rebuild it"):
        EmbeddedEngine(root).search(PUBLIC, ASKED)


def test_a_missing_index_is_begun_empty(root):
    engine = EmbeddedEngine(root / "deeper" / "still")
    assert total(engine) == 0
    assert list(engine.entries(PUBLIC)) == []
    engine.apply(PUBLIC, [Put(document(), 1)])
    assert total(engine) == 1


def test_a_directory_that_cannot_be_made_is_unavailable(tmp_path):
    (tmp_path / "file").write_text("in the way")
    engine = EmbeddedEngine(tmp_path / "file" / "index")
    for act in (
        lambda: engine.search(PUBLIC, ASKED),
        lambda: engine.apply(PUBLIC, [Put(document(), 1)]),
        lambda: engine.build(PUBLIC, iter(())),
        engine.sweep,
        engine.ping,
    ):
        with pytest.raises(EngineUnavailable):
            act()


# One writer at a time


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
    import search.engines.embedded_index as module

    engine.apply(PUBLIC, [Put(document(), 1)])
    with monkeypatch.context() as patch:
        # An entry that tantivy itself refuses, after others were accepted.
        patch.setattr(module, "entry", lambda item, now: "no document")
        with pytest.raises((EngineUnavailable, TypeError)):
            engine.apply(PUBLIC, [Put(document(2), 1)])
    assert set(engine.entries(PUBLIC)) == {("praktijk-1", 1)}
    assert engine.apply(PUBLIC, [Put(document(2), 1)])[0].status == Status.DONE


def test_small_commits_do_not_gather_segments(root, engine):
    for version in range(60):
        engine.apply(PUBLIC, [Put(document(version % 5), version + 1)])
    assert total(engine) == 5
    assert len(list(live(root).glob("*.store"))) <= 10


# Other processes


def _write(root: Path, first: int, count: int) -> None:
    engine = EmbeddedEngine(root, lock_timeout=30.0)
    for version in range(first, first + count):
        engine.apply(PUBLIC, [Put(document(version % 7), version), Put(document(version), version)])


def _build_forever(root: Path, ready) -> None:
    def endless():
        for number in range(10**9):
            if number == 500:
                ready.set()
            yield Put(document(number), 1)

    EmbeddedEngine(root).build(PUBLIC, endless())


def _write_forever(root: Path, ready) -> None:
    engine = EmbeddedEngine(root)
    for version in range(1, 10**9):
        engine.apply(PUBLIC, [Put(document(version % 50), version)])
        if version == 20:
            ready.set()


def _killed(target, root: Path) -> None:
    ready = spawn.Event()
    process = spawn.Process(target=target, args=(root, ready), daemon=True)
    process.start()
    assert ready.wait(30)
    os.kill(process.pid, signal.SIGKILL)
    process.join(10)
    assert process.exitcode == -signal.SIGKILL


def test_a_commit_of_another_process_is_seen_by_the_next_search(root, engine):
    assert total(engine) == 0
    process = spawn.Process(target=_write, args=(root, 1000, 1))
    process.start()
    process.join(30)
    assert process.exitcode == 0
    assert total(engine) == 2


def test_writers_in_several_processes_lose_nothing(root, engine):
    processes = [
        spawn.Process(target=_write, args=(root, first, 15)) for first in (1000, 2000, 3000)
    ]
    for process in processes:
        process.start()
    seen = []
    deadline = time.monotonic() + 60
    while any(process.is_alive() for process in processes) and time.monotonic() < deadline:
        seen.append(total(engine))
    for process in processes:
        process.join(5)
        assert process.exitcode == 0
    assert seen == sorted(seen), "a reader never sees an older commit again"
    versions = dict(engine.entries(PUBLIC))
    own = {f"praktijk-{n}": n for first in (1000, 2000, 3000) for n in range(first, first + 15)}
    assert own.items() <= versions.items()
    last = {f"praktijk-{n}": max(v for v in own.values() if v % 7 == n) for n in range(7)}
    assert last.items() <= versions.items()
    assert len(versions) == len(own) + 7


def test_a_killed_writer_leaves_the_last_commit_and_no_lock(root, engine):
    _killed(_write_forever, root)
    before = dict(engine.entries(PUBLIC))
    assert len(before) >= 19
    assert engine.apply(PUBLIC, [Put(document(1), 10**6)])[0].status == Status.DONE
    assert dict(engine.entries(PUBLIC)) == {**before, "praktijk-1": 10**6}


def test_a_killed_build_is_swept_and_a_living_one_is_not(root, engine):
    engine.apply(PUBLIC, [Put(document(), 1)])
    _killed(_build_forever, root)
    living = engine.build(PUBLIC, iter([Put(document(2), 1)]))
    swept = engine.sweep()
    assert len(swept) == 1
    assert swept[0].startswith("public/")
    assert total(engine) == 1
    living.swap()
    assert [hit.id for hit in engine.search(PUBLIC, Query(NOW)).hits] == ["praktijk-2"]
    assert engine.sweep() == []
    assert sorted(path.name for path in (root / PUBLIC).iterdir()) == sorted(
        ["current", "writer.lock", live(root).name]
    )


def test_a_reader_follows_every_swap(root, engine):
    reader = EmbeddedEngine(root)
    for number in range(5):
        fill(engine, [Put(document(n), 1) for n in range(number)])
        assert total(reader) == number


# The address


def test_the_address_says_where_the_files_are(tmp_path):
    engine = get_engine("embedded:var/index", base=tmp_path, lock_timeout=3.0, user="", prefix="x")
    assert isinstance(engine, EmbeddedEngine)
    engine.ping()
    assert (tmp_path / "var" / "index" / "public" / "current").exists()


@pytest.mark.parametrize("url", ["", "var/index", "ftp://host", "embedded"])
def test_an_address_of_no_engine_is_explained(url):
    with pytest.raises(ValueError, match="SEARCH_URL"):
        get_engine(url)
