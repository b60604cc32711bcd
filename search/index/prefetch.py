"""Prefetch the terms of many pages with one or two statements for each relation.

Django's own prefetching makes a manager and a query for each page and relation, and joining makes
an object for each page: either takes longer than all the rest of reading a page. Here each term is
read once and shared by the pages that have it. The pages then return their terms as if Django had
prefetched them, in the order of the vocabulary.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model, QuerySet

from .. import compat


def many_to_many(pages: Sequence[Model], names: Iterable[str], joins: Iterable[str] = ()) -> None:
    """Prefetch many-to-many relations of pages of one model.

    Args:
        pages: pages of one model.
        names: names of the relations.
        joins: relations of the terms themselves to select along.
    """
    for name in names if pages else ():
        terms = _terms(pages, name, list(joins))
        for page in pages:
            compat.set_prefetched(page, name, terms[page.pk])


def foreign_key(pages: Sequence[Model], name: str, terms: QuerySet) -> list[Any]:
    """Prefetch a foreign key of pages of one model, and return the terms, each once."""
    if not pages:
        return []
    field: Any = type(pages[0])._meta.get_field(name)
    by_key = terms.in_bulk({getattr(page, field.attname) for page in pages} - {None})
    for page in pages:
        compat.set_foreign_key(page, field, by_key.get(getattr(page, field.attname)))
    return list(by_key.values())


def reverse(owners: Sequence[Model], name: str) -> list[Any]:
    """Prefetch the rows that point at these owners, all of one model, and return those rows."""
    if not owners:
        return []
    relation: Any = type(owners[0])._meta.get_field(name)
    manager = relation.related_model._default_manager
    rows = list(manager.filter(**{f"{relation.field.name}__in": {row.pk for row in owners}}))
    by_owner = defaultdict(list)
    for row in rows:
        by_owner[getattr(row, relation.field.attname)].append(row)
    for owner in owners:
        compat.set_prefetched(owner, name, by_owner[owner.pk])
    return rows


def related(page: Any, name: str) -> Iterable[Any]:
    """Return the terms of a relation, prefetched or else from the database.

    A manager does the same, but making one takes as long as reading as many terms.
    """
    rows = compat.prefetched(page, name)
    return getattr(page, name).all() if rows is None else rows


def _terms(pages: Sequence[Model], name: str, joins: list[str]) -> dict[Any, list[Model]]:
    field: Any = type(pages[0])._meta.get_field(name)
    page_key, term_key = field.m2m_column_name(), field.m2m_reverse_name()
    through = field.remote_field.through._default_manager
    keys = [page.pk for page in pages]
    pairs = list(through.filter(**{f"{page_key}__in": keys}).values_list(page_key, term_key))
    queryset = field.related_model._default_manager.filter(pk__in={key for _, key in pairs})
    terms = list(queryset.select_related(*joins) if joins else queryset)
    ranks = {term.pk: rank for rank, term in enumerate(terms)}
    by_page = defaultdict(list)
    for page, rank in sorted((page, ranks[key]) for page, key in pairs if key in ranks):
        by_page[page].append(terms[rank])
    return by_page
