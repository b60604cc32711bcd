"""The worker and its rounds: what is due is done once, whatever fails meanwhile."""

import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import InterfaceError, OperationalError
from django.db.models import F
from django.utils import timezone
from wagtail.models import Revision

from search.engines import engine
from search.engines.protocol import Audience, EngineDamaged, EngineUnavailable, Remove
from search.index import outbox, rebuild_journal, sync
from search.index.recovery import IndexDiffered, compare_and_repair, recover
from search.models import Check, Entry, Rebuild, Round
from search.worker import schedule
from search.worker.publishing import NotPublished, publish_scheduled
from search.worker.schedule import Task, run_due
from search.worker.shutdown import Stopped
from search.worker.worker import PAUSE, Worker


def held() -> set[str]:
    return {id for id, _ in engine().entries(Audience.PUBLIC)}


def task(runs: list[int], name: str = "proef") -> Task:
    return Task(name, timedelta(minutes=5), lambda: runs.append(1))


def test_worker_carries_out_what_waits(world):
    page = world.practice()
    assert Worker(lambda: []).run(once=True)
    assert held() == {f"praktijk-{page.pk}"}
    assert not Entry.objects.exists()


def test_a_round_comes_once_in_its_interval(db):
    runs: list[int] = []
    assert run_due([task(runs)]) == ["proef"]
    assert run_due([task(runs)]) == []
    Round.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    assert run_due([task(runs)]) == ["proef"]
    assert len(runs) == 2


def test_a_failed_round_is_kept_and_holds_up_no_other(db):
    def fail() -> None:
        raise RuntimeError("stuk")

    runs: list[int] = []
    run_due([Task("kapot", timedelta(minutes=1), fail), task(runs)])
    assert "stuk" in Round.objects.get(name="kapot").fault
    assert runs == [1]


def test_every_task_is_a_command_that_runs(world):
    run_due(schedule.TASKS)
    assert set(Round.objects.values_list("name", flat=True)) == {t.name for t in schedule.TASKS}
    assert not Round.objects.exclude(fault="").exists()


def test_what_is_scheduled_is_published_and_found(world):
    page = world.practice(live=False)
    page.go_live_at = timezone.now() + timedelta(seconds=2)
    page.save_revision().publish()
    assert Worker().run(once=True)
    assert held() == set()
    time.sleep(2)
    Round.objects.update(due_at=timezone.now())
    assert Worker().run(once=True)
    assert held() == {f"praktijk-{page.pk}"}


def test_what_expires_is_taken_down(world):
    page = world.practice()
    sync.sync_all()
    type(page).objects.update(expire_at=timezone.now() - timedelta(seconds=5))
    assert Worker().run(once=True)
    page.refresh_from_db()
    assert not page.live
    assert held() == set()


def test_worker_waits_ever_longer_while_the_engine_is_away(world, monkeypatch):
    def away(report: sync.Report) -> bool:
        report.fault = EngineUnavailable("weg")
        return False

    world.practice()
    monkeypatch.setattr("search.worker.worker.sync.sync_batch", away)
    worker = Worker(lambda: [])
    assert not worker.run(once=True)
    assert worker._pause > PAUSE
    assert Entry.objects.exists()


def test_a_damaged_index_is_built_anew(world, monkeypatch):
    page = world.practice()
    sync.sync_all()
    world.practice("Nog een")
    step, broken = sync.sync_batch, [True]

    def damaged(report: sync.Report) -> bool:
        if broken:
            broken.clear()
            report.fault = EngineDamaged("kapot")
            return False
        return step(report)

    monkeypatch.setattr("search.worker.worker.sync.sync_batch", damaged)
    assert Worker(lambda: []).run(once=True)
    assert len(held()) == 2
    assert f"praktijk-{page.pk}" in held()


def test_stopped_worker_ends(db, index):
    worker = Worker(lambda: [])
    worker.stop.request()
    assert worker.run()


