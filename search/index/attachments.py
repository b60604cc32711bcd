"""Read the texts of the documents attached to items, for the index.

Invariant: a document in a closed collection is left out. The text itself stays in the database; an
index holds only its terms.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from armoedegeheugen.documents.attachments import document_keys, open_documents
from armoedegeheugen.models import DocumentText, KnowledgePage

MOST_LETTERS = 400_000
"""Of all documents of one item together: two of the longest that are read whole."""


_KEPT = "_attached"


@dataclass(frozen=True)
class Attached:
    key: int
    title: str
    text: str = ""
    """Empty where it was not read, or cannot be."""


def gather(pages: Iterable[KnowledgePage]) -> None:
    """Fetch what `of` says of these pages, in two queries for all of them."""
    wanted = {page.pk: document_keys(page) for page in pages}
    keys = {key for each in wanted.values() for key in each}
    found = dict(_read(keys)) if keys else {}
    for page in pages:
        shown = [found[key] for key in wanted[page.pk] if key in found]
        setattr(page, _KEPT, tuple(_capped(shown)))


def of(page: KnowledgePage) -> tuple[Attached, ...]:
    if not hasattr(page, _KEPT):
        gather([page])
    return getattr(page, _KEPT)


def _read(keys: Iterable[int]) -> Iterator[tuple[int, Attached]]:
    texts = DocumentText.objects.filter(document__in=keys).exclude(pages=[])
    told = {text.document_id: "\n".join(page for _, page in text.texts) for text in texts}
    for key, title in open_documents().filter(pk__in=keys).values_list("pk", "title"):
        yield key, Attached(key, title, told.get(key, ""))


def _capped(attached: Iterable[Attached]) -> Iterator[Attached]:
    left = MOST_LETTERS
    for one in attached:
        yield Attached(one.key, one.title, one.text[:left])
        left = max(left - len(one.text), 0)
