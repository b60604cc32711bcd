"""Databases for portals: each a copy of one that was migrated, and filled, once."""

import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from secrets import token_hex

from tests.databases.template import Template
from tests.reliability.scratch import Portal


class Templates:
    """An empty site, and one for each number of cards that is asked for, on either database."""

    def __init__(self, folder: Path, migrated: Template) -> None:
        """Begin with a migrated database, where there is one."""
        self._folder = folder
        self._migrated = migrated
        self._files: dict[int, Path] = {}
        self._names: dict[int, str] = {}
        self._made = ExitStack()

    def sqlite(self, path: Path, items: int) -> str:
        """The address of a new file."""
        if items not in self._files:
            file = self._folder / f"{items}.sqlite3"
            if items:
                shutil.copy(self._empty_file(), file)
            elif self._migrated.path.exists():
                shutil.copy(self._migrated.path, file)
            self._equip(f"sqlite:///{file}", items)
            with closing(sqlite3.connect(file)) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._files[items] = file
        shutil.copy(self._files[items], path)
        return f"sqlite:///{path}"

    @contextmanager
    def postgresql(self, server: str, items: int) -> Iterator[str]:
        """The address of a new database on this server, dropped afterwards."""
        if items not in self._names:
            like = self._empty_name(server) if items else "template1"
            name = self._made.enter_context(_database(server, like))
            self._equip(_named(server, name), items)
            self._names[items] = name
        with _database(server, self._names[items]) as name:
            yield _named(server, name)

    def drop(self) -> None:
        self._made.close()

    def _empty_file(self) -> Path:
        self.sqlite(self._folder / "copy.sqlite3", 0)
        return self._files[0]

    def _empty_name(self, server: str) -> str:
        with self.postgresql(server, 0):
            return self._names[0]

    def _equip(self, url: str, items: int) -> None:
        made = Portal(self._folder, url, f"embedded:{self._folder / 'index'}")
        if items:
            made.act("fill", items, seconds=1200)
        else:
            made.act("prepare")


@contextmanager
def _database(server: str, like: str) -> Iterator[str]:
    name = f"fault_{token_hex(4)}"
    _psql(server, f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
    try:
        yield name
    finally:
        _psql(server, f'DROP DATABASE "{name}" WITH (FORCE)')


def _named(server: str, database: str) -> str:
    return f"{server.rsplit('/', 1)[0]}/{database}"


def _psql(server: str, statement: str) -> None:
    subprocess.run(["psql", "-q", server, "-c", statement], check=True, timeout=60)
