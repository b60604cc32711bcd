"""The text of documents: which must be read, reading them, and what to say of it.

Invariant: a file is opened by nothing here but `extracting`, in a process with limits; what went
wrong is a status with a sentence, never an error of ours. No text outlives its file.
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

from ..extracting.limits import FOR_PICTURES, Limits
from ..extracting.rows import Row, Style
from ..extracting.run import KINDS, End, Job, Outcome, extract_all
from ..extracting.tesseract import program as tesseract
from ..models import DocumentText
from ..sanitise import visible

log = logging.getLogger(__name__)

Status = DocumentText.Status

LIMITS = Limits(letters=200_000)
"""Some 80 full pages a document. What is beyond is not found, and its status says so: it is the
price of an index that stays small and a rebuild that stays quick."""
BATCH = 8
"""Documents to a helper process."""
MOST_SECONDS = 240
"""Of a round; what is left comes in the next."""
LARGEST_FILE = 64 * 1024 * 1024
"""More than may be uploaded; a file that came another way."""

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
    post_save.connect(_file_may_differ, get_document_model(), dispatch_uid="document text")


def _file_may_differ(instance: Any, **_: Any) -> None:
    """In the transaction of the change, so that the old text goes when the new file comes."""
    same = Q(file_name=instance.file.name, file_hash=instance.file_hash)
    old = DocumentText.objects.filter(document=instance).exclude(same)
    for text in old:
        _forget(text)


def _forget(text: DocumentText) -> None:
    text.status, text.pages, text.page_count, text.reason = Status.WAITING, [], 0, ""
    text.ocr = text.cut = False
    text.save()


def waiting() -> QuerySet:
    """Documents that were never read, or must be read again."""
    never = Q(reading__isnull=True)
    return get_document_model().objects.filter(never | Q(reading__status=Status.WAITING))


def read_again(keys: Iterable[int]) -> int:
    """Let the worker read these once more; returns how many."""
    read = DocumentText.objects.filter(document__in=list(keys)).exclude(status=Status.WAITING)
    again = list(read)
    for text in again:
        text.status = Status.WAITING
        text.save(update_fields=["status"])
    return len(again)


def read_waiting(most_seconds: float = MOST_SECONDS, limits: Limits = LIMITS) -> int:
    """Read what waits, the oldest first, until the time is over; returns how many were read."""
    until, read = time.monotonic() + most_seconds, 0
    while time.monotonic() < until:
        batch = list(waiting().order_by(F("reading").asc(nulls_first=True), "pk")[:BATCH])
        if not batch:
            break
        _read(batch, limits)
        read += len(batch)
    return read


def _read(documents: list[Any], limits: Limits) -> None:
    with tempfile.TemporaryDirectory(prefix="documenten-") as folder:
        jobs: list[tuple[Any, Job, str]] = []
        for document in documents:
            path = Path(folder) / str(document.pk)
            fault, reason = _fetch(document, path)
            if fault:
                _store(document, fault, reason)
                continue
            job = Job(path, document.file_extension.lower())
            jobs.append((document, job, _checksum(path)))
        outcomes = extract_all([job for _, job, _ in jobs], limits)
        for (document, job, checksum), outcome in zip(jobs, outcomes, strict=True):
            _keep(document, _or_by_picture(job, outcome), checksum)


def _fetch(document: Any, path: Path) -> tuple[str, str]:
    """A copy of the file, wherever it is kept; why not, if not."""
    extension = document.file_extension.lower()
    if extension not in KINDS:
        return Status.UNKNOWN, REASONS[End.UNKNOWN]
    try:
        if document.file.size > LARGEST_FILE:
            return Status.TOO_LARGE, REASONS[End.TOO_LARGE]
        with document.file.storage.open(document.file.name, "rb") as file, path.open("wb") as copy:
            shutil.copyfileobj(file, copy)
    except (OSError, ValueError):
        return Status.MISSING, MISSING
    return "", ""


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _or_by_picture(job: Job, outcome: Outcome) -> Outcome:
    """A PDF without text is a scan, if there is someone to read it."""
    if outcome.end is not End.EMPTY or job.kind != "pdf" or not tesseract():
        return outcome
    return next(extract_all([Job(job.path, "ocr")], FOR_PICTURES))


def _keep(document: Any, outcome: Outcome, checksum: str) -> None:
    pages = [list(page) for page in page_texts(outcome.rows)]
    partly = outcome.partly or outcome.facts.cut
    if outcome.end is End.READ or (outcome.partly and pages):
        status = Status.PARTLY if partly else Status.READ
        reason = PARTLY if partly else ""
    else:
        status, reason = Status(outcome.end.value), REASONS[outcome.end]
        pages = []
    log.info("Document %s: %s, %d s", document.pk, status, outcome.seconds)
    facts = outcome.facts
    _store(document, status, reason, pages=pages, page_count=min(facts.pages, 10**6),
           ocr=facts.ocr, cut=partly, checksum=checksum)  # fmt: skip


def _store(document: Any, status: str, reason: str, **values: Any) -> None:
    """Unless the document went, or has another file by now."""
    now = get_document_model().objects.filter(pk=document.pk, file=document.file.name).first()
    if now is None:
        return
    held: dict[str, Any] = {"pages": [], "page_count": 0, "ocr": False, "cut": False}
    held |= {"checksum": "", **values, "status": status, "reason": reason}
    held |= {"file_name": document.file.name, "file_hash": document.file_hash}
    held["read_at"] = timezone.now()
    DocumentText.objects.update_or_create(document=now, defaults=held)


def page_texts(rows: Iterable[Row]) -> Iterator[tuple[int, str]]:
    """Number and text of each page, with the words that the ends of lines broke put together."""
    told = (row for row in rows if row.style is not Style.EDGE)
    for number, page in groupby(told, key=lambda row: row.page):
        text = _BROKEN_WORD.sub("", "\n".join(row.text for row in page))
        if text := visible(text).strip():
            yield number, text
