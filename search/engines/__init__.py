"""Which engine is at work. Nothing else outside this package needs to know.

- `embedded:var/index`: tantivy in this process, its files in var/index
- `http://host:9200[,http://host2:9200]`: an Elasticsearch cluster
"""

import os
from functools import cache
from pathlib import Path
from typing import Any

from .protocol import Engine

EMBEDDED = "embedded:"

PREFIX = "armoedegeheugen"
"""Of the names of indices, where the settings give none."""


def get_engine(url: str, base: Path = Path(), **options: Any) -> Engine:
    """The engine for a `SEARCH_URL`; a relative directory is taken from `base`.

    Options that the engine has no use for are ignored, so that one settings block fits both.
    """
    if url.startswith(EMBEDDED):
        from .embedded.engine import EmbeddedEngine

        root = base / url.removeprefix(EMBEDDED)
        return EmbeddedEngine(root, **_given(options, "lock_timeout"))
    if url.startswith(("http://", "https://")):
        from .elasticsearch.engine import Access, ElasticsearchEngine

        wanted = ("user", "password", "ca_certs", "timeout", "bulk_timeout")
        access = Access(url.split(","), **_given(options, *wanted))
        return ElasticsearchEngine(access, options.get("prefix") or PREFIX)
    raise ValueError(
        f"SEARCH_URL is {url!r}. It must be `embedded:` and a directory, or one or more"
        " http(s) addresses with commas between them."
    )


def engine() -> Engine:
    """The engine of the settings, one for each process: no connection is shared across a fork."""
    from django.conf import settings

    return _engine(os.getpid(), settings.SEARCH_URL, tuple(sorted(settings.SEARCH_OPTIONS.items())))


@cache
def _engine(_pid: int, url: str, options: tuple[tuple[str, Any], ...]) -> Engine:
    from django.conf import settings

    return get_engine(url, base=settings.ROOT, **dict(options))


def _given(options: dict[str, Any], *names: str) -> dict[str, Any]:
    """Those that are given and not empty; an empty setting means the engine's own default."""
    return {name: options[name] for name in names if options.get(name)}
