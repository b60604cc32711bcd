"""Label keys: the index holds keys, so that a renamed term shows its new name at once.

The vocabularies are read at most once in `LIFETIME` seconds a process, and anew after a change.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from time import monotonic
from typing import Any

from django.utils.module_loading import import_string

from ..fields import FACETS, SUPRALOCAL, UNKNOWN, Display, Facet

# Seconds after which another process's change of a name shows.
LIFETIME = 10.0


@dataclass(frozen=True)
class Labels:
    """Give for each facet its keys with their labels, in the vocabulary's own order."""

    names: Mapping[str, Mapping[str, str]]
    # A former municipality's key → the key of today's.
    today: Mapping[str, str]
    # A theme's key → its main theme's.
    parents: Mapping[str, str]
    # A former municipality's key → its name.
    former: Mapping[str, str]

    def of(self, facet: str, key: str) -> str:
        """Return the label of a key; the key itself for a year, and for a term that is gone."""
        if key == UNKNOWN:
            return "Onbekend"
        return self.names.get(facet, {}).get(key, key)

    def place(self, key: str) -> str:
        """Return the name of an item's place, which may be a former municipality's."""
        places = (self.names[facet.name] for facet in FACETS if facet.supralocal)
        for names in (self.former, *places):
            if key in names:
                return names[key]
        return key

    def knows(self, facet: Facet, key: str) -> bool:
        """Return whether the facet has the key, or had it before a merger."""
        if key == UNKNOWN:
            return True
        if not facet.vocabulary:
            return len(key) == 4 and key.isascii() and key.isdigit()
        return key in self.names[facet.name] or (facet.merges and key in self.today)

    def as_today(self, facet: Facet, key: str) -> str:
        """Return the key of today's term for that of a former one."""
        return self.today.get(key, key) if facet.merges else key


def current() -> Labels:
    """Return the labels as they were read last."""
    return _read(int(monotonic() / LIFETIME))


def forget() -> None:
    """Read the vocabularies anew at the next question."""
    _read.cache_clear()


def vocabulary(facet: Facet) -> Any:
    """Return the facet's model of terms or its mapping of labels; None for years.

    Raises:
        ImportError: There is nothing at that path.
    """
    return import_string(facet.vocabulary) if facet.vocabulary else None


@lru_cache(maxsize=1)
def _read(period: int) -> Labels:
    terms = {facet: _terms(facet) for facet in FACETS}
    former = [t for facet, of in terms.items() if facet.merges for t in of if t.successor_id]
    trees = [t for facet, of in terms.items() if facet.display is Display.TREE for t in of]
    return Labels(
        names={facet.name: _names(facet, of) for facet, of in terms.items()},
        today={term.slug: term.today.slug for term in former},
        parents={term.slug: term.parent.slug for term in trees if term.parent},
        former={term.slug: term.name for term in former},
    )


def _terms(facet: Facet) -> list[Any]:
    """Return the terms of a vocabulary that is kept in the database."""
    model: Any = vocabulary(facet)
    if model is None or isinstance(model, Mapping):
        return []
    if facet.display is Display.TREE:
        return list(model.objects.select_related("parent"))
    if facet.merges:
        return list(model.objects.select_related("successor"))
    return list(model.objects.only("slug", "name"))


def _names(facet: Facet, terms: list[Any]) -> Mapping[str, str]:
    fixed = vocabulary(facet)
    if isinstance(fixed, Mapping):
        return fixed
    names = {t.slug: t.name for t in terms if not (facet.merges and t.successor_id)}
    return {**names, SUPRALOCAL: "Bovenlokaal"} if facet.supralocal else names
