"""Read files in a process of their own: `python -m armoedegeheugen.extracting.sandbox`.

Its input says what to read. Each file gets a fork, which takes its limits and writes rows to a file
of its own. This process waits, and writes to its output how the fork ended and what it used. So
libraries are loaded once, and a file can only harm its own fork.
"""

import contextlib
import json
import logging
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from . import docx, ocr, odt, pdf, pptx
from .errors import Empty, Fault, TooLarge, Unknown
from .limits import Limits, confine
from .rows import Facts, Row

Read = Callable[[Path, Limits, Facts], Iterator[Row]]
READERS: dict[str, Read] = {
    "pdf": pdf.read,
    "docx": docx.read,
    "odt": odt.read,
    "pptx": pptx.read,
    "ocr": ocr.read,
}
# Seconds between two checks of a fork.
STEP = 0.005


def main() -> None:
    """Read the files that the input names, and report on each."""
    logging.disable(logging.CRITICAL)
    order = json.load(sys.stdin)
    limits = Limits(**order["limits"])
    for job in order["jobs"]:
        print(json.dumps(_job(job, limits)), flush=True)


def _job(job: dict[str, str], limits: Limits) -> dict[str, Any]:
    child = os.fork()
    if child == 0:
        try:
            _in_fork(job, limits)
        finally:
            os._exit(1)
    return _wait(child, limits.patience)


def _in_fork(job: dict[str, str], limits: Limits) -> None:
    os.setsid()
    confine(limits)
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    with open(job["out"], "w", encoding="utf-8") as out:
        read(READERS.get(job["kind"]), Path(job["path"]), limits, out)
    os._exit(0)


def read(reader: Read | None, path: Path, limits: Limits, out: IO[str]) -> None:
    """Write the rows of a file as lines of JSON.

    The last line holds the metadata, or the error.
    """
    facts = Facts()
    try:
        if reader is None:
            raise Unknown
        letters = 0
        for row in reader(path, limits, facts):
            letters += len(row.text)
            if letters > limits.letters:
                facts.cut = True
                break
            out.write(json.dumps({"row": row.data()}) + "\n")
        out.flush()
        if not letters:
            raise Empty
        out.write(json.dumps({"done": vars(facts)}) + "\n")
    except Fault as fault:
        out.write(json.dumps({"fault": fault.name, "facts": vars(facts)}) + "\n")
    except (MemoryError, RecursionError):
        out.write(json.dumps({"fault": TooLarge.name, "facts": vars(facts)}) + "\n")
    except Exception as error:
        line = {"fault": Fault.name, "said": repr(error)[:300], "facts": vars(facts)}
        out.write(json.dumps(line) + "\n")


def _wait(child: int, patience: int) -> dict[str, Any]:
    until = time.monotonic() + patience + 1
    step = STEP
    while True:
        pid, status, used = os.wait4(child, os.WNOHANG)
        if pid:
            break
        if time.monotonic() > until:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child, signal.SIGKILL)
            until += patience
        time.sleep(step)
        step = min(step * 1.5, 0.1)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)  # the processes that it left behind
    return {
        "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0,
        "code": os.WEXITSTATUS(status) if os.WIFEXITED(status) else 0,
        "memory": used.ru_maxrss * 1024,
        "seconds": used.ru_utime + used.ru_stime,
    }


if __name__ == "__main__":
    main()
