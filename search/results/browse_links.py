"""Ways on for whoever found nothing: the main themes that have something, the fullest first."""

from collections.abc import Mapping
from dataclasses import dataclass
from time import time

from ..engines import engine
from ..engines.protocol import Audience, EngineUnavailable, Query
from ..facets.labels import Labels
from ..query.request import SearchRequest
from .response import address

SHOWN = 12


@dataclass(frozen=True)
class Way:
    label: str
    url: str
    count: int


def themes(
    path: str,
    names: Labels,
    audience: Audience,
    filters: Mapping[str, tuple[str, ...]] | None = None,
) -> list[Way]:
    """Main themes with how much each has; nothing while no engine can answer."""
    query = Query(now=int(time()), filters=filters or {}, facets=("thema",), size=0)
    try:
        counts = engine().search(audience, query).facets.get("thema", {})
    except EngineUnavailable:
        return []
    mains = [key for key in counts if key in names.names["thema"] and key not in names.parents]
    mains.sort(key=lambda key: (-counts[key], names.of("thema", key)))
    return [
        Way(
            names.of("thema", key),
            address(path, SearchRequest(filters={"thema": (key,)})),
            counts[key],
        )
        for key in mains[:SHOWN]
    ]
