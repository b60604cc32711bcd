"""Where the embedded engine keeps an audience's index, and who may touch it.

    <root>/<audience>/current            the name of the live generation
    <root>/<audience>/writer.lock        held by whoever writes to the live generation, or moves it
    <root>/<audience>/<generation>/      one tantivy index
    <root>/<audience>/<generation>.lock  held by a build for as long as it lives

`current` is only ever replaced whole, under the writer's lock, by the name of a complete index.
The locks are flock's: the kernel lets go of them when a process dies, however it dies.
"""

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import IO

from ..protocol import EngineUnavailable

POLL_SECONDS = 0.01


class Directory:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.pointer = path / "current"

    def live(self) -> str:
        """The live generation's name, or "" before the first one."""
        try:
            return self.pointer.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return ""
        except (OSError, ValueError) as error:
            raise EngineUnavailable(f"{self.pointer} cannot be read: {error}") from error

    def generations(self) -> list[str]:
        return sorted(path.name for path in self.path.iterdir() if path.is_dir())

    def new_name(self) -> str:
        """Sorts by age; the random half keeps two builds of one moment apart."""
        return f"{time.time_ns():016x}-{token_hex(4)}"

    @contextmanager
    def writing(self, timeout: float) -> Iterator[None]:
        """Hold the writer's lock; EngineUnavailable if another keeps it for `timeout` seconds."""
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / "writer.lock").open("a") as file:
            if not _locked(file, time.monotonic() + timeout):
                raise EngineUnavailable(
                    f"Another process has been writing to the search index {self.path} for"
                    f" {timeout:g} seconds. Try again later."
                )
            yield

    def set_live(self, name: str) -> None:
        """Make `name` the live generation. Call it under the writer's lock."""
        draft = self.path / f"current.{os.getpid()}"
        with draft.open("w", encoding="utf-8") as file:
            file.write(name)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.pointer)
        self._sync()

    def claim(self, name: str) -> IO[str]:
        """Mark a generation as being built. Closing the file, or dying, gives it up."""
        file = (self.path / f"{name}.lock").open("a")
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return file

    def unclaim(self, name: str, claim: IO[str]) -> None:
        (self.path / f"{name}.lock").unlink(missing_ok=True)
        claim.close()

    def drop(self, name: str) -> None:
        """Readers that have it open keep their view until they next look at `current`."""
        shutil.rmtree(self.path / name, ignore_errors=True)

    def sweep(self) -> list[str]:
        """Drop what is neither live nor claimed. Call it under the writer's lock."""
        for draft in self.path.glob("current.*"):
            draft.unlink(missing_ok=True)
        for lock in self.path.glob("*-*.lock"):
            if not _held(lock):
                lock.unlink(missing_ok=True)
        claimed = {lock.stem for lock in self.path.glob("*-*.lock")}
        swept = [name for name in self.generations() if name not in {self.live(), *claimed}]
        for name in swept:
            self.drop(name)
        return swept

    def _sync(self) -> None:
        """A renamed file is safe from a power cut once its directory is written."""
        descriptor = os.open(self.path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def copy(source: Path, target: Path) -> None:
    """The files of an index in a new folder, written to the disk as those were. Nobody may be
    writing to it."""
    locks = shutil.ignore_patterns(".tantivy-*.lock")
    shutil.copytree(source, target, ignore=locks, copy_function=_copy_file)


def _copy_file(source: str, target: str) -> None:
    shutil.copyfile(source, target)
    with open(target, "rb") as file:
        os.fsync(file.fileno())


def _held(lock: Path) -> bool:
    with lock.open("a") as file:
        return not _locked(file, 0.0)


def _locked(file: IO[str], deadline: float) -> bool:
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(POLL_SECONDS)
        else:
            return True
