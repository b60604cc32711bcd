"""Associations and authorities of the demo, and every vocabulary that its content points at."""

from typing import TypeVar

from ..models import Association, Authority, Municipality, Term
from .files import Item, read
from .kept import create, deleted
from .pictures import Pictures

AnyTerm = TypeVar("AnyTerm", bound=Term)


class Terms:
    """Terms by slug. What an editor removed since is left out, not brought back."""

    def __init__(self) -> None:
        self._known: dict[type[Term], dict[str, Term]] = {}

    def one(self, model: type[AnyTerm], slug: str | None) -> AnyTerm | None:
        if model not in self._known:
            self._known[model] = {term.slug: term for term in model._default_manager.all()}
        return self._known[model].get(slug or "")  # type: ignore[return-value]

    def many(self, model: type[AnyTerm], slugs: list[str]) -> list[AnyTerm]:
        found = (self.one(model, slug) for slug in slugs)
        return [term for term in found if term is not None]


def load(terms: Terms, pictures: Pictures) -> list[str]:
    """Make the associations and authorities that are missing; returns their names."""
    made = []
    for item in _missing(Association, read("associations")):
        logo = pictures.get(item["logo"])
        create(Association(**{**item, "logo": logo, "municipality": _place(terms, item)}))
        made.append(item["name"])
    for item in _missing(Authority, read("authorities")):
        create(Authority(**{**item, "municipality": _place(terms, item)}))
        made.append(item["name"])
    return made


def _missing(model: type[Term], items: list[Item]) -> list[Item]:
    there = set(model._default_manager.values_list("slug", flat=True))
    gone = deleted(model)
    return [item for item in items if item["slug"] not in there and item["name"] not in gone]


def _place(terms: Terms, item: Item) -> Municipality | None:
    return terms.one(Municipality, item["municipality"])
