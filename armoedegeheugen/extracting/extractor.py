"""Extract the text of files in the sandbox, and report how each went.

Invariant: no content of a file raises an error here, and every call returns. A file that takes too
much time or memory is ended, and what was read before that is kept.
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

# The extensions of supported files.
KINDS = ("pdf", "docx", "odt", "pptx")
_ROOT = Path(__file__).resolve().parent.parent.parent


class End(StrEnum):
    """The outcome of reading a file."""

    READ = "read"
    EMPTY = "empty"
    ENCRYPTED = "encrypted"
    BROKEN = "broken"
    TOO_LARGE = "too-large"
    TOO_LONG = "too-long"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Job:
    """A file to read."""

    path: Path
    # One of `KINDS`, or `ocr` for a scanned PDF.
    kind: str


@dataclass(frozen=True)
class Outcome:
    """The result of reading a file."""

    end: End
    rows: tuple[Row, ...] = ()
    facts: Facts = field(default_factory=Facts)
    said: str = ""
    # Peak memory in bytes; `seconds` is processor time.
    memory: int = 0
    seconds: float = 0.0

    @property
    def partly(self) -> bool:
        """Return whether only the beginning was read."""
        return self.end is not End.READ and bool(self.rows)


def extract(path: Path, kind: str, limits: Limits | None = None) -> Outcome:
    """Extract one file."""
    return next(extract_all([Job(path, kind)], limits or Limits()))


def extract_all(jobs: Sequence[Job], limits: Limits) -> Iterator[Outcome]:
    """Yield an outcome for each job, in order."""
    with tempfile.TemporaryDirectory(prefix="lezen-") as folder:
        outs = [Path(folder) / str(number) for number in range(len(jobs))]
        order = {
            "limits": asdict(limits),
            "jobs": [
                {"path": str(job.path.resolve()), "kind": job.kind, "out": str(out)}
                for job, out in zip(jobs, outs, strict=True)
            ],
        }
        ends = _run_sandbox(order, len(jobs) * (limits.patience + 5) + 30, folder)
        for number, out in enumerate(outs):
            yield _outcome(out, ends[number] if number < len(ends) else {"signal": 9})


def _run_sandbox(order: dict[str, Any], patience: float, folder: str) -> list[dict[str, Any]]:
    """Return the report on each job; fewer if the sandbox was ended."""
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
        output, _ = process.communicate(json.dumps(order), timeout=patience)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        output, _ = process.communicate()
    return [json.loads(line) for line in output.splitlines() if line.endswith("}")]


def _outcome(out: Path, usage: dict[str, Any]) -> Outcome:
    rows, last = _read_output(out)
    facts = Facts(**(last.get("done") or last.get("facts") or {}))
    if "done" in last:
        end = End.READ
    elif "fault" in last:
        end = End(last["fault"])
    else:
        end = _by_signal(usage)
    used = {"memory": usage.get("memory", 0), "seconds": usage.get("seconds", 0.0)}
    return Outcome(end, tuple(rows), facts, last.get("said", ""), **used)


def _by_signal(usage: dict[str, Any]) -> End:
    if usage.get("signal") in (signal.SIGXCPU, signal.SIGALRM, signal.SIGKILL):
        return End.TOO_LONG
    return End.TOO_LARGE if usage.get("signal") == signal.SIGXFSZ else End.BROKEN


def _read_output(out: Path) -> tuple[list[Row], dict[str, Any]]:
    """Return the rows and the last line; a line that was cut off is skipped."""
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
