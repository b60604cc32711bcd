"""When an index counts as lost, and what is done about it."""

from collections.abc import Iterator

import pytest
from django.utils import timezone

from search.engines import engine
from search.engines.protocol import Audience, EngineDamaged, Remove
from search.index import outbox, rebuild_journal, recovery, sync
from search.index.recovery import IndexDiffered, compare_and_repair, recover
from search.models import Entry, Rebuild


@pytest.fixture
def rebuilt(monkeypatch) -> Iterator[list[object]]:
    """The ways in which progress of a rebuild was to be told; a list of none says none ran."""
    calls: list[object] = []
    original = recovery.rebuild

    def counted(progress: object) -> object:
        calls.append(progress)
        return original(progress)

    monkeypatch.setattr(recovery, "rebuild", counted)
    return calls


def progress(done: int) -> None:
    pass


def lose(pages: list, audience: Audience) -> None:
    engine().apply(
        audience, [Remove(f"praktijk-{page.pk}", outbox.next_version()) for page in pages]
    )


@pytest.mark.parametrize("audience", Audience)
def test_more_than_half_of_one_index_is_lost_and_half_is_not(world, rebuilt, caplog, audience):
    pages = [world.practice(f"Kaart {number}") for number in range(4)]
    sync.sync_all()
    lose(pages[:2], audience)
    assert not recover(progress)
    assert rebuilt == []
    lose(pages[2:3], audience)
    assert recover(progress)
    assert rebuilt == [progress]
    assert f"Het meeste ontbreekt in: {audience}." in caplog.text
    assert len(list(engine().entries(audience))) == 4
    assert not recover(progress)


def test_what_waits_in_the_outbox_is_not_lost(world, rebuilt):
    pages = [world.practice(f"Kaart {number}") for number in range(4)]
    sync.sync_all()
    for audience in Audience:
        lose(pages[:3], audience)
    pages[0].save_revision().publish()
    assert Entry.objects.count() == 1
    assert not recover(progress)
    assert rebuilt == []


def test_as_many_documents_are_expected_as_a_reader_of_each_audience_may_find(world):
    world.advice(recommendations=("Bouw huizen.", "Verlaag de huur."))
    world.advice("Intern advies", recommendations=("Meer geld.",), under=world.inside)
    world.dossier(under=world.inside)
    world.practice()
    world.practice("Niet af", live=False)
    sync.sync_all()
    for audience, expected in ((Audience.PUBLIC, 4), (Audience.INTERNAL, 7)):
        assert recovery._expected_count(audience) == expected
        assert sum(engine().counts(audience).values()) == expected


def test_damage_that_was_found_already_is_repaired_without_another_look(
    world, rebuilt, monkeypatch, caplog
):
    world.practice()
    sync.sync_all()
    monkeypatch.setattr(recovery, "_describe_damage", lambda: pytest.fail("looked"))
    assert recover(progress, "Een segment is weg.")
    assert rebuilt == [progress]
    assert "Een segment is weg." in caplog.text


def test_an_engine_that_says_it_is_damaged_is_built_anew(world, rebuilt, monkeypatch, caplog):
    world.practice()
    sync.sync_all()

    class Damaged:
        def ping(self) -> None:
            raise EngineDamaged("Het bestand meta.json is stuk.")

    monkeypatch.setattr(recovery, "engine", Damaged)
    assert recover(progress)
    assert rebuilt == [progress]
    assert "Het bestand meta.json is stuk." in caplog.text


def test_a_rebuild_that_runs_already_is_left_to_finish(world):
    world.practice()
    sync.sync_all()
    rebuild_journal.begin("other")
    assert not recover(progress, "beschadigd")
    assert Rebuild.objects.get().token == "other"


def test_a_rebuild_that_died_makes_way(world, rebuilt, caplog):
    world.practice()
    sync.sync_all()
    rebuild_journal.begin("dead")
    long_ago = timezone.now() - 2 * rebuild_journal.HEARTBEAT_TIMEOUT
    Rebuild.objects.update(beat_at=long_ago)
    assert recover(progress, "beschadigd")
    assert rebuilt == [progress]
    assert not Rebuild.objects.exists()
    assert "gaf geen teken van leven" in caplog.text


def test_a_comparison_without_differences_is_silent(world):
    world.practice()
    sync.sync_all()
    compare_and_repair()


def test_a_comparison_names_the_first_twenty_items_that_it_repaired(world):
    pages = [world.practice(f"Kaart {number}") for number in range(22)]
    sync.sync_all()
    type(pages[0]).objects.update(title="Buiten alles om")
    with pytest.raises(IndexDiffered) as differed:
        compare_and_repair()
    assert str(differed.value).split() == sorted(f"praktijk-{page.pk}" for page in pages)[:20]
    compare_and_repair()
