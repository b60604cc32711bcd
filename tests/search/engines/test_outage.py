"""An outage of the engine is logged once when it begins and once when it ends."""

import contextlib
import logging
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from django.test import Client

from search import engines
from search.engines.outage import QUIET_SECONDS, OutageLog, WatchedEngine
from search.engines.protocol import EngineUnavailable
from search.models import Round
from search.worker.schedule import QUICK, run_due
from search.worker.worker import Worker
from tests.elasticsearch.cluster import free_ports
from tests.search.engines.common import ASKED, PUBLIC
from tests.world import World

BEGINS = "The search engine does not answer: weg"


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


class Flaky:
    """An engine that is away or answers."""

    away = False

    def __getattr__(self, name: str) -> Any:
        return self._call

    def _call(self, *_: Any) -> Iterator[int]:
        if self.away:
            raise EngineUnavailable("weg")
        return iter([1])

    def entries(self, *_: Any) -> Iterator[int]:
        yield 1
        if self.away:
            raise EngineUnavailable("weg")


@pytest.fixture
def flaky() -> Flaky:
    return Flaky()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def watched(flaky: Flaky, clock: Clock) -> WatchedEngine:
    return WatchedEngine(flaky, OutageLog(clock))


def test_a_hundred_failures_are_one_line(flaky, watched, caplog):
    flaky.away = True
    for _ in range(100):
        with pytest.raises(EngineUnavailable):
            watched.ping()
    assert [(each.levelname, each.message) for each in caplog.records] == [("ERROR", BEGINS)]


def test_the_end_is_one_line_with_the_duration(flaky, watched, clock, caplog):
    flaky.away = True
    with pytest.raises(EngineUnavailable):
        watched.ping()
    flaky.away = False
    clock.now += QUIET_SECONDS
    caplog.clear()
    for _ in range(3):
        watched.ping()
    assert caplog.messages == [f"The search engine answers again, after {QUIET_SECONDS:.0f} s."]


def test_an_engine_that_answers_now_and_then_has_one_outage(flaky, watched, clock, caplog):
    for flaky.away in (True, False, True, False):
        clock.now += QUIET_SECONDS - 1
        with contextlib.suppress(EngineUnavailable):
            watched.ping()
    assert caplog.messages == [BEGINS]


def test_after_its_end_the_next_outage_is_logged(flaky, watched, clock, caplog):
    for flaky.away in (True, False, True):
        clock.now += QUIET_SECONDS
        with contextlib.suppress(EngineUnavailable):
            watched.ping()
    assert caplog.messages.count(BEGINS) == 2


@pytest.mark.parametrize(
    ("method", "arguments"),
    [
        ("search", (PUBLIC, ASKED)),
        ("search_many", ([(PUBLIC, ASKED)],)),
        ("suggest", (PUBLIC, None)),
        ("scan", (PUBLIC, ASKED)),
        ("apply", (PUBLIC, [])),
        ("build", (PUBLIC, iter(()))),
        ("counts", (PUBLIC,)),
        ("sweep", ()),
        ("ping", ()),
    ],
)
def test_each_method_is_watched(flaky, watched, caplog, method, arguments):
    flaky.away = True
    with pytest.raises(EngineUnavailable):
        getattr(watched, method)(*arguments)
    assert caplog.messages == [BEGINS]


def test_what_is_read_later_is_passed_on(watched):
    assert list(watched.scan(PUBLIC, ASKED)) == [1]
    assert list(watched.search_many([(PUBLIC, ASKED)])) == [1]


def test_a_failure_half_way_is_seen(flaky, watched, caplog):
    flaky.away = True
    with pytest.raises(EngineUnavailable):
        list(watched.entries(PUBLIC))
    assert caplog.messages == [BEGINS]


@pytest.fixture
def nobody_there(settings, index: str) -> None:
    """Set an address at which no Elasticsearch listens."""
    (port,) = free_ports(1)
    settings.SEARCH_URL = f"http://127.0.0.1:{port}"


def test_visitors_and_a_worker_leave_one_line(
    world: World, nobody_there: None, client: Client, caplog
):
    # As the configured log does: the client repeats each attempt.
    caplog.handler.addFilter(lambda record: not record.name.startswith("elastic_transport"))
    world.practice()
    assert client.get("/zoeken/?q=schulden").status_code == 200
    assert client.get("/api/v1/zoeken/?q=schulden").status_code == 503
    assert client.get("/zoeken/resultaten.csv").status_code == 503
    assert client.get("/gezond/").status_code == 503
    worker = Worker(partial(run_due, QUICK))
    for _ in range(3):
        assert not worker.run(once=True)
    assert Round.objects.exclude(fault="").exists()
    errors = [each for each in caplog.records if each.levelno >= logging.WARNING]
    assert [each.name for each in errors] == ["search.engines.outage"]


def test_the_engine_of_the_settings_is_watched(index):
    assert isinstance(engines.engine(), WatchedEngine)
