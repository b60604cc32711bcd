"""Choose the engine of the settings; nothing outside this package knows which one it is.

- `embedded:var/index`: tantivy in this process, with its files in var/index
- `http://host:9200[,http://host2:9200]`: an Elasticsearch cluster
"""

import os
from functools import cache
from pathlib import Path
from typing import Any

from . import addresses
from .outage import WatchedEngine
from .protocol import Engine

# Of the names of indices, if the settings give none.
PREFIX = "armoedegeheugen"


def get_engine(url: str, base: Path = Path(), **options: Any) -> Engine:
    """Return the engine for a `SEARCH_URL`.

    Args:
        url: as in the settings.
        base: the directory from which a relative directory is taken.
        options: settings of either engine; those that the chosen one does not have are ignored.

    Raises:
        ValueError: the URL names no engine, or the log-in is not right.
    """
    addresses.validate(url, options)
    if addresses.is_embedded(url):
        from .embedded.engine import EmbeddedEngine

        return EmbeddedEngine(base / addresses.folder(url), **_given(options, "lock_timeout"))
    from .elasticsearch.engine import Access, ElasticsearchEngine

    wanted = ("user", "password", "api_key", "ca_certs", "timeout", "bulk_timeout")
    access = Access(addresses.hosts(url), **_given(options, *wanted))
    return ElasticsearchEngine(access, options.get("prefix") or PREFIX)


def engine() -> Engine:
    """Return the engine of the settings, one for each process, so that no fork shares it.

    Its outages are logged.
    """
    from django.conf import settings

    return _engine(os.getpid(), settings.SEARCH_URL, tuple(sorted(settings.SEARCH_OPTIONS.items())))


@cache
def _engine(_pid: int, url: str, options: tuple[tuple[str, Any], ...]) -> Engine:
    from django.conf import settings

    return WatchedEngine(get_engine(url, base=settings.ROOT, **dict(options)))


def _given(options: dict[str, Any], *names: str) -> dict[str, Any]:
    """Return the options that are not empty; an empty one means the engine's default."""
    return {name: options[name] for name in names if options.get(name)}
