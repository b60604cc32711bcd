"""Make a backup while the site runs: uploads, then one moment of the database, then newer uploads.

Invariant: no row of a backup names a file that is missing from it.
"""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader

from . import archive, files, rows
from .errors import BackupError
from .release import release

NAME = re.compile(r"armoedegeheugen-\d{8}T\d{6}Z\.zip")
# A file that is still partial after this was left by a process that was killed.
ABANDONED_SECONDS = 24 * 3600
ROWS = "rows/"


def make(folder: Path, keep: int | None = None) -> Path:
    """Back up the database and the uploads to a new file in a folder.

    Args:
        folder: made if it does not exist, readable by its owner alone.
        keep: delete the oldest backups of the folder beyond this number; None keeps all.

    Raises:
        BackupError: the file could not be written, or one was made in the same second.
    """
    path = folder / f"armoedegeheugen-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.zip"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if path.exists():
            raise BackupError(f"{path} bestaat al.")
        with _own_connection() as database:
            loader = MigrationLoader(database)
            with archive.create(path, _manifest(database, loader)) as writer:
                files.copy_settled(writer)
                _copy_rows(writer, database, rows.tables(loader))
                files.copy_rest(writer)
    except (OSError, Error) as fault:
        raise BackupError(f"De back-up is niet geschreven: {fault}") from fault
    _clear(folder, keep)
    return path


def backups(folder: Path) -> list[Path]:
    """Return the complete backups of a folder, the oldest first."""
    return sorted(path for path in folder.iterdir() if NAME.fullmatch(path.name))


def _manifest(database: BaseDatabaseWrapper, loader: MigrationLoader) -> archive.Manifest:
    return archive.Manifest(
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        release=release(),
        database=database.vendor,
        migrations=rows.last_migrations(loader),
    )


def _copy_rows(
    writer: archive.Writer, database: BaseDatabaseWrapper, tables: list[rows.Table]
) -> None:
    with _moment(database):
        for table in tables:
            count = 0
            with writer.member(f"{ROWS}{table.name}.jsonl", compress=True) as target:
                target.write(rows.header(table))
                for line in rows.read(database, table):
                    target.write(line)
                    count += 1
            writer.manifest.tables[table.name] = count
        names = [table.name for table in tables]
        writer.manifest.sequences.update(rows.sequences(database, names))


@contextmanager
def _own_connection() -> Iterator[BaseDatabaseWrapper]:
    """Open a connection whose transactions wait for no writer and keep none waiting."""
    default = connections[DEFAULT_DB_ALIAS]
    database = default.copy()
    database.settings_dict = deepcopy(default.settings_dict)
    database.settings_dict["OPTIONS"].pop("transaction_mode", None)
    try:
        yield database
    finally:
        database.close()


@contextmanager
def _moment(database: BaseDatabaseWrapper) -> Iterator[None]:
    """Read the database as it is at one moment, whatever is written meanwhile."""
    begin = {
        "sqlite": "BEGIN DEFERRED",
        "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    }[database.vendor]
    with database.cursor() as cursor:
        cursor.execute(begin)
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def _clear(folder: Path, keep: int | None) -> None:
    """Delete what is beyond the number to keep, and what a killed process left."""
    if keep is not None:
        for old in backups(folder)[:-keep]:
            old.unlink()
    limit = time.time() - ABANDONED_SECONDS
    for partial in folder.glob("armoedegeheugen-*.zip.partial"):
        if partial.stat().st_mtime < limit:
            partial.unlink()
