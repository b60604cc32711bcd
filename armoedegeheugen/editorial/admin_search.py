"""The admin's own search (pages, choosers, images, files): Wagtail's, but ranked anew on SQLite.

What Wagtail has for a database can be imported on that database alone.
"""

from typing import Any

from django.db import connection
from modelsearch.backends import database


def SearchBackend(params: dict[str, Any]) -> Any:  # the name that Wagtail asks for
    ordinary = database.SearchBackend(params)
    if connection.vendor != "sqlite":
        return ordinary
    from .admin_search_sqlite import AdminSearchBackend, SQLiteSearchBackend

    return AdminSearchBackend(params) if isinstance(ordinary, SQLiteSearchBackend) else ordinary
