"""Store the embedded index of one audience in a directory, and lock it for writing.

    <root>/<audience>/current            the name of the live generation
    <root>/<audience>/writer.lock        held by whoever writes to the live generation, or moves it
    <root>/<audience>/<generation>/      one tantivy index
    <root>/<audience>/<generation>.lock  held by a build for as long as it lives

`current` is only replaced as a whole, under the writer's lock, by the name of a complete index. The
locks are flock's: the kernel releases them when a process dies, however it dies.
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
    """The generations of one audience's index."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.pointer = path / "current"

    def live(self) -> str:
        """Return the name of the live generation; empty before the first one."""
        try:
            return self.pointer.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return ""
        except (OSError, ValueError) as error:
            raise EngineUnavailable(f"{self.pointer} cannot be read: {error}") from error

    def generations(self) -> list[str]:
        """Return the names of all generations, from old to new."""
        return sorted(path.name for path in self.path.iterdir() if path.is_dir())

    def new_name(self) -> str:
        """Return a name that sorts by age; its random half keeps simultaneous builds apart."""
        return f"{time.time_ns():016x}-{token_hex(4)}"

    @contextmanager
    def writing(self, timeout: float) -> Iterator[None]:
        """Hold the writer's lock.

        Raises:
            EngineUnavailable: another process held it for `timeout` seconds.
        """
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
        """Mark a generation as being built; closing the file, or dying, gives it up."""
        file = (self.path / f"{name}.lock").open("a")
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return file

    def unclaim(self, name: str, claim: IO[str]) -> None:
        """Give up the claim on a generation."""
        (self.path / f"{name}.lock").unlink(missing_ok=True)
        claim.close()

    def drop(self, name: str) -> None:
        """Remove a generation; readers keep their view until they next look at `current`."""
        shutil.rmtree(self.path / name, ignore_errors=True)

    def sweep(self) -> list[str]:
        """Remove what is neither live nor claimed. Call it under the writer's lock."""
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
        """Write the directory to disk, so that a renamed file survives a power cut."""
        descriptor = os.open(self.path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def copy(source: Path, target: Path) -> None:
    """Copy the files of an index to a new directory and flush them to disk.

    Nobody may be writing to the index.
    """
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
