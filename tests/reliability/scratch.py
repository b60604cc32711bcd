"""A portal of one's own for a fault test: database, index and processes, all ended and removed."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
Process = subprocess.Popen[bytes]


class Portal:
    """Settings of one portal, and the processes that run with them."""

    def __init__(self, folder: Path, database_url: str, search_url: str) -> None:
        self.folder = folder
        self.environ = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.reliability.settings",
            "DATABASE_URL": database_url,
            "SEARCH_URL": search_url,
            "PORTAL_FOLDER": str(folder),
            "SEARCH_PREFIX": f"fault-{token_hex(4)}",
            "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}",
            "PYTHONWARNINGS": "ignore",
        }
        self.processes: list[Process] = []

    def start(self, *arguments: object) -> Process:
        """A Python process with these settings, its output in a file of this portal."""
        log = (self.folder / f"{len(self.processes)}.log").open("wb")
        command = [sys.executable, *map(str, arguments)]
        process = subprocess.Popen(
            command, cwd=ROOT, env=self.environ, stdout=log, stderr=subprocess.STDOUT
        )
        self.processes.append(process)
        return process

    def log(self, process: Process) -> str:
        """The end of what a process said."""
        path = self.folder / f"{self.processes.index(process)}.log"
        return path.read_text(errors="replace")[-4000:]

    def manage(self, *arguments: str, seconds: float = 300) -> str:
        """What a management command prints; an error if it fails."""
        return self._run("site/manage.py", *arguments, seconds=seconds)

    def act(self, *arguments: object, seconds: float = 300) -> Any:
        """What an actor of tests/reliability/actors.py answers, from JSON."""
        said = self._run("-m", "tests.reliability.actors", *arguments, seconds=seconds)
        return json.loads(said.splitlines()[-1])

    def actor(self, *arguments: object) -> Process:
        return self.start("-m", "tests.reliability.actors", *arguments)

    def worker(self) -> Process:
        return self.start("site/manage.py", "worker")

    def drift(self) -> dict[str, Any]:
        """What `search check` finds once everything is carried out."""
        return self.act("sync-and-check")

    def stop(self) -> None:
        for process in self.processes:
            end(process)

    def _run(self, *arguments: object, seconds: float) -> str:
        done = subprocess.run(
            [sys.executable, *map(str, arguments)],
            cwd=ROOT,
            env=self.environ,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-4000:]
        return done.stdout


def end(process: Process) -> None:
    """Kill a process of ours, stopped ones too, and wait until it is gone."""
    if process.poll() is None:
        process.send_signal(signal.SIGKILL)
    process.wait(20)


def until(condition: Callable[[], bool], seconds: float, step: float = 0.05) -> bool:
    """Whether the condition comes true within so many seconds."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if condition():
            return True
        time.sleep(step)
    return condition()


@contextmanager
def portal(folder: Path, database_url: str, search_url: str = "") -> Iterator[Portal]:
    """A portal on a database that is ready, with an index of its own unless told otherwise."""
    folder.mkdir(parents=True, exist_ok=True)
    made = Portal(folder, database_url, search_url or f"embedded:{folder / 'index'}")
    try:
        yield made
    finally:
        made.stop()
