"""The database in a file, for as long as browsers are at work.

In memory, all threads of the server would share one connection: the end of a savepoint in one
request then ends those of another, and a form that saves itself fails beside what a person sends.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection


@contextmanager
def in_a_file(path: Path) -> Iterator[None]:
    if connection.vendor != "sqlite" or not connection.is_in_memory_db():
        yield
        return
    connection.ensure_connection()
    memory, name = connection.connection, connection.settings_dict["NAME"]
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(path)])
    _use(None, str(path))
    yield
    connection.close()
    _use(memory, name)


def _use(opened: Any, name: str) -> None:
    """`settings_dict` is one for all threads; each opens what stands in it."""
    connection.connection = opened
    connection.settings_dict["NAME"] = name
    ContentType.objects.clear_cache()
