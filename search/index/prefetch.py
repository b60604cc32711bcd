"""The terms of many pages at once, in one or two statements a relation.

Django's own prefetching makes managers and a query for each page and relation, and joining makes an
object for each page: either takes longer than all the rest of reading a page. Here each term is
read once, and pages that have it share it; they then give their terms as if they had been
prefetched, in the vocabulary's own order.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model, QuerySet


def many_to_many(pages: Sequence[Model], names: Iterable[str], joins: Iterable[str] = ()) -> None:
    """Put the terms of these many-to-many relations on the pages, all of one model. `joins` are
    relations of the terms themselves that are wanted along."""
    for name in names if pages else ():
        terms = _terms(pages, name, list(joins))
        for page in pages:
            page.__dict__.setdefault("_prefetched_objects_cache", {})[name] = terms[page.pk]


def foreign_key(pages: Sequence[Model], name: str, terms: QuerySet) -> list[Any]:
    """Put its term of this foreign key on each of the pages, all of one model. Returns the terms,
    each once."""
    if not pages:
        return []
    field: Any = type(pages[0])._meta.get_field(name)
    found = terms.in_bulk({getattr(page, field.attname) for page in pages} - {None})
    for page in pages:
        field.set_cached_value(page, found.get(getattr(page, field.attname)))
    return list(found.values())


def reverse(owners: Sequence[Model], name: str) -> list[Any]:
    """Put on each of the owners, all of one model, what points to it. Returns all of that."""
    if not owners:
        return []
    relation: Any = type(owners[0])._meta.get_field(name)
    pointing = relation.related_model._default_manager
    found = list(pointing.filter(**{f"{relation.field.name}__in": {one.pk for one in owners}}))
    belonging = defaultdict(list)
    for one in found:
        belonging[getattr(one, relation.field.attname)].append(one)
    for owner in owners:
        owner.__dict__.setdefault("_prefetched_objects_cache", {})[name] = belonging[owner.pk]
    return found


def related(page: Any, name: str) -> Iterable[Any]:
    """The terms of a relation: those that were gathered, else asked of the database. A manager,
    which does the same, takes as long to make as many terms to read."""
    gathered = page.__dict__.get("_prefetched_objects_cache", {})
    return gathered[name] if name in gathered else getattr(page, name).all()


def _terms(pages: Sequence[Model], name: str, joins: list[str]) -> dict[Any, list[Model]]:
    field: Any = type(pages[0])._meta.get_field(name)
    page_key, term_key = field.m2m_column_name(), field.m2m_reverse_name()
    through = field.remote_field.through._default_manager
    keys = [page.pk for page in pages]
    pairs = list(through.filter(**{f"{page_key}__in": keys}).values_list(page_key, term_key))
    wanted = field.related_model._default_manager.filter(pk__in={key for _, key in pairs})
    found = list(wanted.select_related(*joins) if joins else wanted)
    places = {term.pk: place for place, term in enumerate(found)}
    ranked = defaultdict(list)
    for page, place in sorted((page, places[key]) for page, key in pairs if key in places):
        ranked[page].append(found[place])
    return ranked
