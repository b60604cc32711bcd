"""Keep a migrated SQLite database in a file, and copy it instead of migrating again.

Invariant: a file is complete or absent, and its name changes with every migration.
"""

import hashlib
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import cache, cached_property
from pathlib import Path
from secrets import token_hex

import django
import wagtail
from django.apps import apps
from django.db import connection

from tests.elasticsearch.install import locked

# Templates of other branches and versions that stay beside the newest.
KEPT = 4
# Seconds that a copy waits for a reader of the database to let go.
LOCK_SECONDS = 20.0


class Busy(Exception):
    """Another connection keeps the database from being replaced."""


class Template:
    """A migrated database in `folder`, made by the first process that asks for it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def path(self) -> Path:
        return self.folder / f"{fingerprint(migrations())}.sqlite3"

    def fill(self, migrate: Callable[[], None]) -> None:
        """Fill the empty database of this process: by a copy, or by migrations the first time."""
        path = self.path
        with locked(self.folder / "lock"):
            if not path.exists():
                migrate()
                _save(path)
                _remove_old(self.folder)
                return
        self.restore()

    def restore(self) -> None:
        """Replace all that the database of this process holds by the template."""
        copy_into_database(self.path)

    def sequences(self) -> list[tuple[str, int]]:
        """Return the last key of each table."""
        return _sequences(self.path)


def migrations() -> Iterator[Path]:
    """Return the migration files of all installed apps."""
    for app in apps.get_app_configs():
        yield from sorted(Path(app.path, "migrations").glob("*.py"))


def fingerprint(files: Iterator[Path]) -> str:
    """Return a digest of these files and of what runs them."""
    versions = (sys.version, sqlite3.sqlite_version, django.__version__, wagtail.__version__)
    digest = hashlib.sha256(repr(versions).encode())
    for file in files:
        digest.update(f"\n{file.parent.parent.name}/{file.name}\n".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def copy_into_database(path: Path) -> None:
    """Replace the content of the default database by that of a file.

    Raises:
        Busy: another connection reads or writes for longer than `LOCK_SECONDS`.
    """
    connection.ensure_connection()
    limit = time.monotonic() + LOCK_SECONDS
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as source:
        while not _copied(source, connection.connection):
            if time.monotonic() > limit:
                raise Busy(f"The test database stayed locked for {LOCK_SECONDS:.0f} seconds.")
            time.sleep(0.02)


def _copied(source: sqlite3.Connection, target: sqlite3.Connection) -> bool:
    """Whether nobody kept the target from being replaced."""

    def stop_if_locked(status: int, remaining: int, total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise Busy

    try:
        source.backup(target, progress=stop_if_locked)
    except (Busy, sqlite3.OperationalError) as fault:
        if isinstance(fault, Busy) or "locked" in str(fault):
            return False
        raise
    return True


@cache
def _sequences(path: Path) -> list[tuple[str, int]]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as opened:
        return opened.execute("SELECT name, seq FROM sqlite_sequence ORDER BY name").fetchall()


def _save(path: Path) -> None:
    """Write the database to a file that appears under its name at once."""
    draft = path.with_name(f"{path.name}.{token_hex(4)}")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(draft)])
    draft.rename(path)


def _remove_old(folder: Path) -> None:
    files = sorted(folder.glob("*.sqlite3"), key=lambda file: file.stat().st_mtime)
    for file in files[: -KEPT - 1]:
        file.unlink(missing_ok=True)
