"""The engine that `SEARCH_URL` chooses. Only this package knows that there is more than one."""

from functools import lru_cache
from typing import Any

from .protocol import Engine


def engine() -> Engine:
    """The engine of the settings, one a process."""
    from django.conf import settings

    return get_engine(settings.SEARCH_URL, **settings.SEARCH_OPTIONS)


@lru_cache(maxsize=8)
def get_engine(url: str, **options: Any) -> Engine:
    """The engine behind `embedded:<folder>` or `http(s)://host[,http(s)://host…]`."""
    scheme, _, rest = url.partition(":")
    if scheme == "embedded" and rest:
        from .embedded import EmbeddedEngine

        return EmbeddedEngine(rest)
    if scheme in ("http", "https"):
        from .elasticsearch import ElasticsearchEngine

        return ElasticsearchEngine(url.split(","), **options)
    raise ValueError(f"SEARCH_URL must begin with embedded: or http(s)://, not {url!r}")
