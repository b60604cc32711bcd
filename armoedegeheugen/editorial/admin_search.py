"""Search in the admin: Wagtail's own search, ranked anew on SQLite."""

from typing import Any

from django.db import connection
from modelsearch.backends import database


def SearchBackend(params: dict[str, Any]) -> Any:  # the name that Wagtail asks for
    """Return the search backend for the database, under the name that Wagtail asks for."""
    ordinary = database.SearchBackend(params)
    if connection.vendor != "sqlite":
        return ordinary
    from .admin_search_sqlite import AdminSearchBackend, SQLiteSearchBackend

    return AdminSearchBackend(params) if isinstance(ordinary, SQLiteSearchBackend) else ordinary