def test_command_works_once(world):
    page = world.practice()
    call_command("worker", "--once")
    assert held() == {f"praktijk-{page.pk}"}


def test_a_round_that_is_not_back_is_taken_over_after_its_patience(db):
    runs: list[int] = []
    slow = Task("traag", timedelta(minutes=1), lambda: runs.append(1), timedelta(hours=1))
    Round.objects.create(name="traag", due_at=timezone.now())
    assert schedule._take(slow)
    Round.objects.update(due_at=F("due_at") - timedelta(minutes=59))
    assert run_due([slow]) == []
    Round.objects.update(due_at=F("due_at") - timedelta(minutes=2))
    assert run_due([slow]) == ["traag"]


def test_what_cannot_be_published_holds_up_no_other(world, monkeypatch):
    past = timezone.now() - timedelta(minutes=1)
    pages = [world.practice(title, live=False, go_live_at=past) for title in ("Stuk", "Goed")]
    for page in pages:
        page.save_revision(approved_go_live_at=past)
    publish = Revision.publish

    def failing(revision: Revision, **how: object) -> None:
        if "Stuk" in revision.object_str:
            raise ValueError("zonder titel")
        publish(revision, **how)

    monkeypatch.setattr(Revision, "publish", failing)
    with pytest.raises(NotPublished, match=r"Stuk: .*zonder titel"):
        publish_scheduled()
    assert [type(page).objects.get(pk=page.pk).live for page in pages] == [False, True]


def test_an_index_that_is_gone_is_built_anew(world, tmp_path):
    page = world.practice()
    sync.sync_all()
    shutil.rmtree(tmp_path / "index")
    assert Worker(lambda: []).run(once=True)
    assert held() == {f"praktijk-{page.pk}"}


def test_an_index_that_was_lost_before_a_change_is_built_anew(world, tmp_path):
    """The change itself begins a new index, with nothing else in it."""
    world.advice(recommendations=("Bouw huizen.", "Verlaag de huur."))
    page = world.practice()
    sync.sync_all()
    before = held()
    shutil.rmtree(tmp_path / "index")
    page.save()
    assert Worker(lambda: []).run(once=True)
    assert held() == before


def test_an_index_that_lacks_a_little_is_left_to_the_comparison(world, monkeypatch):
    pages = [world.practice(title) for title in ("Een", "Twee", "Drie")]
    sync.sync_all()
    engine().apply(Audience.PUBLIC, [Remove(f"praktijk-{pages[0].pk}", outbox.next_version())])
    assert not recover(lambda done: None)


def test_an_index_that_is_yet_to_be_filled_is_not_lost(world, monkeypatch):
    world.practice()
    monkeypatch.setattr("search.index.recovery.rebuild", lambda progress: pytest.fail("herbouwd"))
    recover(lambda done: None)


def test_without_engine_no_index_is_lost(world, monkeypatch):
    class Away:
        def ping(self) -> None:
            raise EngineUnavailable("weg")

    monkeypatch.setattr("search.index.recovery.engine", Away)
    with pytest.raises(EngineUnavailable):
        recover(lambda done: None)


def test_a_stop_breaks_off_a_rebuild_and_leaves_nothing_behind(world):
    page = world.practice()
    sync.sync_all()
    worker = Worker(lambda: [])
    worker.stop.request()
    with pytest.raises(Stopped):
        recover(worker.stop.check, "beschadigd")
    assert held() == {f"praktijk-{page.pk}"}
    assert not Rebuild.objects.exists()
    assert engine().sweep() == []


def test_the_daily_comparison_repairs_and_says_so(world):
    page = world.practice()
    sync.sync_all()
    type(page).objects.update(title="Buiten alles om")
    with pytest.raises(IndexDiffered, match=f"praktijk-{page.pk}"):
        compare_and_repair()
    assert Check.objects.get().found["verouderd"]["public"] == [f"praktijk-{page.pk}"]
    compare_and_repair()
    assert not any(Check.objects.get().found["verouderd"].values())


