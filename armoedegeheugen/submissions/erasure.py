"""Erase submissions after their retention period: text, file, draft page and log entries.

The periods are settings; the page where a sender gives consent names the same ones. Running it
twice is harmless.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q, QuerySet

from ..models import OutgoingMail, Submission, SubmissionAttempt
from ..models.outgoing_mail import MailState
from ..models.submission import CLOSED, State
from . import attachment, lifecycle, rate_limit

# A younger file may belong to a request that is not finished yet.
STRAY = timedelta(hours=1)
FULL_TEXT_TABLE = "wagtailsearch_indexentry_fts"


@dataclass(frozen=True)
class Erased:
    """The number of erased rows and files."""

    submissions: int
    attempts: int
    files: int


def erase_submissions(now: datetime) -> Erased:
    """Erase all that is due, old attempts, and files without a submission."""
    erased = sum(_erase(row) for row in due(now).select_related("page", "document", "picture"))
    if erased:
        _compact_full_text()
    old = SubmissionAttempt.objects.filter(moment__lte=now - rate_limit.LONGEST)
    return Erased(erased, old.delete()[0], _sweep(now))


def due(now: datetime) -> QuerySet[Submission]:
    """Return submissions never confirmed, closed, or long published, past their period."""
    unconfirmed = now - timedelta(days=settings.SUBMISSION_UNCONFIRMED_DAYS)
    closed = now - timedelta(days=settings.SUBMISSION_KEEP_DAYS)
    online = now - timedelta(days=settings.SUBMISSION_PUBLISHED_DAYS)
    return Submission.objects.filter(
        Q(state=State.DRAFT, changed_at__lte=unconfirmed)
        | Q(state=State.SENT, sent_at__lte=unconfirmed)
        | Q(state__in=CLOSED, closed_at__lte=closed)
        | Q(state=State.PUBLISHED, published_at__lte=online)
    )


@transaction.atomic
def _erase(submission: Submission) -> bool:
    """Erase one; False if it was changed in the meantime. A published card stays."""
    still = Submission.objects.filter(pk=submission.pk, changed_at=submission.changed_at)
    if not still.delete()[0]:
        return False
    if submission.state in CLOSED:
        if submission.page is not None and not submission.page.live:
            lifecycle.remove_page(submission)
        lifecycle.forget_history(submission)
        for copy in (submission.document, submission.picture):
            if copy is not None:
                copy.delete()
    if submission.email:  # mails about it name the sender, and lead to a page that is gone
        mails = OutgoingMail.objects.filter(to__iexact=submission.email)
        mails.filter(state__in=(MailState.SENT, MailState.FAILED)).delete()
    transaction.on_commit(lambda: attachment.discard(submission.attachment))
    return True


def _compact_full_text() -> None:
    """Rewrite SQLite's full-text index, which keeps deleted words until then."""
    tables = connection.introspection.table_names()
    if connection.vendor == "sqlite" and FULL_TEXT_TABLE in tables:
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {FULL_TEXT_TABLE}({FULL_TEXT_TABLE}) VALUES ('optimize')")


def _sweep(now: datetime) -> int:
    """Delete files without a submission, left by a process that ended half-way."""
    known = set(Submission.objects.exclude(attachment="").values_list("attachment", flat=True))
    strays = [name for name in attachment.stored() if name not in known]
    old = [name for name in strays if attachment.stored_at(name) <= now - STRAY]
    for name in old:
        attachment.discard(name)
    return len(old)
