"""Restore a backup: build a database and unpack the uploads beside the present ones, then swap.

Invariant: until everything is built and checked, the present site is untouched. After the swap the
old database and the old uploads are still there, under another name.
"""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.core.management import call_command
from django.core.management.color import no_style
from django.db import Error, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from ..mail.outbox import hold_unsent
from . import archive, files, rows
from .errors import BackupError
from .make import ROWS
from .serving import alone, lock_path
from .target import target


@dataclass(frozen=True)
class Restored:
    """The result of a restore.

    Attributes:
        made_at: when the backup was made, as ISO 8601.
        rows: the number of rows.
        files: the number of uploads.
        held_mails: e-mails that waited at that moment and are not sent by themselves.
        aside: where the old database is, or an empty text if there was none.
        aside_folder: the name of the folder, in each folder of uploads, with the old ones.
    """

    made_at: str
    rows: int
    files: int
    held_mails: int
    aside: str
    aside_folder: str


def restore(path: Path, say: Callable[[str], object]) -> Restored:
    """Replace the database and the uploads by those of a backup.

    Args:
        path: a file that `make` wrote, on a site with any kind of database.
        say: told in Dutch what is being done.

    Raises:
        BackupError: the site is in use, or the backup is damaged or made by a newer release; the
            present site is then as it was.
    """
    with alone(), archive.opened(path) as reader:
        _refuse_newer(reader.manifest)
        files.check_names(reader)
        aside = f".before-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
        database = target()
        try:
            with database.building():
                say("Databank opbouwen…")
                _fill(reader)
                call_command("migrate", interactive=False, verbosity=0)
                held = hold_unsent()
                call_command("update_index", verbosity=0)
            say("Bestanden uitpakken…")
            files.stage(reader)
        except BaseException as fault:
            database.drop()
            files.drop_staging()
            if isinstance(fault, OSError | Error):
                raise BackupError(f"De back-up is niet teruggezet: {fault}") from fault
            raise
        say("Op hun plaats zetten…")
        files.swap(aside)
        old = database.swap(aside)
        _give_to_owner()
    return Restored(
        made_at=reader.manifest.made_at,
        rows=sum(reader.manifest.tables.values()),
        files=len(reader.names(files.PREFIX)),
        held_mails=held,
        aside=old,
        aside_folder=aside,
    )


def _refuse_newer(manifest: archive.Manifest) -> None:
    unknown = rows.unknown_migrations(MigrationLoader(None), manifest.migrations)
    if unknown:
        raise BackupError(
            f"De back-up is van een nieuwere versie ({manifest.release});"
            f" deze kent {unknown[0]} niet."
        )


def _fill(reader: archive.Reader) -> None:
    """Make the tables of the backup's release, and fill them."""
    manifest = reader.manifest
    last = [(app, name) for app, names in manifest.migrations.items() for name in names]
    MigrationExecutor(connection).migrate(last)
    tables = {table.name: table for table in rows.tables(MigrationLoader(connection))}
    if set(tables) != set(manifest.tables):
        odd = sorted(set(tables) ^ set(manifest.tables))[0]
        raise BackupError(f"De back-up en dit programma hebben niet dezelfde tabellen: {odd}")
    # Migrations fill tables too, for instance with the first page.
    flush = connection.ops.sql_flush(no_style(), list(tables), allow_cascade=True)
    with connection.constraint_checks_disabled():
        connection.ops.execute_sql_flush(flush)
        with transaction.atomic():
            for name, table in tables.items():
                _fill_table(reader, table, manifest.tables[name])
            connection.check_constraints()
    rows.set_sequences(manifest.sequences)


def _fill_table(reader: archive.Reader, table: rows.Table, expected: int) -> None:
    with reader.open(f"{ROWS}{table.name}.jsonl") as lines:
        columns = json.loads(lines.readline())
        count = rows.write(table, columns, lines)
    if count != expected:
        raise BackupError(f"De tabel {table.name} heeft {count} rijen in plaats van {expected}.")


def _give_to_owner() -> None:
    """Give what root restored to the user that the site runs as."""
    if os.geteuid() != 0:
        return
    owner = lock_path().parent.stat()
    paths = [lock_path(), *files.roots().values()]
    if connection.vendor == "sqlite":
        paths.append(Path(str(connection.settings_dict["NAME"])))
    for path in paths:
        for item in (path, *path.rglob("*")) if path.is_dir() else (path,):
            os.chown(item, owner.st_uid, owner.st_gid)
