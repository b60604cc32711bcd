"""Keys → labels: the index holds keys, so that a renamed term shows its new name at once.

Read from the vocabularies at most once in `LIFETIME` seconds a process, and anew after a change.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from time import monotonic

from armoedegeheugen.models import (
    Association,
    Authority,
    HindranceKind,
    LadderLevel,
    Municipality,
    Province,
    TargetGroup,
    Term,
    Theme,
)

from ..fields import SUPRALOCAL, UNKNOWN
from . import age_buckets, follow_up
from .kinds import MODELS, RECOMMENDATION

LIFETIME = 10.0
"""Another process's change of a name shows within so many seconds."""

KIND_LABELS = {
    **{kind: model._meta.verbose_name.capitalize() for kind, model in MODELS.items()},
    RECOMMENDATION: "Aanbeveling",
}

_TERMS: dict[str, type[Term]] = {
    "provincie": Province,
    "trede": LadderLevel,
    "doelgroep": TargetGroup,
    "vereniging": Association,
    "hindernis": HindranceKind,
    "uitvoerder": Authority,
}


@dataclass(frozen=True)
class Labels:
    """For each facet its keys with their labels, in the vocabulary's own order."""

    names: Mapping[str, Mapping[str, str]]
    today: Mapping[str, str]
    """A former municipality's key → the key of today's."""
    parents: Mapping[str, str]
    """A theme's key → its main theme's."""
    former: Mapping[str, str]
    """A former municipality's key → its name."""

    def of(self, facet: str, key: str) -> str:
        """The label of a key; the key itself where the term is gone, a year always."""
        if key == UNKNOWN:
            return "Onbekend"
        return self.names.get(facet, {}).get(key, key)

    def place(self, key: str) -> str:
        """The name of an item's own day: a former municipality's, where it is one."""
        for names in (self.former, self.names["gemeente"], self.names["provincie"]):
            if key in names:
                return names[key]
        return key

    def knows(self, facet: str, key: str) -> bool:
        if key == UNKNOWN:
            return True
        if facet == "jaar":
            return len(key) == 4 and key.isascii() and key.isdigit()
        return key in self.names[facet] or (facet == "gemeente" and key in self.today)


def current() -> Labels:
    return _read(int(monotonic() / LIFETIME))


def forget() -> None:
    """Read the vocabularies anew at the next question."""
    _read.cache_clear()


@lru_cache(maxsize=1)
def _read(period: int) -> Labels:
    names = {facet: dict(_pairs(model)) for facet, model in _TERMS.items()}
    themes = list(Theme.objects.select_related("parent"))
    places = list(Municipality.objects.select_related("successor"))
    former = [place for place in places if place.successor_id]
    wider = {SUPRALOCAL: "Bovenlokaal"}
    return Labels(
        names={
            **names,
            **follow_up.LABELS,
            "ouderdom": age_buckets.LABELS,
            "soort": KIND_LABELS,
            "thema": {theme.slug: theme.name for theme in themes},
            "gemeente": {p.slug: p.name for p in places if not p.successor_id} | wider,
            "provincie": names["provincie"] | wider,
        },
        today={place.slug: place.today.slug for place in former},
        parents={theme.slug: theme.parent.slug for theme in themes if theme.parent},
        former={place.slug: place.name for place in former},
    )


def _pairs(model: type[Term]) -> list[tuple[str, str]]:
    return list(model.objects.values_list("slug", "name"))
