"""Look up terms by slug, and create the associations and authorities of the demo."""

from typing import TypeVar

from ..models import Association, Authority, Municipality, Term
from .deletions import create, deleted
from .files import Item, read
from .pictures import Pictures

AnyTerm = TypeVar("AnyTerm", bound=Term)


class Terms:
    """The terms of the site by slug. A term that an editor removed is left out."""

    def __init__(self) -> None:
        self._terms: dict[type[Term], dict[str, Term]] = {}

    def one(self, model: type[AnyTerm], slug: str | None) -> AnyTerm | None:
        """Return the term with this slug, or None."""
        if model not in self._terms:
            self._terms[model] = {term.slug: term for term in model._default_manager.all()}
        return self._terms[model].get(slug or "")  # type: ignore[return-value]

    def many(self, model: type[AnyTerm], slugs: list[str]) -> list[AnyTerm]:
        """Return the terms with these slugs that exist, in this order."""
        terms = (self.one(model, slug) for slug in slugs)
        return [term for term in terms if term is not None]


def load(terms: Terms, pictures: Pictures) -> list[str]:
    """Create the associations and authorities that are missing and return their names."""
    created = []
    for item in _missing(Association, read("associations")):
        logo = pictures.get(item["logo"])
        create(Association(**{**item, "logo": logo, "municipality": _municipality(terms, item)}))
        created.append(item["name"])
    for item in _missing(Authority, read("authorities")):
        create(Authority(**{**item, "municipality": _municipality(terms, item)}))
        created.append(item["name"])
    return created


def _missing(model: type[Term], items: list[Item]) -> list[Item]:
    existing = set(model._default_manager.values_list("slug", flat=True))
    removed = deleted(model)
    return [item for item in items if item["slug"] not in existing and item["name"] not in removed]


def _municipality(terms: Terms, item: Item) -> Municipality | None:
    return terms.one(Municipality, item["municipality"])
