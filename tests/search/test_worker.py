"""The worker and its rounds: what is due is done once, whatever fails meanwhile."""

import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from search import rounds, sync
from search.engines import engine
from search.engines.protocol import Audience, EngineDamaged, EngineUnavailable
from search.models import Entry, Round
from search.rounds import Task, run_due
from search.worker import PAUSE, Worker


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
    run_due(rounds.TASKS)
    assert set(Round.objects.values_list("name", flat=True)) == {t.name for t in rounds.TASKS}
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
    sync.drain()
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
    monkeypatch.setattr("search.worker.sync.step", away)
    worker = Worker(lambda: [])
    assert not worker.run(once=True)
    assert worker._pause > PAUSE
    assert Entry.objects.exists()


def test_a_damaged_index_is_built_anew(world, monkeypatch):
    page = world.practice()
    sync.drain()
    world.practice("Nog een")
    step, broken = sync.step, [True]

    def damaged(report: sync.Report) -> bool:
        if broken:
            broken.clear()
            report.fault = EngineDamaged("kapot")
            return False
        return step(report)

    monkeypatch.setattr("search.worker.sync.step", damaged)
    assert Worker(lambda: []).run(once=True)
    assert len(held()) == 2
    assert f"praktijk-{page.pk}" in held()


def test_stopped_worker_ends(db, index):
    worker = Worker(lambda: [])
    worker.stop()
    assert worker.run()


def test_command_works_once(world):
    page = world.practice()
    call_command("worker", "--once")
    assert held() == {f"praktijk-{page.pk}"}


def test_health_says_what_works(world, client):
    answer = client.get("/gezond/")
    assert answer.status_code == 200
    assert answer.json() == {
        "ok": True,
        "databank": True,
        "zoekmachine": True,
        "wachtrij": {"lengte": 0, "oudste_seconden": 0},
    }
    assert "Set-Cookie" not in answer


def test_health_sees_a_late_queue(world, client):
    world.practice()
    assert client.get("/gezond/").status_code == 200
    Entry.objects.update(created_at=timezone.now() - timedelta(hours=1))
    answer = client.get("/gezond/")
    assert answer.status_code == 503
    assert answer.json()["wachtrij"]["oudste_seconden"] >= 3600


def test_health_sees_an_engine_that_is_away(world, client, monkeypatch):
    class Away:
        def ping(self) -> None:
            raise EngineUnavailable("/geheim/pad")

    monkeypatch.setattr("search.health.engine", Away)
    answer = client.get("/gezond/")
    assert answer.status_code == 503
    assert "geheim" not in answer.content.decode()


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_signal_ends_the_process_well(name, tmp_path):
    code = (
        "import os, signal, threading\n"
        "from search.worker import Worker\n"
        "worker = Worker(lambda: [])\n"
        "worker.turn = lambda: (True, False)\n"
        f"signal.signal(signal.{name}, lambda *_: worker.stop())\n"
        f"threading.Timer(0.2, lambda: os.kill(os.getpid(), signal.{name})).start()\n"
        "raise SystemExit(0 if worker.run() else 1)\n"
    )
    setup = "import sys; sys.path[:0] = ['site', '.']; import django; django.setup()\n"
    environ = {"DJANGO_SETTINGS_MODULE": "config.settings.test", "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", setup + code], env=environ, timeout=60, check=False
    )
    assert done.returncode == 0
