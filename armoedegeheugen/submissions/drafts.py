"""Who is typing: one submission, found by a signed cookie.

Invariant: a draft changes as long as its sender did not confirm it, and never after. Changing what
was already sent makes the link in that mail worthless: it has to be sent again.
"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from ..models import Submission
from ..models.submission import BEING_TOLD, State
from . import attachment, tokens

COOKIE = "insturen"


def lifetime() -> timedelta:
    return timedelta(days=settings.SUBMISSION_UNCONFIRMED_DAYS)


def current(request: HttpRequest) -> Submission | None:
    try:
        key = tokens.read_draft(request.COOKIES.get(COOKIE, ""), lifetime())
    except tokens.Invalid:
        return None
    return Submission.objects.filter(pk=key, state__in=BEING_TOLD).first()


def begin() -> Submission:
    return Submission.objects.create()


def remember(response: HttpResponse, submission: Submission) -> None:
    """Anew at each step, so that a draft lives as long after the last word as after the first."""
    response.set_cookie(
        COOKIE,
        tokens.draft(submission),
        max_age=lifetime(),
        path=reverse("submissions:start"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget(response: HttpResponse) -> None:
    response.delete_cookie(COOKIE, path=reverse("submissions:start"), samesite="Lax")


def save(submission: Submission, **values: Any) -> bool:
    """Keep what was typed; False if the submission was confirmed in the meantime."""
    if all(getattr(submission, name) == value for name, value in values.items()):
        return True
    return submission.move(State.DRAFT, of=BEING_TOLD, sent_at=None, **values)


def attach(submission: Submission, file: attachment.Attachment, name: str) -> bool:
    before = submission.attachment
    stored = attachment.store(file)
    kept = save(
        submission,
        attachment=stored,
        attachment_name=attachment.display_name(name, file.extension),
        attachment_size=len(file.data),
    )
    attachment.discard(before if kept else stored)
    return kept


def detach(submission: Submission) -> bool:
    before = submission.attachment
    if not save(submission, attachment="", attachment_name="", attachment_size=0):
        return False
    attachment.discard(before)
    return True


def erase(submission: Submission) -> None:
    """All that was typed, at the sender's own wish: nobody else has seen it."""
    rows = Submission.objects.filter(pk=submission.pk, state__in=BEING_TOLD)
    if rows.delete()[0]:
        attachment.discard(submission.attachment)


def room_for_files() -> bool:
    """Whether what strangers left here, and did not confirm, is still within its bound."""
    kept = Submission.objects.filter(state__in=BEING_TOLD).aggregate(size=Sum("attachment_size"))
    return (kept["size"] or 0) < settings.SUBMISSION_UNCONFIRMED_BYTES
