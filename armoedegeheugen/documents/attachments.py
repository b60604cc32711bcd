"""List the documents of an item, and the documents that anyone may download."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.documents import get_document_model
from wagtail.models import CollectionViewRestriction

from ..models import Dossier, KnowledgePage

INFOSHEET = "infosheet"


def document_keys(page: KnowledgePage) -> tuple[int, ...]:
    """Return the primary keys of an item's documents, each once.

    These are the documents in its list and, for a dossier, its info sheets.
    """
    sections = page.sections.raw_data if isinstance(page, Dossier) else ()
    return tuple(dict.fromkeys(document_keys_in(page.documents.raw_data, sections)))


def document_keys_in(documents: Iterable[Any], sections: Iterable[Any] = ()) -> Iterator[int]:
    """Yield the primary keys of documents in raw stream data, as the database stores it."""
    values = [block["value"] for block in documents]
    values += [
        (block["value"] or {}).get("document") for block in sections if block["type"] == INFOSHEET
    ]
    for value in values:
        if value is not None and str(value).isdecimal():
            yield int(value)


def open_documents() -> QuerySet:
    """Return the documents that are in no restricted collection, so anyone may download them."""
    closed = Q(pk__in=[])
    paths = CollectionViewRestriction.objects.values_list("collection__path", flat=True)
    for path in paths:
        closed |= Q(collection__path__startswith=path)
    return get_document_model().objects.exclude(closed)
