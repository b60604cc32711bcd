"""The process that reads: what a reader does or leaves behind stays within its own fork."""

import io
import json
import os
import resource
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from armoedegeheugen.extracting import sandbox
from armoedegeheugen.extracting.errors import Broken
from armoedegeheugen.extracting.limits import MEGABYTE, Limits
from armoedegeheugen.extracting.rows import Facts, Row

# A process of the tests holds more than a helper, so the memory here is larger.
LIMITS = Limits(memory=8_000 * MEGABYTE, seconds=20, patience=20)


def lines(reader: sandbox.Read | None, limits: Limits = LIMITS) -> list[dict]:
    out = io.StringIO()
    sandbox.read(reader, Path("x"), limits, out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def yielding(*texts: str, then: Exception | None = None) -> sandbox.Read:
    def read(path: Path, limits: Limits, facts: Facts) -> Iterator[Row]:
        yield from map(Row, texts)
        if then:
            raise then

    return read


def test_rows_come_first_and_the_facts_last():
    first, last = lines(yielding("tekst"))
    assert first == {"row": {"text": "tekst"}}
    assert last["done"]["cut"] is False


def test_a_long_text_is_cut_off_and_says_so():
    *rows, last = lines(yielding(*["x" * 40] * 10), Limits(letters=100))
    assert len(rows) == 2
    assert last["done"]["cut"] is True


@pytest.mark.parametrize(
    ("reader", "fault"),
    [
        (yielding(), "empty"),
        (yielding(""), "empty"),
        (None, "unknown"),
        (yielding("tekst", then=Broken("x")), "broken"),
        (yielding("tekst", then=MemoryError()), "too-large"),
        (yielding("tekst", then=RecursionError()), "too-large"),
        (yielding("tekst", then=KeyError("x" * 5_000)), "broken"),
    ],
)
def test_the_last_line_says_what_was_wrong_in_few_words(reader, fault):
    last = lines(reader)[-1]
    assert last["fault"] == fault
    assert len(last.get("said", "")) <= 300


def job(reader: sandbox.Read, tmp_path: Path, monkeypatch, limits: Limits = LIMITS) -> dict:
    monkeypatch.setitem(sandbox.READERS, "proef", reader)
    out = tmp_path / "out"
    return sandbox._job({"path": "x", "kind": "proef", "out": str(out)}, limits)


def test_a_fork_is_confined_and_silent(tmp_path, monkeypatch, capfd):
    def read(path: Path, limits: Limits, facts: Facts) -> Iterator[Row]:
        os.write(1, b"gepraat")
        os.write(2, b"gepraat")
        yield Row(f"{resource.getrlimit(resource.RLIMIT_NOFILE)} {os.read(0, 10)!r}")

    report = job(read, tmp_path, monkeypatch)
    assert report["signal"] == report["code"] == 0
    (row, _) = (tmp_path / "out").read_text().splitlines()
    assert json.loads(row)["row"]["text"] == "(64, 64) b''"
    assert capfd.readouterr() == ("", "")


def test_what_a_file_starts_does_not_outlive_its_fork(tmp_path, monkeypatch):
    def read(path: Path, limits: Limits, facts: Facts) -> Iterator[Row]:
        started = subprocess.Popen(["/bin/sleep", "600"])
        (tmp_path / "pid").write_text(str(started.pid))
        yield Row("tekst")

    job(read, tmp_path, monkeypatch)
    pid = int((tmp_path / "pid").read_text())
    assert _within(5, lambda: not _runs(pid))


def test_a_fork_that_does_not_heed_its_alarm_is_killed():
    child = os.fork()
    if child == 0:
        os.setsid()
        time.sleep(60)
        os._exit(0)
    begin = time.monotonic()
    assert sandbox._wait(child, 0)["signal"] == 9
    assert time.monotonic() - begin < 30


def _runs(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2]
    except FileNotFoundError:
        return False


def _within(seconds: float, holds: Callable[[], bool]) -> bool:
    until = time.monotonic() + seconds
    while not holds() and time.monotonic() < until:
        time.sleep(0.02)
    return holds()
