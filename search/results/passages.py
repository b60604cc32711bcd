"""Find the passage of an attached document that answers a question.

Invariant: a document in a closed collection gives no passage, as the collection is now. The text
comes from the database; an index holds only its terms.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from armoedegeheugen.documents.attachments import open_documents

from ..query.parser import Question
from . import highlighter

# Letters searched for the passages of one page of results; more would make an answer slow.
MOST_SOUGHT = 600_000


@dataclass(frozen=True)
class Passage:
    """The place in a document that answers a question."""

    title: str
    # Of the document, at the page.
    url: str
    # None for a format without pages.
    page: int | None
    # *bladzijde 12*, *dia 3*; empty for a format without pages.
    page_label: str
    fragment_html: str
    # True if the text was read from a picture, so that letters may be wrong.
    ocr: bool


def passages(
    held: Mapping[str, tuple[str, tuple[int, ...]]], question: Question
) -> dict[str, Passage]:
    """Return the best passage of each hit whose documents hold words that its own text lacks.

    Args:
        held: by the id of a hit its own text, and the keys of its documents that have text.
        question: the words that a passage must hold.
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
    """Return the first page that holds most of what is lacking, then most of the question."""
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