@pytest.mark.parametrize("fault", [OperationalError("weg"), InterfaceError("dicht")])
def test_a_worker_outlives_its_database(db, monkeypatch, fault):
    closed: list[int] = []
    monkeypatch.setattr("search.worker.worker.connections.close_all", lambda: closed.append(1))

    def away() -> list[str]:
        raise fault

    assert not Worker(away).run(once=True)
    assert closed


def test_a_worker_outlives_what_nobody_foresaw(world, monkeypatch):
    world.practice()

    def fail(items: object) -> None:
        raise TypeError("zo niet")

    monkeypatch.setattr("search.index.sync.read_safely", fail)
    assert not Worker(lambda: []).run(once=True)
    assert Entry.objects.filter(status=Entry.Status.WAITING, reason__contains="zo niet").exists()


def test_while_another_rebuilds_a_worker_waits(world, monkeypatch):
    def damaged(report: sync.Report) -> bool:
        report.fault = EngineDamaged("kapot")
        return False

    monkeypatch.setattr("search.worker.worker.sync.sync_batch", damaged)
    rebuild_journal.begin("een ander")
    assert Worker(lambda: []).run_batch() == (True, False)


def test_a_slow_task_keeps_no_change_from_the_index():
    turns: list[int] = []
    worker = Worker(lambda: worker.stop.wait(30.0) or [])

    def run_batch() -> tuple[bool, bool]:
        turns.append(1)
        if len(turns) == 3:
            worker.stop.request()
        return True, True

    worker.run_batch = run_batch
    began = time.monotonic()
    assert worker.run()
    assert len(turns) == 3
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_signal_ends_the_process_well(name, tmp_path):
    code = (
        "import os, signal, threading\n"
        "from search.worker.worker import Worker\n"
        "worker = Worker(lambda: [])\n"
        "worker.run_batch = lambda: (True, False)\n"
        "worker.stop.on_signals()\n"
        f"threading.Timer(0.2, lambda: os.kill(os.getpid(), signal.{name})).start()\n"
        "raise SystemExit(0 if worker.run() else 1)\n"
    )
    setup = "import sys; sys.path[:0] = ['site', '.']; import django; django.setup()\n"
    environ = {"DJANGO_SETTINGS_MODULE": "config.settings.test", "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", setup + code], env=environ, timeout=60, check=False
    )
    assert done.returncode == 0


def test_a_mail_server_that_hangs_delays_no_publication(db, index, monkeypatch):
    rounds, hanging, released = [], threading.Event(), threading.Event()

    def run_due(tasks: Sequence[Task]) -> list[str]:
        if any(task.name == "deliver_mail" for task in tasks):
            hanging.set()
            released.wait(30)
        if any(task.name == "publish_scheduled" for task in tasks):
            rounds.append(hanging.is_set())
            if rounds.count(True) == 2:
                worker.stop.request()
        return []

    monkeypatch.setattr(schedule, "run_due", run_due)
    monkeypatch.setattr("search.worker.worker.SCHEDULE_PAUSE", 0.05)
    monkeypatch.setattr("search.worker.worker.STOP_SECONDS", 0.1)
    worker = Worker()
    threading.Timer(10, worker.stop.request).start()
    worker.run()
    released.set()
    assert rounds.count(True) == 2


def test_a_task_that_nobody_begins_is_overdue_and_shown(db, client):
    now = timezone.now()
    Round.objects.create(name="deliver_mail", due_at=now - schedule.OVERDUE * 2)
    Round.objects.create(name="check_links", due_at=now - schedule.OVERDUE / 2)
    Round.objects.create(name="vroegere_taak", due_at=now - schedule.OVERDUE * 2)
    client.force_login(User.objects.create_superuser("beheer"))
    assert schedule.overdue() == ["deliver_mail"]
    assert "deliver_mail" in client.get("/beheer/zoekindex/").content.decode()
