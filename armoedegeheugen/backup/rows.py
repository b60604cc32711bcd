"""Turn the rows of a database into lines of JSON and back, the same for SQLite and PostgreSQL.

A row is a JSON list in the order of its columns. A moment is ISO 8601, bytes are base64, and a JSON
column is the text of that JSON. The models are those of the applied migrations, not of the code, so
that a database is also read after the code was updated and before it was migrated.
"""

import base64
import datetime
import json
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import islice
from typing import IO, Any

from django.db import connection, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.models.expressions import Col

from .errors import BackupError

# Rows that are read or written in one statement.
BATCH = 1000
# Whoever is logged in logs in again after a restore. The admin's own index is made anew.
LEFT_OUT_APPS = ("sessions", "wagtailsearch", "modelsearch")


@dataclass(frozen=True)
class Column:
    """A column of a table, and a plain field that converts its values."""

    name: str
    field: models.Field

    @cached_property
    def kind(self) -> str:
        """Return Django's name for the type of the column."""
        return self.field.get_internal_type()


@dataclass(frozen=True)
class Table:
    """A table with its columns, the key first."""

    name: str
    columns: tuple[Column, ...]

    @property
    def sql_columns(self) -> str:
        """Return the quoted columns, with commas."""
        return ", ".join(connection.ops.quote_name(column.name) for column in self.columns)


def tables(loader: MigrationLoader) -> list[Table]:
    """Return the tables of the migrations that were applied, but for those that are left out."""
    nodes = [node for node in loader.applied_migrations if node in loader.graph.nodes]
    state = loader.project_state(nodes).apps
    return sorted(
        (
            _table(model)
            for model in state.get_models(include_auto_created=True)
            if model._meta.managed
            and not model._meta.proxy
            and model._meta.app_label not in LEFT_OUT_APPS
        ),
        key=lambda table: table.name,
    )


def last_migrations(loader: MigrationLoader) -> dict[str, list[str]]:
    """Return per app the applied migrations that no other one of that app builds on.

    Raises:
        BackupError: the database was migrated by a newer release.
    """
    applied = set(loader.applied_migrations) & set(loader.graph.nodes)
    last: dict[str, list[str]] = {}
    for app, name in sorted(applied):
        children = loader.graph.node_map[(app, name)].children
        if not any(child.key[0] == app and child.key in applied for child in children):
            last.setdefault(app, []).append(name)
    return last


def unknown_migrations(loader: MigrationLoader, last: dict[str, list[str]]) -> list[str]:
    """Return those of these migrations that this release does not have."""
    known = set(loader.disk_migrations) | set(loader.graph.nodes)
    return [f"{app}.{name}" for app in last for name in last[app] if (app, name) not in known]


def read(database: BaseDatabaseWrapper, table: Table) -> Iterator[bytes]:
    """Return each row of a table as a line of JSON, in the order of the keys."""
    key = connection.ops.quote_name(table.columns[0].name)
    name = connection.ops.quote_name(table.name)
    converters = [_converters(database, table, column) for column in table.columns]
    after: list[Any] = []
    while True:
        where = f"WHERE {key} > %s" if after else ""
        with database.cursor() as cursor:
            cursor.execute(
                f"SELECT {table.sql_columns} FROM {name} {where} ORDER BY {key} LIMIT {BATCH}",
                after,
            )
            rows = cursor.fetchall()
        for row in rows:
            values = [
                _portable(_converted(value, steps, database))
                for value, steps in zip(row, converters, strict=True)
            ]
            yield json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        if len(rows) < BATCH:
            return
        after = [rows[-1][0]]


