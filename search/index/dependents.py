"""Which items a change touches: those that must be looked at again, as rows of the outbox.

A document holds more than its page: names of terms, of places by way of mergers, a credit, titles
and text of attached files, and its address. Asked of the database itself; Wagtail's own record of
references is written after the change, and may be late.
"""

from collections.abc import Callable, Collection, Iterable, Iterator

from django.db.models import Model, Q
from wagtail.documents import get_document_model

from armoedegeheugen.documents.attachments import document_keys_in
from armoedegeheugen.models import (
    Dossier,
    FollowUp,
    KnowledgePage,
    Municipality,
    PolicyAdvice,
    Province,
    Recommendation,
    Term,
)

from ..facets.kinds import MODELS, RECOMMENDATION
from .loader import recommendations_on
from .outbox import Item

NOTHING = Q(pk__in=[])


def of_page(key: int) -> list[Item]:
    """The item that a page is, if it is one, with the recommendations on it."""
    return _items_where(lambda model: Q(pk=key))


def of_subtree(path: str) -> list[Item]:
    """Every item at or under a place in the tree."""
    return _items_where(lambda model: Q(path__startswith=path))


def of_recommendation(item: Recommendation) -> list[Item]:
    """A recommendation, and the advice whose text it is part of."""
    return [Item(RECOMMENDATION, str(item.key)), Item(PolicyAdvice.kind, str(item.advice_id))]


def of_follow_up(entry: FollowUp) -> list[Item]:
    """The recommendation that something was said about, and its advice."""
    key = str(entry.recommendation_key)
    return [Item(RECOMMENDATION, key), Item(PolicyAdvice.kind, str(entry.advice_id))]


def of_term(term: Term) -> list[Item]:
    """Items whose document names this term, or is filed under it."""
    if term.pk is None:
        return []
    if isinstance(term, Municipality):
        places = _same_municipality(term)
    elif isinstance(term, Province):
        places = _in_province(term)
    else:
        return _items_where(lambda model: _uses_term(model, term))
    return _items_where(lambda model: _uses_term(model, term) | Q(municipality__in=places))


def of_image(picture: Model) -> list[Item]:
    """Items that show an image as their own; its credit is among their names."""
    return _items_where(lambda model: Q(image=picture.pk))


def of_documents(keys: Iterable[int]) -> list[Item]:
    """Items that hold out one of these documents; its title and its text are found as theirs."""
    wanted = frozenset(keys)
    if not wanted:
        return []
    return _items_where(lambda model: Q(pk__in=list(_pages_attaching(model, wanted))))


def _pages_attaching(model: type[KnowledgePage], wanted: frozenset[int]) -> Iterator[int]:
    # No database looks into the list of blocks alike; the columns alone are read quickly.
    columns = ["documents", "sections"] if issubclass(model, Dossier) else ["documents"]
    for pk, *streams in model.objects.values_list("pk", *columns).iterator():
        if not wanted.isdisjoint(document_keys_in(*(stream.raw_data for stream in streams))):
            yield pk


def of_collection(path: str) -> list[Item]:
    """Items that hold out a document of this collection, or of one below it."""
    documents = get_document_model().objects.filter(collection__path__startswith=path)
    return of_documents(documents.values_list("pk", flat=True))


def _items_where(condition: Callable[[type[KnowledgePage]], Q]) -> list[Item]:
    found: list[Item] = []
    for kind, model in MODELS.items():
        keys = list(model.objects.filter(condition(model)).values_list("pk", flat=True).distinct())
        found += [Item(kind, str(key)) for key in keys]
        found += recommendations_on(model, keys)
    return found


def _uses_term(model: type[KnowledgePage], term: Term) -> Q:
    """Items of a model that point at this term, directly, by a sub-theme or in a recommendation."""
    condition = NOTHING
    for name in _relations_to(model, term):
        condition |= Q(**{name: term})
    if model is PolicyAdvice:
        for name in _relations_to(Recommendation, term):
            condition |= Q(**{f"recommendations__{name}": term})
    children = getattr(term, "children", None)
    for child in children.all() if children is not None else ():
        condition |= _uses_term(model, child)
    return condition


def _relations_to(model: type[Model], term: Term) -> list[str]:
    fields = model._meta.get_fields()
    return [f.name for f in fields if f.related_model is type(term) and not f.auto_created]


def _same_municipality(place: Municipality) -> list[int]:
    """A municipality, and all that are the same municipality today: each is found by the others'
    names. As the database has it, so that a merger that is undone still finds its old members."""
    today = _current_municipalities()
    return [key for key in today if today[key] == today.get(place.pk, place.pk)]


def _in_province(province: Province) -> list[int]:
    """Municipalities of a province, and those that have since gone up in one."""
    inside: Collection[int] = set(province.municipality_set.values_list("pk", flat=True))
    current = _current_municipalities().items()
    return [key for key, today in current if key in inside or today in inside]


def _current_municipalities() -> dict[int, int]:
    """Each municipality's key → the key of the one that it is today."""
    successors = dict(Municipality.objects.values_list("pk", "successor"))

    def last(key: int) -> int:
        seen = {key}
        while (of_follow_up := successors.get(key)) and of_follow_up not in seen:
            key = of_follow_up
            seen.add(key)
        return key

    return {key: last(key) for key in successors}
