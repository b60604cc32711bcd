"""What is written in the documents that an item holds out, as far as anyone may read it.

Invariant: a document in a closed collection is as good as not there, for the index (`gather`) and
again, as things are now, for what is shown (`passages`). Text itself is kept in the database alone:
an index holds its terms.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from armoedegeheugen.documents.attachments import keys_of, open_documents
from armoedegeheugen.models import DocumentText, KnowledgePage

from ..query.parser import Question
from ..results import highlighter

MOST_LETTERS = 400_000
"""Of all documents of one item together: two of the longest that are read whole."""

MOST_SOUGHT = 600_000
"""Letters in which the passages for one page of results are sought; it keeps an answer quick."""

_KEPT = "_attached"


@dataclass(frozen=True)
class Attached:
    key: int
    title: str
    text: str = ""
    """Empty where it was not read, or cannot be."""


@dataclass(frozen=True)
class Passage:
    """Where a document answers a question."""

    title: str
    url: str
    """Of the document, at the page."""
    page: int | None
    """None where the format has no pages."""
    page_label: str
    """*bladzijde 12*, *dia 3*; empty where the format has no pages."""
    fragment_html: str
    ocr: bool
    """Read from a picture, so that letters may be wrong."""


def gather(pages: Iterable[KnowledgePage]) -> None:
    """Fetch what `of` says of these pages, in two queries for all of them."""
    wanted = {page.pk: keys_of(page) for page in pages}
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


def passages(
    held: Mapping[str, tuple[str, tuple[int, ...]]], question: Question
) -> dict[str, Passage]:
    """The best passage for each hit of which a document says what its own text does not.

    `held` gives that own text, and which documents of it have text.
    """
    lacks = {id_: highlighter.lacking(own, question) for id_, (own, keys) in held.items() if keys}
    wanted = {id_: held[id_][1] for id_, lack in lacks.items() if lack.words or lack.phrases}
    keys = {key for each in wanted.values() for key in each}
    if not keys:
        return {}
    documents = open_documents().filter(pk__in=keys, reading__isnull=False)
    by_key = {document.pk: document for document in documents.select_related("reading")}
    left = MOST_SOUGHT
    found: dict[str, Passage] = {}
    for id_, each in wanted.items():
        shown = [by_key[key] for key in each if key in by_key]
        for document in shown:
            left -= sum(len(text) for _, text in document.reading.texts)
        if left < 0:
            break
        if best := _best(shown, lacks[id_], question):
            found[id_] = best
    return found


def _best(documents: Iterable[Any], lack: Question, question: Question) -> Passage | None:
    """The first of the pages that say most of what is lacking, then most of all that is asked."""
    best, found = (0.0, 0.0), None
    for document in documents:
        for number, text in document.reading.texts:
            added = highlighter.answered(text, lack)
            if added and (score := (added, highlighter.answered(text, question))) > best:
                best, found = score, (document, number, text)
    return _passage(*found, question) if found else None


def _passage(document: Any, page: int, text: str, question: Question) -> Passage:
    kind = document.file_extension.lower()
    named = {"pdf": "bladzijde", "pptx": "dia"}.get(kind, "")
    anchor = f"#page={page}" if kind == "pdf" and page else ""
    return Passage(
        title=document.title,
        url=f"{document.url}{anchor}",
        page=page or None,
        page_label=f"{named} {page}" if named and page else "",
        fragment_html=highlighter.fragment(text, question),
        ocr=document.reading.ocr,
    )