def write(table: Table, columns: list[str], lines: IO[bytes]) -> int:
    """Insert rows into the default database.

    Args:
        table: the table to fill.
        columns: the names of the values in a line.
        lines: a line of JSON a row.

    Returns:
        The number of rows.
    """
    by_name = {column.name: column for column in table.columns}
    if set(by_name) != set(columns):
        raise BackupError(f"De tabel {table.name} heeft andere kolommen dan de back-up.")
    ordered = [by_name[name] for name in columns]
    names = ", ".join(connection.ops.quote_name(name) for name in columns)
    marks = ", ".join(["%s"] * len(columns))
    statement = f"INSERT INTO {connection.ops.quote_name(table.name)} ({names}) VALUES ({marks})"
    count = 0
    with connection.cursor() as cursor:
        while lot := list(islice(lines, BATCH)):
            rows = [_row(ordered, line) for line in lot]
            cursor.executemany(statement, rows)
            count += len(rows)
    return count


def header(table: Table) -> bytes:
    """Return the first line of a table: the names of its columns."""
    return json.dumps([column.name for column in table.columns]).encode() + b"\n"


def sequences(database: BaseDatabaseWrapper, names: Iterable[str]) -> dict[str, int]:
    """Return per table the last key that was given out."""
    with database.cursor() as cursor:
        if database.vendor == "sqlite":
            cursor.execute("SELECT name, seq FROM sqlite_sequence")
            given = dict(cursor.fetchall())
            return {name: given[name] for name in names if given.get(name)}
        last = {}
        for name in names:
            for sequence in database.introspection.get_sequences(cursor, name):
                quoted = connection.ops.quote_name(sequence["name"])
                cursor.execute(f"SELECT last_value, is_called FROM {quoted}")
                value, is_called = cursor.fetchone()
                if is_called:
                    last[name] = value
        return last


def set_sequences(last: dict[str, int]) -> None:
    """Make the default database give out keys after these."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name, value in last.items():
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [name])
                cursor.execute("INSERT INTO sqlite_sequence VALUES (%s, %s)", [name, value])
            return
        for name, value in last.items():
            for sequence in connection.introspection.get_sequences(cursor, name):
                quoted = connection.ops.quote_name(sequence["name"])
                cursor.execute("SELECT setval(%s::regclass, %s)", [quoted, value])


def _table(model: type[models.Model]) -> Table:
    key = model._meta.pk
    fields = [key, *(field for field in model._meta.local_concrete_fields if field != key)]
    return Table(model._meta.db_table, tuple(Column(str(f.column), _plain(f)) for f in fields))


def _plain(field: models.Field) -> models.Field:
    """Return a field of Django's own with the type of this one's column.

    A field of Wagtail's may read its value as something else: a stream drops blocks that the code
    no longer knows.
    """
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    kind = field.get_internal_type()
    if isinstance(field, models.DecimalField):
        return models.DecimalField(max_digits=field.max_digits, decimal_places=field.decimal_places)
    return getattr(models, kind, models.TextField)()


def _converters(database: BaseDatabaseWrapper, table: Table, column: Column) -> list[Any]:
    # The text of a JSON column tells NULL from the JSON null.
    if column.kind == "JSONField":
        return []
    expression = Col(table.name, column.field)
    return [
        *((step, expression) for step in database.ops.get_db_converters(expression)),
        *((step, expression) for step in column.field.get_db_converters(database)),
    ]


def _converted(value: Any, steps: list[Any], database: BaseDatabaseWrapper) -> Any:
    for step, expression in steps:
        value = step(value, expression, database)
    return value


def _portable(value: Any) -> Any:
    match value:
        case datetime.datetime() | datetime.date() | datetime.time():
            return value.isoformat()
        case datetime.timedelta():
            return value // datetime.timedelta(microseconds=1)
        case uuid.UUID() | Decimal():
            return str(value)
        case bytes() | memoryview():
            return base64.b64encode(bytes(value)).decode()
    return value


def _row(columns: list[Column], line: bytes) -> list[Any]:
    return [_stored(column, value) for column, value in zip(columns, json.loads(line), strict=True)]


def _stored(column: Column, value: Any) -> Any:
    if value is None or column.kind == "JSONField":
        return value
    if column.kind == "BinaryField":
        value = base64.b64decode(value)
    elif column.kind == "DurationField":
        value = datetime.timedelta(microseconds=value)
    else:
        value = column.field.to_python(value)
    return column.field.get_db_prep_save(value, connection)
