"""Read the texts of the documents attached to items, for the index.

Invariant: a document in a closed collection is left out. The text itself stays in the database; an
index holds only its terms.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from armoedegeheugen.documents.attachments import document_keys, open_documents
from armoedegeheugen.models import DocumentText, KnowledgePage

# For all documents of one item together: two of the longest documents that are read whole.
MAX_LETTERS = 400_000


_CACHE = "_attached"


@dataclass(frozen=True)
class Attachment:
    """A document attached to an item."""

    key: int
    title: str
    # Empty if the document was not read, or cannot be read.
    text: str = ""


def prefetch(pages: Iterable[KnowledgePage]) -> None:
    """Fetch the attachments of these pages in two queries, for `attached_to`."""
    keys_by_page = {page.pk: document_keys(page) for page in pages}
    keys = {key for page_keys in keys_by_page.values() for key in page_keys}
    by_key = dict(_read(keys)) if keys else {}
    for page in pages:
        attachments = [by_key[key] for key in keys_by_page[page.pk] if key in by_key]
        setattr(page, _CACHE, tuple(_shortened(attachments)))


def attached_to(page: KnowledgePage) -> tuple[Attachment, ...]:
    """Return the attachments of a page, in the order of the page."""
    if not hasattr(page, _CACHE):
        prefetch([page])
    return getattr(page, _CACHE)


def _read(keys: Iterable[int]) -> Iterator[tuple[int, Attachment]]:
    texts = DocumentText.objects.filter(document__in=keys).exclude(pages=[])
    text_by_key = {text.document_id: "\n".join(page for _, page in text.texts) for text in texts}
    for key, title in open_documents().filter(pk__in=keys).values_list("pk", "title"):
        yield key, Attachment(key, title, text_by_key.get(key, ""))


def _shortened(attachments: Iterable[Attachment]) -> Iterator[Attachment]:
    left = MAX_LETTERS
    for attachment in attachments:
        yield Attachment(attachment.key, attachment.title, attachment.text[:left])
        left = max(left - len(attachment.text), 0)
