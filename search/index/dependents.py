"""Find the items whose documents depend on something that changed.

A document holds more than its page: names of terms, names of merged municipalities, the credit of
an image, titles and texts of attached documents, and its address. The database is asked directly,
because Wagtail's reference index is written after the change and may be late.
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
    """Return the item of a page and the recommendations on it; nothing for any other page."""
    return _items_where(lambda model: Q(pk=key))


def of_subtree(path: str) -> list[Item]:
    """Return every item at or below this path in the page tree."""
    return _items_where(lambda model: Q(path__startswith=path))


def of_recommendation(item: Recommendation) -> list[Item]:
    """Return a recommendation and the advice whose text it is part of."""
    return [Item(RECOMMENDATION, str(item.key)), Item(PolicyAdvice.kind, str(item.advice_id))]


def of_follow_up(entry: FollowUp) -> list[Item]:
    """Return the recommendation that a follow-up is about, and its advice."""
    key = str(entry.recommendation_key)
    return [Item(RECOMMENDATION, key), Item(PolicyAdvice.kind, str(entry.advice_id))]


def of_term(term: Term) -> list[Item]:
    """Return the items whose documents name this term or are filed under it."""
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
    """Return the items that show this image; its credit is one of their names."""
    return _items_where(lambda model: Q(image=picture.pk))


def of_documents(keys: Iterable[int]) -> list[Item]:
    """Return the items to which one of these documents is attached."""
    wanted = frozenset(keys)
    if not wanted:
        return []
    return _items_where(lambda model: Q(pk__in=list(_pages_attaching(model, wanted))))


def _pages_attaching(model: type[KnowledgePage], wanted: frozenset[int]) -> Iterator[int]:
    # Databases differ in how they search JSON, so the columns are read here; that is quick.
    columns = ["documents", "sections"] if issubclass(model, Dossier) else ["documents"]
    for pk, *streams in model.objects.values_list("pk", *columns).iterator():
        if not wanted.isdisjoint(document_keys_in(*(stream.raw_data for stream in streams))):
            yield pk


def of_collection(path: str) -> list[Item]:
    """Return the items with an attached document from this collection or one below it."""
    documents = get_document_model().objects.filter(collection__path__startswith=path)
    return of_documents(documents.values_list("pk", flat=True))


def _items_where(condition: Callable[[type[KnowledgePage]], Q]) -> list[Item]:
    items: list[Item] = []
    for kind, model in MODELS.items():
        keys = list(model.objects.filter(condition(model)).values_list("pk", flat=True).distinct())
        items += [Item(kind, str(key)) for key in keys]
        items += recommendations_on(model, keys)
    return items


def _uses_term(model: type[KnowledgePage], term: Term) -> Q:
    """Match items that point at a term directly, by a sub-theme or in a recommendation."""
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
    """Return a municipality and all that are the same municipality today.

    Each of them is found by the names of the others. The database is read as it is now, so that a
    merger that is undone still finds its former members.
    """
    today = _current_municipalities()
    return [key for key in today if today[key] == today.get(place.pk, place.pk)]


def _in_province(province: Province) -> list[int]:
    """Return the municipalities of a province, with all that have since merged into them."""
    inside: Collection[int] = set(province.municipality_set.values_list("pk", flat=True))
    current = _current_municipalities().items()
    return [key for key, today in current if key in inside or today in inside]


def _current_municipalities() -> dict[int, int]:
    """Map the key of each municipality to the key of the municipality that it is today."""
    successors = dict(Municipality.objects.values_list("pk", "successor"))

    def last(key: int) -> int:
        seen = {key}
        while (of_follow_up := successors.get(key)) and of_follow_up not in seen:
            key = of_follow_up
            seen.add(key)
        return key

    return {key: last(key) for key in successors}
