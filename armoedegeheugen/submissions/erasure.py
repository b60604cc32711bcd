"""What nobody needs any more, gone after a set time: words, file, draft, and what history says.

The times are settings; the page where a sender agrees names the same ones. Whoever calls it twice
erases once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q, QuerySet

from ..models import Submission, SubmissionAttempt
from ..models.submission import CLOSED, State
from . import attachment, lifecycle, rate_limit

# Younger files may be of a request that is still at work.
STRAY = timedelta(hours=1)
WORDS = "wagtailsearch_indexentry_fts"


@dataclass(frozen=True)
class Erased:
    submissions: int
    attempts: int
    files: int


def erase_submissions(now: datetime) -> Erased:
    erased = sum(_erase(row) for row in due(now).select_related("page", "document", "picture"))
    if erased:
        _rewrite_words()
    old = SubmissionAttempt.objects.filter(moment__lte=now - rate_limit.LONGEST)
    return Erased(erased, old.delete()[0], _sweep(now))


def due(now: datetime) -> QuerySet[Submission]:
    """What was never confirmed, what was closed, and what has been online for long."""
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
    """False if it was changed just before. What is online stays: it is the editors' by then."""
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
    transaction.on_commit(lambda: attachment.discard(submission.attachment))
    return True


def _rewrite_words() -> None:
    """SQLite's index of words keeps what was deleted until it is written anew."""
    tables = connection.introspection.table_names()
    if connection.vendor == "sqlite" and WORDS in tables:
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {WORDS}({WORDS}) VALUES ('optimize')")


def _sweep(now: datetime) -> int:
    """Files that no submission knows: left behind where a process ended half-way."""
    known = set(Submission.objects.exclude(attachment="").values_list("attachment", flat=True))
    strays = [name for name in attachment.stored() if name not in known]
    old = [name for name in strays if attachment.stored_at(name) <= now - STRAY]
    for name in old:
        attachment.discard(name)
    return len(old)
