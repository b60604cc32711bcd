"""A spoiled embedded index is told apart, never crashes, never lies, and a rebuild mends it."""

import shutil
from pathlib import Path

import pytest

from search.engines.embedded.engine import EmbeddedEngine
from search.engines.embedded.index import reading
from search.engines.embedded.schema import schema
from search.engines.protocol import EngineDamaged, EngineUnavailable, Put, Query
from tests.search.engines.common import ASKED, PUBLIC, live, total
from tests.search.engines.corpus import corpus, document, fill
from tests.search.engines.strategies import NOW


@pytest.fixture
def engine(root: Path) -> EmbeddedEngine:
    return EmbeddedEngine(root, lock_timeout=0.2)


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
    monkeypatch.setattr("search.engines.embedded.index.damaged_files", lambda path: [])
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
    monkeypatch.setattr("search.engines.embedded.index.schema", lambda: other)
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
