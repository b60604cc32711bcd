"""Rebuilding beside the live index, and holding the index against the database."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from search.engines import engine
from search.engines.protocol import Audience, Put, Remove
from search.index import outbox, rebuild_journal, sync
from search.index import rebuild as rebuilding
from search.index.consistency import Drift, check, repair
from search.index.loader import read_items
from search.index.outbox import Item
from search.index.rebuild import rebuild
from search.index.rebuild_journal import RebuildRunning
from search.models import Entry, Rebuild
from tests.world import restrict, theme


def held(audience: Audience = Audience.PUBLIC) -> set[str]:
    return {entry[0] for entry in engine().entries(audience)}


def test_rebuild_makes_what_sync_makes(world):
    world.practice(themes=[theme("Wonen")])
    world.advice(recommendations=("Bouw huizen.",))
    world.dossier(under=world.inside)
    world.practice("Niet af", live=False)
    sync.sync_all()
    before = {audience: held(audience) for audience in Audience}
    result = rebuild()
    assert {audience: held(audience) for audience in Audience} == before
    assert result.documents == {Audience.PUBLIC: 3, Audience.INTERNAL: 4}
    assert not check().items


def test_change_during_a_rebuild_reaches_the_new_index(world, monkeypatch):
    page = world.practice("Oud")
    gone = world.practice("Straks weg")
    sync.sync_all()
    original = rebuilding._catch_up

    def meddle(*args: object) -> object:
        page.title = "Nieuw"
        page.save_revision().publish()
        gone.delete()
        world.practice("Erbij")
        sync.sync_all()
        return original(*args)

    monkeypatch.setattr(rebuilding, "_catch_up", meddle)
    rebuild()
    assert len(held()) == 2
    assert not check().items
    assert not Entry.objects.exists()


def test_change_between_last_replay_and_swap_reaches_the_new_index(world, monkeypatch):
    page = world.practice("Oud")
    sync.sync_all()
    original = rebuilding._compare

    def meddle(*args: object) -> object:
        answer = original(*args)
        page.title = "Nieuw"
        page.save_revision().publish()
        sync.sync_all()
        return answer

    monkeypatch.setattr(rebuilding, "_compare", meddle)
    rebuild()
    assert not check().items


def test_failed_rebuild_leaves_the_old_index_and_no_orphan(world, monkeypatch):
    page = world.practice()
    sync.sync_all()

    def fail(*args: object) -> None:
        raise RuntimeError("halverwege")

    monkeypatch.setattr(rebuilding, "_compare", fail)
    with pytest.raises(RuntimeError):
        rebuild()
    assert held() == {f"praktijk-{page.pk}"}
    assert engine().sweep() == []
    assert not Rebuild.objects.exists()


def test_one_rebuild_at_a_time(world):
    rebuild_journal.begin("een")
    with pytest.raises(RebuildRunning):
        rebuild()
    rebuild_journal.end("een")
    rebuild()


def test_check_names_what_differs_and_repair_mends_it(world):
    missing, stale, exposed = (world.practice(title) for title in ("Weg", "Oud", "Privaat"))
    sync.sync_all()
    version = outbox.next_version()
    ghost = read_items([Item("praktijk", str(stale.pk))])[Item("praktijk", str(stale.pk))].document
    engine().apply(Audience.PUBLIC, [Remove(f"praktijk-{missing.pk}", version)])
    engine().apply(Audience.PUBLIC, [Put(_renamed(ghost, "praktijk-424242"), version)])
    type(stale).objects.filter(pk=stale.pk).update(title="Nieuw")
    restrict(exposed)
    Entry.objects.all().delete()
    drift = check()
    assert drift.missing[Audience.PUBLIC] == [f"praktijk-{missing.pk}"]
    assert drift.ghost[Audience.PUBLIC] == ["praktijk-424242"]
    assert drift.stale[Audience.PUBLIC] == [f"praktijk-{stale.pk}"]
    assert drift.exposed == [f"praktijk-{exposed.pk}"]
    repair(drift)
    assert not check().items


def test_check_command_says_drift_by_its_exit_code(world):
    world.practice()
    sync.sync_all()
    call_command("search", "check", stdout=StringIO())
    Entry.objects.all().delete()
    engine().apply(
        Audience.PUBLIC, [Remove(id, outbox.next_version()) for id in held(Audience.PUBLIC)]
    )
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("search", "check", "--json", stdout=out)
    assert len(json.loads(out.getvalue())["ontbreekt"]["public"]) == 1
    with pytest.raises(SystemExit):
        call_command("search", "check", stdout=StringIO())
    call_command("search", "check", "--repair", stdout=StringIO())
    assert not check().items


def test_waiting_rows_are_no_drift(world):
    world.practice()
    drift = check()
    assert not drift.items
    assert drift.waiting == 1


def _renamed(document, id):
    from dataclasses import replace

    return replace(document, id=id, payload={**document.payload})


def test_what_the_new_index_refuses_is_left_out_and_told(world, monkeypatch):
    broken, whole = world.practice("Stuk"), world.practice("Heel")
    sync.sync_all()
    read_items = sync.read_items

    def failing(items):
        if Item("praktijk", str(broken.pk)) in items:
            raise ValueError("geen document")
        return read_items(items)

    monkeypatch.setattr(sync, "read_items", failing)
    result = rebuild()
    assert result.refused == {Item("praktijk", str(broken.pk))}
    assert held() == {f"praktijk-{whole.pk}"}
    assert "geen document" in Entry.objects.get().reason
    monkeypatch.undo()
    outbox.retry(Entry.objects.all())
    sync.sync_all()
    assert not check().items


def test_a_rebuild_that_expired_before_it_swapped_repairs_what_it_missed(world, monkeypatch):
    page = world.practice("Oud")
    sync.sync_all()
    compare = rebuilding._compare

    def sleep(*args: object) -> object:
        answer = compare(*args)
        monkeypatch.setattr(rebuild_journal, "heartbeat", lambda token: None)
        Rebuild.objects.update(beat_at=timezone.now() - rebuild_journal.HEARTBEAT_TIMEOUT)
        assert rebuild_journal.expire()
        page.title = "Nieuw"
        page.save_revision().publish()
        sync.sync_all()
        return answer

    monkeypatch.setattr(rebuilding, "_compare", sleep)
    rebuild()
    assert not check().items


def test_differences_are_stored_by_kind():
    drift = Drift({"public": ["a"]}, {"public": ["b"]}, {"internal": ["c"]}, ["d"], 2)
    assert drift.items == {"a", "b", "c", "d"}
    assert drift.as_json() == {
        "ontbreekt": {"public": ["a"]},
        "spook": {"public": ["b"]},
        "verouderd": {"internal": ["c"]},
        "ten_onrechte_openbaar": ["d"],
        "in_wachtrij": 2,
    }
