"""Read the texts of the documents attached to items, for the index.

Invariant: a document in a closed collection is left out. The text itself stays in the database; an
index holds only its terms.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from armoedegeheugen.documents.attachments import document_keys, open_documents
from armoedegeheugen.models import DocumentText, KnowledgePage

MAX_LETTERS = 400_000
"""Of all documents of one item together: two of the longest that are read whole."""


_CACHE = "_attached"


@dataclass(frozen=True)
class Attachment:
    key: int
    title: str
    text: str = ""
    """Empty where it was not read, or cannot be."""


def prefetch(pages: Iterable[KnowledgePage]) -> None:
    """Fetch what `attached_to` says of these pages, in two queries for all of them."""
    wanted = {page.pk: document_keys(page) for page in pages}
    keys = {key for each in wanted.values() for key in each}
    found = dict(_read(keys)) if keys else {}
    for page in pages:
        shown = [found[key] for key in wanted[page.pk] if key in found]
        setattr(page, _CACHE, tuple(_shortened(shown)))


def attached_to(page: KnowledgePage) -> tuple[Attachment, ...]:
    if not hasattr(page, _CACHE):
        prefetch([page])
    return getattr(page, _CACHE)


def _read(keys: Iterable[int]) -> Iterator[tuple[int, Attachment]]:
    texts = DocumentText.objects.filter(document__in=keys).exclude(pages=[])
    told = {text.document_id: "\n".join(page for _, page in text.texts) for text in texts}
    for key, title in open_documents().filter(pk__in=keys).values_list("pk", "title"):
        yield key, Attachment(key, title, told.get(key, ""))


def _shortened(attached: Iterable[Attachment]) -> Iterator[Attachment]:
    left = MAX_LETTERS
    for one in attached:
        yield Attachment(one.key, one.title, one.text[:left])
        left = max(left - len(one.text), 0)
