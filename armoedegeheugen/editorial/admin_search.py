"""Search the admin with Wagtail's own backend, with a better ranking on SQLite.

Wagtail's backend for a database can be imported on that database only.
"""

from typing import Any

from django.db import connection
from modelsearch.backends import database


def SearchBackend(params: dict[str, Any]) -> Any:  # Wagtail looks for this name
    """Return the search backend for the database in use."""
    backend = database.SearchBackend(params)
    if connection.vendor != "sqlite":
        return backend
    from .admin_search_sqlite import AdminSearchBackend, SQLiteSearchBackend

    return AdminSearchBackend(params) if isinstance(backend, SQLiteSearchBackend) else backend
