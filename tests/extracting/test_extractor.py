"""Asking the sandbox: it always comes back, gets nothing it need not know, and is understood."""

import json
import os
import signal
import subprocess
import time
from dataclasses import asdict
from pathlib import Path

import pytest

from armoedegeheugen.extracting import extractor
from armoedegeheugen.extracting.extractor import End, Job
from armoedegeheugen.extracting.limits import Limits
from tests.extracting import hostile


@pytest.mark.parametrize(
    ("number", "end"),
    [
        (signal.SIGXCPU, End.TOO_LONG),
        (signal.SIGALRM, End.TOO_LONG),
        (signal.SIGKILL, End.TOO_LONG),
        (signal.SIGXFSZ, End.TOO_LARGE),
        (signal.SIGSEGV, End.BROKEN),
        (0, End.BROKEN),
    ],
)
def test_a_fork_that_was_stopped_says_why_by_its_signal(tmp_path, number, end):
    outcome = extractor._outcome(tmp_path / "niets", {"signal": int(number), "memory": 5})
    assert (outcome.end, outcome.rows, outcome.memory) == (end, (), 5)


def test_what_was_read_before_a_fork_was_stopped_is_kept(tmp_path: Path):
    out = tmp_path / "out"
    row = json.dumps({"row": {"text": "gelezen"}})
    out.write_text(f'{row}\ngeen json}}\n{{"row": {{"onbekend": 1}}}}\n{row}\n{row[:20]}')
    outcome = extractor._outcome(out, {"signal": signal.SIGKILL})
    assert [row.text for row in outcome.rows] == ["gelezen", "gelezen"]
    assert outcome.end is End.TOO_LONG
    assert outcome.partly


def test_a_last_line_without_its_end_is_not_believed(tmp_path: Path):
    """It may have been cut off within a number, and still be JSON."""
    out = tmp_path / "out"
    out.write_text('{"row": {"text": "gelezen"}}\n{"done": {"pages": 12}}')
    assert extractor._outcome(out, {"signal": signal.SIGKILL}).end is End.TOO_LONG


def test_a_job_without_a_report_took_too_long(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(extractor, "_run_sandbox", lambda *_: [])
    jobs = [Job(tmp_path / "a.pdf", "pdf"), Job(tmp_path / "b.pdf", "pdf")]
    assert [found.end for found in extractor.extract_all(jobs, Limits())] == [End.TOO_LONG] * 2


def test_a_sandbox_that_hangs_is_ended(tmp_path: Path):
    os.mkfifo(tmp_path / "wacht.pdf")  # whoever opens it waits for a writer
    job = {"path": str(tmp_path / "wacht.pdf"), "kind": "pdf", "out": str(tmp_path / "out")}
    order = {"limits": asdict(Limits(patience=40)), "jobs": [job]}
    begin = time.monotonic()
    assert extractor._run_sandbox(order, 3, str(tmp_path)) == []
    assert time.monotonic() - begin < 30


def test_the_sandbox_gets_no_environment_of_ours(tmp_path: Path, monkeypatch):
    started = []
    popen = subprocess.Popen

    def watched(*args, **kwargs):
        started.append(kwargs)
        return popen(*args, **kwargs)

    monkeypatch.setenv("SECRET_KEY", "geheim")
    monkeypatch.setattr(subprocess, "Popen", watched)
    path = tmp_path / "x.pdf"
    path.write_bytes(hostile.whole()["pdf"])
    assert extractor.extract(path, "pdf").end is End.READ
    assert set(started[0]["env"]) == {"LC_ALL", "TMPDIR", "PATH"}
    assert started[0]["start_new_session"]
