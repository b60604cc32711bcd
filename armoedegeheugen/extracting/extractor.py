"""Asks the helper to read files, and says of each how it went.

Invariant: never raises for what a file holds, and always comes back: a file that takes too much
time or memory has an end of its own, and what was read of it before that is kept.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from .limits import Limits
from .rows import Facts, Row

# Extensions of what can be read.
KINDS = ("pdf", "docx", "odt", "pptx")
_ROOT = Path(__file__).resolve().parent.parent.parent


class End(StrEnum):
    READ = "read"
    EMPTY = "empty"
    ENCRYPTED = "encrypted"
    BROKEN = "broken"
    TOO_LARGE = "too-large"
    TOO_LONG = "too-long"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Job:
    path: Path
    # Of `KINDS`; or `ocr`, for a PDF of pictures.
    kind: str


@dataclass(frozen=True)
class Outcome:
    end: End
    rows: tuple[Row, ...] = ()
    facts: Facts = field(default_factory=Facts)
    said: str = ""
    # Bytes at the most, and seconds of the processor.
    memory: int = 0
    seconds: float = 0.0

    @property
    def partly(self) -> bool:
        """Read until it became too much."""
        return self.end is not End.READ and bool(self.rows)


def extract(path: Path, kind: str, limits: Limits | None = None) -> Outcome:
    return next(extract_all([Job(path, kind)], limits or Limits()))


def extract_all(jobs: Sequence[Job], limits: Limits) -> Iterator[Outcome]:
    """An outcome for each job, in order."""
    with tempfile.TemporaryDirectory(prefix="lezen-") as folder:
        outs = [Path(folder) / str(number) for number in range(len(jobs))]
        asked = {
            "limits": asdict(limits),
            "jobs": [
                {"path": str(job.path.resolve()), "kind": job.kind, "out": str(out)}
                for job, out in zip(jobs, outs, strict=True)
            ],
        }
        ends = _ask(asked, len(jobs) * (limits.patience + 5) + 30, folder)
        for number, out in enumerate(outs):
            yield _outcome(out, ends[number] if number < len(ends) else {"signal": 9})


def _ask(asked: dict[str, Any], patience: float, folder: str) -> list[dict[str, Any]]:
    """What the helper says of each job; fewer than there are jobs if it ended before its time."""
    process = subprocess.Popen(
        [sys.executable, "-E", "-s", "-m", "armoedegeheugen.extracting.sandbox"],
        cwd=_ROOT,
        env={"LC_ALL": "C.UTF-8", "TMPDIR": folder, "PATH": "/usr/bin:/bin"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        text=True,
    )
    try:
        told, _ = process.communicate(json.dumps(asked), timeout=patience)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        told, _ = process.communicate()
    return [json.loads(line) for line in told.splitlines() if line.endswith("}")]


def _outcome(out: Path, told: dict[str, Any]) -> Outcome:
    rows, last = _written(out)
    facts = Facts(**(last.get("done") or last.get("facts") or {}))
    if "done" in last:
        end = End.READ
    elif "fault" in last:
        end = End(last["fault"])
    else:
        end = _by_signal(told)
    used = {"memory": told.get("memory", 0), "seconds": told.get("seconds", 0.0)}
    return Outcome(end, tuple(rows), facts, last.get("said", ""), **used)


def _by_signal(told: dict[str, Any]) -> End:
    if told.get("signal") in (signal.SIGXCPU, signal.SIGALRM, signal.SIGKILL):
        return End.TOO_LONG
    return End.TOO_LARGE if told.get("signal") == signal.SIGXFSZ else End.BROKEN


def _written(out: Path) -> tuple[list[Row], dict[str, Any]]:
    """The rows, and the last line if it is one; a line that was cut off in the middle is none."""
    rows: list[Row] = []
    last: dict[str, Any] = {}
    if not out.exists():
        return rows, last
    with out.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if not line.endswith("}\n"):
                continue
            with suppress(ValueError, TypeError):
                said = json.loads(line)
                if "row" in said:
                    rows.append(Row.of(said["row"]))
                else:
                    last = said
    return rows, last
