"""Counts are written in the background, in order, and never hold a reader up."""

import threading
import time
from collections.abc import Callable
from datetime import date

import pytest
from django.db import DatabaseError, connection

from search.analytics import query_log, write_buffer
from search.analytics.write_buffer import WriteBuffer


def eventually(holds: Callable[[], bool]) -> bool:
    for _ in range(3000):
        if holds():
            return True
        time.sleep(0.01)
    return False


def test_a_locked_database_costs_a_reader_nothing(world, client, settings, monkeypatch):
    settings.COUNT_FLUSH_SECONDS = 0.01
    unlocked, began, written = threading.Event(), threading.Event(), []

    def locked(statements: list) -> None:
        began.set()
        assert unlocked.wait(30)
        written.extend(values[0] for _, values in statements)

    monkeypatch.setattr(write_buffer, "_write", locked)
    assert client.get("/zoeken/?q=waterpomp").status_code == 200
    assert began.wait(30), "the first count is being written"
    start = time.monotonic()
    assert client.get("/zoeken/?q=regenton").status_code == 200
    assert time.monotonic() - start < 20
    assert written == []
    unlocked.set()
    assert eventually(lambda: written == ["waterpomp", "regenton"]), written


def test_statements_wait_in_order_and_within_a_limit(settings, monkeypatch):
    settings.COUNT_FLUSH_SECONDS = 60
    written = []
    monkeypatch.setattr(write_buffer, "_write", written.extend)
    monkeypatch.setattr(write_buffer, "MAX_WAITING", 3)
    monkeypatch.setattr(threading.Thread, "start", lambda thread: None)
    buffer = WriteBuffer()
    for number in range(5):
        buffer.add("statement", [number])
    buffer.flush()
    assert written == [("statement", [number]) for number in range(3)]
    buffer.flush()
    assert len(written) == 3


def test_one_thread_serves_many_counts(settings, monkeypatch):
    settings.COUNT_FLUSH_SECONDS = 60
    started = []

    def start(thread: threading.Thread) -> None:
        started.append(thread)

    monkeypatch.setattr(threading.Thread, "start", start)
    buffer = WriteBuffer()
    for _ in range(5):
        buffer.add("statement", [])
    assert len(started) == 1


@pytest.mark.django_db
def test_an_error_is_logged_and_goes_no_further(monkeypatch, caplog):
    def broken(*_: object) -> None:
        raise DatabaseError

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", broken)
        write_buffer.execute("statement", [])
    assert "1 counts of questions and visits were lost" in caplog.text


def test_counting_goes_through_the_buffer(settings, monkeypatch):
    settings.COUNT_FLUSH_SECONDS = 60
    added = []
    monkeypatch.setattr(write_buffer.buffer, "add", lambda *row: added.append(row))
    query_log.count("waterpomp", date(2026, 1, 1))
    assert added[0][1][0] == "waterpomp"
