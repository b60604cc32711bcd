"""Which documents an item holds out to its readers."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.documents import get_document_model
from wagtail.models import CollectionViewRestriction

from ..models import Dossier, KnowledgePage

INFOSHEET = "infosheet"


def keys_of(page: KnowledgePage) -> tuple[int, ...]:
    """Numbers of the documents in its list, and of the info sheets in a dossier, each once."""
    sections = page.sections.raw_data if isinstance(page, Dossier) else ()
    return tuple(dict.fromkeys(keys_in(page.documents.raw_data, sections)))


def keys_in(documents: Iterable[Any], sections: Iterable[Any] = ()) -> Iterator[int]:
    """Of the blocks as the database keeps them."""
    values = [block["value"] for block in documents]
    values += [
        (block["value"] or {}).get("document") for block in sections if block["type"] == INFOSHEET
    ]
    for value in values:
        if value is not None and str(value).isdecimal():
            yield int(value)


def open_documents() -> QuerySet:
    """Documents that anyone may download: those in a collection that nothing closes."""
    closed = Q(pk__in=[])
    paths = CollectionViewRestriction.objects.values_list("collection__path", flat=True)
    for path in paths:
        closed |= Q(collection__path__startswith=path)
    return get_document_model().objects.exclude(closed)
