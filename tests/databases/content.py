"""Build content for tests once, and insert its rows again for each test that asks for it.

A test inserts them in its own transaction, so isolation stays that of `db` and `transactional_db`.

Invariant: rows are inserted only on the exact content that they were recorded on. After any other
write, and on a database other than SQLite, the content is built anew.
"""

import dataclasses
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar, cast

from django.conf import settings
from django.core.cache import cache
from django.core.files.storage import storages
from django.db import connection, transaction
from django.db.models import Model
from django.test import Client, override_settings
from wagtail.models import Site

from search.engines.addresses import EMBEDDED
from search.facets import labels
from search.index import sync
from tests.databases.template import Template

Made = TypeVar("Made")
# Rows of each table, by their row id.
Rows = dict[str, dict[int, tuple[Any, ...]]]
Step = tuple[str, ...]
MEDIA, SUBMISSIONS, INDEX = "media", "submissions", "index"
# By their path: a store's name, and the path in it.
Files = dict[str, bytes]
PLAIN = (str, int, float, bytes, bool, type(None))


class Unrecordable(Exception):
    """The result holds something that can't be fetched again."""


@dataclasses.dataclass(frozen=True)
class Reference:
    """A row that is fetched anew for each test."""

    model: type[Model]
    key: Any


@dataclasses.dataclass(frozen=True)
class Cookies:
    """A test client, as far as it is told apart by what its browser keeps."""

    values: tuple[tuple[str, str], ...]


@dataclasses.dataclass(frozen=True)
class Recording:
    """What a step changed in the database and among the files, and what it returned."""

    removed: dict[str, list[int]]
    added: dict[str, list[tuple[Any, ...]]]
    files: Files
    result: Any


class Content:
    """Steps that fill the database of one test: `content(build, argument)` gives `build`'s result.

    Objects in the result are fetched anew each time; a client is a new one with the same cookies.
    """

    # Of this process.
    recordings: dict[Step, Recording] = {}

    def __init__(self, sequences: Callable[[], list[Any]]) -> None:
        """Begin on the empty migrated database, of which `sequences` returns the last keys."""
        self._sequences = sequences
        self._steps: Step = ()
        self._files: Files = {}
        self._changes = _changes()

    def __call__(self, build: Callable[..., Made], *arguments: Any) -> Made:
        forget_content()
        if not self._is_untouched():
            with transaction.atomic():
                return build(*arguments)
        step = f"{build.__module__}.{build.__qualname__}{[*map(_freeze, arguments)]!r}"
        self._steps = (*self._steps, step)
        if self._steps not in self.recordings:
            self.recordings[self._steps] = _record(build, arguments, self._files)
        recording = self.recordings[self._steps]
        _insert(recording)
        self._changes = _changes()
        self._files |= recording.files
        _write(recording.files, _stores())
        return cast(Made, _thaw(recording.result))

    def fill_index(self) -> None:
        """Bring the search index up to date: by a copy, where it was made of the same content."""
        index = _stores()[INDEX]
        is_new = index is not None and not (index.exists() and any(index.iterdir()))
        if is_new and self._is_untouched():
            self(_drain)
        else:
            sync.sync_all()

    def _is_untouched(self) -> bool:
        """Whether nothing wrote to the database but the steps so far."""
        if connection.vendor != "sqlite" or self._changes != _changes():
            return False
        return bool(self._steps) or _sequences_here() == self._sequences()


@contextmanager
def rolled_back(template: Template) -> Iterator[Content]:
    """Fill the database for a while, outside any test; nothing of it stays."""
    content = Content(template.sequences)
    try:
        with _undone():
            yield content
    finally:
        forget_content()


@contextmanager
def _undone() -> Iterator[None]:
    """Roll back what is done, also by code that has to commit by itself, such as the outbox."""
    around = transaction.atomic()
    around._from_testcase = True  # type: ignore[attr-defined]
    with around:
        yield
        transaction.set_rollback(True)


def forget_content() -> None:
    """Empty every cache of this process that depends on what the database holds."""
    labels.forget()
    cache.clear()
    Site.clear_site_root_paths_cache()


def _sequences_here() -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, seq FROM sqlite_sequence ORDER BY name")
        return cast(list[Any], cursor.fetchall())


def _changes() -> int:
    """Return how many rows this connection ever wrote, in transactions rolled back too."""
    opened = connection.connection
    return opened.total_changes if isinstance(opened, sqlite3.Connection) else 0


def _drain() -> None:
    sync.sync_all()


def _record(build: Callable[..., Any], arguments: tuple[Any, ...], files: Files) -> Recording:
    before = _all_rows()
    with tempfile.TemporaryDirectory() as folder, override_settings(**_moved(Path(folder))):
        _write(files, _stores())
        with _undone():
            result = _freeze(build(*arguments))
            after = _all_rows()
        found = _read(_stores())
    forget_content()
    changed = {name: data for name, data in found.items() if files.get(name) != data}
    return Recording(*_difference(before, after), changed, result)


