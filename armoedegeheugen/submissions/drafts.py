"""Keep the draft of a visitor, found by a signed cookie.

Invariant: a draft changes until its sender confirms it, and never after. A change to a draft that
was already sent makes the link in that mail invalid: it has to be sent again.
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
    """Return how long an unconfirmed draft is kept."""
    return timedelta(days=settings.SUBMISSION_UNCONFIRMED_DAYS)


def current(request: HttpRequest) -> Submission | None:
    """Return the draft of this visitor, or None."""
    try:
        key = tokens.read_draft(request.COOKIES.get(COOKIE, ""), lifetime())
    except tokens.Invalid:
        return None
    return Submission.objects.filter(pk=key, state__in=BEING_TOLD).first()


def begin() -> Submission:
    """Create an empty draft."""
    return Submission.objects.create()


def remember(response: HttpResponse, submission: Submission) -> None:
    """Set the cookie anew, so that each step extends the life of a draft."""
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
    """Delete the cookie."""
    response.delete_cookie(COOKIE, path=reverse("submissions:start"), samesite="Lax")


def save(submission: Submission, **values: Any) -> bool:
    """Store values; return False if the submission was confirmed in the meantime."""
    if all(getattr(submission, name) == value for name, value in values.items()):
        return True
    return submission.move(State.DRAFT, of=BEING_TOLD, sent_at=None, **values)


def attach(submission: Submission, file: attachment.Attachment, name: str) -> bool:
    """Store a file in place of the previous one; return False if the draft was confirmed."""
    previous = submission.attachment
    stored = attachment.store(file)
    saved = save(
        submission,
        attachment=stored,
        attachment_name=attachment.display_name(name, file.extension),
        attachment_size=len(file.data),
    )
    attachment.discard(previous if saved else stored)
    return saved


def detach(submission: Submission) -> bool:
    """Delete the file; return False if the draft was confirmed."""
    previous = submission.attachment
    if not save(submission, attachment="", attachment_name="", attachment_size=0):
        return False
    attachment.discard(previous)
    return True


def erase(submission: Submission) -> None:
    """Delete a draft and its file at the sender's request."""
    rows = Submission.objects.filter(pk=submission.pk, state__in=BEING_TOLD)
    if rows.delete()[0]:
        attachment.discard(submission.attachment)


def room_for_files() -> bool:
    """Return whether the files of all unconfirmed drafts are within their limit."""
    drafts = Submission.objects.filter(state__in=BEING_TOLD)
    total = drafts.aggregate(size=Sum("attachment_size"))["size"] or 0
    return total < settings.SUBMISSION_UNCONFIRMED_BYTES
