"""Read the text of documents, and store it with a status for the editors.

Invariant: only `extracting` parses a file, in a process with limits. A file that cannot be read
gets a status and a reason, and raises no error. A text is cleared when its file changes.
"""

import hashlib
import logging
import re
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.signals import post_save
from django.utils import timezone
from wagtail.documents import get_document_model

from ..extracting.extractor import KINDS, End, Job, Outcome, extract_all
from ..extracting.limits import FOR_PICTURES, Limits
from ..extracting.rows import Row, Style
from ..extracting.tesseract import program as tesseract
from ..models import DocumentText
from ..sanitise import without_hidden

log = logging.getLogger(__name__)

Status = DocumentText.Status

# About 80 full pages per document, so that the index stays small and a rebuild fast. Text beyond
# the limit is not found, and the status of the document says so.
LIMITS = Limits(letters=200_000)
# Documents per helper process.
BATCH_SIZE = 8
# Seconds per run; the next run reads the rest.
MAX_SECONDS = 240
# In bytes. Larger than an upload may be: this guards against files that arrive in another way.
MAX_FILE_SIZE = 64 * 1024 * 1024

_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])[-\u00ad]\n(?=[a-zà-ÿ])(?!(?:en|of|tot|als)\b)")
REASONS = {
    End.EMPTY: "Er staat geen tekst in dit bestand. Misschien is het een scan.",
    End.ENCRYPTED: "Het bestand vraagt een wachtwoord. Bewaar het zonder en laad het opnieuw op.",
    End.BROKEN: "Het bestand is beschadigd, of het is iets anders dan zijn naam zegt.",
    End.TOO_LARGE: "Het bestand is te groot of te ingewikkeld om te lezen.",
    End.TOO_LONG: "Het lezen duurde te lang en is afgebroken.",
    End.UNKNOWN: "Van dit soort bestand wordt de tekst niet gelezen.",
}
MISSING = "Het bestand staat niet meer op de server. Laad het opnieuw op."
PARTLY = "Alleen het begin is gelezen: de rest van dit bestand wordt niet gevonden."


def connect() -> None:
    """Clear the text of a document when its file changes."""
    post_save.connect(_clear_text_of_old_file, get_document_model(), dispatch_uid="document text")


def _clear_text_of_old_file(instance: Any, **_: Any) -> None:
    # Runs in the transaction of the change: the old text goes at the moment the new file comes.
    same_file = Q(file_name=instance.file.name, file_hash=instance.file_hash)
    for text in DocumentText.objects.filter(document=instance).exclude(same_file):
        _clear(text)


def _clear(text: DocumentText) -> None:
    text.status, text.pages, text.page_count, text.reason = Status.WAITING, [], 0, ""
    text.ocr = text.cut = False
    text.save()


def waiting() -> QuerySet:
    """Return the documents to read: never read before, or marked to be read again."""
    never_read = Q(reading__isnull=True)
    return get_document_model().objects.filter(never_read | Q(reading__status=Status.WAITING))


def read_again(keys: Iterable[int]) -> int:
    """Mark these documents for the worker to read again, and return how many there are."""
    texts = DocumentText.objects.filter(document__in=list(keys)).exclude(status=Status.WAITING)
    marked = list(texts)
    for text in marked:
        text.status = Status.WAITING
        text.save(update_fields=["status"])
    return len(marked)


def read_waiting(max_seconds: float = MAX_SECONDS, limits: Limits = LIMITS) -> int:
    """Read waiting documents until the time is over, and return how many were read.

    Documents that were never read come first.
    """
    deadline, count = time.monotonic() + max_seconds, 0
    while time.monotonic() < deadline:
        batch = list(waiting().order_by(F("reading").asc(nulls_first=True), "pk")[:BATCH_SIZE])
        if not batch:
            break
        _read(batch, limits)
        count += len(batch)
    return count


def _read(documents: list[Any], limits: Limits) -> None:
    with tempfile.TemporaryDirectory(prefix="documenten-") as folder:
        jobs: list[tuple[Any, Job, str]] = []
        for document in documents:
            path = Path(folder) / str(document.pk)
            status, reason = _copy_file(document, path)
            if status:
                _store(document, status, reason)
                continue
            job = Job(path, document.file_extension.lower())
            jobs.append((document, job, _checksum(path)))
        outcomes = extract_all([job for _, job, _ in jobs], limits)
        for (document, job, checksum), outcome in zip(jobs, outcomes, strict=True):
            _store_outcome(document, _with_ocr(job, outcome), checksum)


def _copy_file(document: Any, path: Path) -> tuple[str, str]:
    """Copy the file from its storage to `path`, or return a status and reason if it cannot."""
    extension = document.file_extension.lower()
    if extension not in KINDS:
        return Status.UNKNOWN, REASONS[End.UNKNOWN]
    try:
        if document.file.size > MAX_FILE_SIZE:
            return Status.TOO_LARGE, REASONS[End.TOO_LARGE]
        with document.file.storage.open(document.file.name, "rb") as file, path.open("wb") as copy:
            shutil.copyfileobj(file, copy)
    except (OSError, ValueError):
        return Status.MISSING, MISSING
    return "", ""


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _with_ocr(job: Job, outcome: Outcome) -> Outcome:
    """Run OCR on a PDF without text, if this machine has Tesseract."""
    if outcome.end is not End.EMPTY or job.kind != "pdf" or not tesseract():
        return outcome
    return next(extract_all([Job(job.path, "ocr")], FOR_PICTURES))


def _store_outcome(document: Any, outcome: Outcome, checksum: str) -> None:
    pages = [list(page) for page in page_texts(outcome.rows)]
    is_cut = outcome.partly or outcome.facts.cut
    if outcome.end is End.READ or (outcome.partly and pages):
        status = Status.PARTLY if is_cut else Status.READ
        reason = PARTLY if is_cut else ""
    else:
        status, reason = Status(outcome.end.value), REASONS[outcome.end]
        pages = []
    log.info("Document %s: %s, %d s", document.pk, status, outcome.seconds)
    facts = outcome.facts
    _store(document, status, reason, pages=pages, page_count=min(facts.pages, 10**6),
           ocr=facts.ocr, cut=is_cut, checksum=checksum)  # fmt: skip


def _store(document: Any, status: str, reason: str, **values: Any) -> None:
    """Store the result, unless the document was deleted or has another file by now."""
    current = get_document_model().objects.filter(pk=document.pk, file=document.file.name).first()
    if current is None:
        return
    fields: dict[str, Any] = {"pages": [], "page_count": 0, "ocr": False, "cut": False}
    fields |= {"checksum": "", **values, "status": status, "reason": reason}
    fields |= {"file_name": document.file.name, "file_hash": document.file_hash}
    fields["read_at"] = timezone.now()
    DocumentText.objects.update_or_create(document=current, defaults=fields)


def page_texts(rows: Iterable[Row]) -> Iterator[tuple[int, str]]:
    """Yield the number and text of each page with text.

    Headers and footers are left out, and words that a line break divided are joined.
    """
    body_rows = (row for row in rows if row.style is not Style.EDGE)
    for number, page in groupby(body_rows, key=lambda row: row.page):
        text = _BROKEN_WORD.sub("", "\n".join(row.text for row in page))
        if text := without_hidden(text).strip():
            yield number, text