def _stores() -> dict[str, Path | None]:
    """Return the folders that content is written to, for the present settings."""
    index = settings.SEARCH_URL.removeprefix(EMBEDDED)
    return {
        MEDIA: Path(settings.MEDIA_ROOT),
        SUBMISSIONS: Path(storages["submissions"].location),
        INDEX: None if index == settings.SEARCH_URL else Path(settings.ROOT, index),
    }


def _moved(folder: Path) -> dict[str, Any]:
    """Return settings that put the stores in a folder of their own."""
    options = settings.STORAGES["submissions"].get("OPTIONS", {})
    submissions = {
        **settings.STORAGES["submissions"],
        "OPTIONS": {**options, "location": folder / SUBMISSIONS},
    }
    return {
        "MEDIA_ROOT": folder / MEDIA,
        "STORAGES": {**settings.STORAGES, "submissions": submissions},
        "SEARCH_URL": f"{EMBEDDED}{folder / INDEX}",
    }


def _read(stores: dict[str, Path | None]) -> Files:
    return {
        f"{name}/{file.relative_to(folder)}": file.read_bytes()
        for name, folder in stores.items()
        if folder is not None
        for file in folder.rglob("*")
        if file.is_file()
    }


def _write(files: Files, stores: dict[str, Path | None]) -> None:
    """Write those that are not there yet."""
    for name, data in files.items():
        store, _, path = name.partition("/")
        folder = stores[store]
        if folder is None or (folder / path).exists():
            continue
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def _insert(recording: Recording) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        execute = cursor.cursor.connection.executemany
        for table, keys in recording.removed.items():
            execute(f'DELETE FROM "{table}" WHERE rowid = ?', [(key,) for key in keys])
        for table, rows in recording.added.items():
            marks = ", ".join("?" * len(rows[0]))
            execute(f'INSERT INTO "{table}" VALUES ({marks})', rows)


def _all_rows() -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main' "
            "AND name NOT LIKE 'sqlite_%' ORDER BY name"
        )
        tables = [name for (name,) in cursor.fetchall()]
        execute = cursor.cursor.connection.execute
        return {
            table: {row[0]: row[1:] for row in execute(f'SELECT rowid, * FROM "{table}"')}
            for table in tables
        }


def _difference(
    before: Rows, after: Rows
) -> tuple[dict[str, list[int]], dict[str, list[tuple[Any, ...]]]]:
    """Return the rows to delete, and those to insert, for each table that has some."""
    removed, added = {}, {}
    for table, rows in after.items():
        old = before[table]
        if gone := [key for key, row in old.items() if rows.get(key) != row]:
            removed[table] = gone
        if new := [row for key, row in rows.items() if old.get(key) != row]:
            added[table] = new
    return removed, added


def _freeze(value: Any) -> Any:
    if isinstance(value, Model):
        return Reference(type(value), value.pk)
    if isinstance(value, Client):
        return Cookies(tuple((name, morsel.value) for name, morsel in value.cookies.items()))
    if isinstance(value, PLAIN):
        return value
    return _with_parts(value, _freeze)


def _thaw(frozen: Any) -> Any:
    """Fetch what is referred to, with one query for each model."""
    wanted: dict[type[Model], set[Any]] = {}
    for reference in _references(frozen):
        wanted.setdefault(reference.model, set()).add(reference.key)
    fetched = {model: model._default_manager.in_bulk(keys) for model, keys in wanted.items()}

    def filled(value: Any) -> Any:
        if isinstance(value, Reference):
            return fetched[value.model][value.key]
        if isinstance(value, Cookies):
            return _client(value)
        return value if isinstance(value, PLAIN) else _with_parts(value, filled)

    return filled(frozen)


def _client(cookies: Cookies) -> Client:
    client = Client()
    for name, value in cookies.values:
        client.cookies[name] = value
    return client


def _references(frozen: Any) -> Iterator[Reference]:
    if isinstance(frozen, Reference):
        yield frozen
        return
    found: list[Any] = []
    if not isinstance(frozen, (*PLAIN, Cookies)):
        _with_parts(frozen, found.append)
    for part in found:
        yield from _references(part)


def _with_parts(value: Any, change: Callable[[Any], Any]) -> Any:
    """Return a copy of what holds parts, with each of them changed."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        made = object.__new__(type(value))
        vars(made).update({name: change(part) for name, part in vars(value).items()})
        return made
    if isinstance(value, dict):
        return {key: change(part) for key, part in value.items()}
    if isinstance(value, list | tuple | set):
        return type(value)(change(part) for part in value)
    raise Unrecordable(f"{type(value).__name__} can't be given to a second test: {value!r}")
