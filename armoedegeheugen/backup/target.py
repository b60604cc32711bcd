"""Build a database beside the present one, and put it in its place.

On SQLite that is a file beside the file; on PostgreSQL a schema beside the schema. Until `swap` the
present database is untouched, also if the process is killed. `swap` keeps the old one aside.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any, Protocol

from django.db import connection

from .errors import BackupError


class Target(Protocol):
    """A database under construction."""

    def building(self) -> Any:
        """Make the default connection that of an empty new database, within a `with` block."""

    def swap(self, aside: str) -> str:
        """Put the new database in place.

        Returns:
            The name of the old one, or an empty text if there was none.
        """

    def drop(self) -> None:
        """Delete the new database."""


def target() -> Target:
    """Return the target for the kind of database that is configured."""
    if connection.vendor == "sqlite":
        return SQLiteFile(Path(str(connection.settings_dict["NAME"])))
    return PostgreSQLSchema()


class SQLiteFile:
    """A file beside the SQLite file."""

    # A write-ahead log belongs to one state of one file: beside another file it destroys that.
    SUFFIXES = ("", "-wal", "-shm")

    def __init__(self, path: Path) -> None:
        self._path = path
        self._new = path.with_name(f"{path.name}.restoring")

    @contextmanager
    def building(self) -> Iterator[None]:
        """Use the new file; close it with all of its journal written."""
        self.drop()
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._new.touch(mode=0o600)
        with _settings(NAME=str(self._new)):
            yield
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA integrity_check")
                state = cursor.fetchone()[0]
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            if state != "ok":
                raise BackupError(f"SQLite vindt de nieuwe databank niet in orde: {state}")

    def swap(self, aside: str) -> str:
        """Rename the old file with its journals, then the new one."""
        old = self._path.with_name(f"{self._path.name}{aside}")
        existed = self._path.exists()
        for suffix in reversed(self.SUFFIXES):
            part = Path(f"{self._path}{suffix}")
            if part.exists():
                part.rename(f"{old}{suffix}")
        for suffix in self.SUFFIXES:
            part = Path(f"{self._new}{suffix}")
            if part.exists():
                part.rename(f"{self._path}{suffix}")
        return str(old) if existed else ""

    def drop(self) -> None:
        """Delete the new file."""
        for suffix in self.SUFFIXES:
            Path(f"{self._new}{suffix}").unlink(missing_ok=True)


class PostgreSQLSchema:
    """A schema beside `public`."""

    NEW = "restoring"

    @contextmanager
    def building(self) -> Iterator[None]:
        """Use the new schema."""
        self._refuse_if_in_use()
        self.drop()
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA {self.NEW}")
        options = connection.settings_dict["OPTIONS"]
        search_path = f"{options.get('options', '')} -c search_path={self.NEW}".strip()
        with _settings(OPTIONS={**options, "options": search_path}):
            yield

    def swap(self, aside: str) -> str:
        """Rename both schemas in one transaction."""
        self._refuse_if_in_use()
        old = f"public{aside}".replace(".", "_").replace("-", "_").lower()
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
            has_tables = cursor.fetchone()[0] > 0
            cursor.execute(
                f"BEGIN; ALTER SCHEMA public RENAME TO {old};"
                f"ALTER SCHEMA {self.NEW} RENAME TO public; COMMIT"
            )
            if not has_tables:
                cursor.execute(f"DROP SCHEMA {old} CASCADE")
        connection.close()
        return f"schema {old}" if has_tables else ""

    def drop(self) -> None:
        """Delete the new schema."""
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA IF EXISTS {self.NEW} CASCADE")

    def _refuse_if_in_use(self) -> None:
        """Refuse while another session is open: it may serve the site on another machine."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                " AND backend_type = 'client backend'"
            )
            others = cursor.fetchone()[0]
        if others:
            raise BackupError(
                f"De databank heeft nog {others} andere verbinding(en)."
                " Stop eerst de webserver en de worker op elke machine."
            )


@contextmanager
def _settings(**values: Any) -> Iterator[None]:
    """Change the settings of the default connection, and open it anew before and after."""
    before = connection.settings_dict
    connection.close()
    connection.settings_dict = {**deepcopy(before), **values}
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict = before
