"""Move a submission from sent to published, refused or withdrawn.

Invariant: each change asks the database whether the submission is still in the expected state, so
a button pressed twice, or by two people, does its work once. A withdrawn card is not online.
"""

from django.db import transaction
from django.utils import timezone
from wagtail.models import PageLogEntry, WorkflowState

from ..models import Submission, SubmissionMessage
from ..models.submission import WITH_EDITORS, State
from . import card, mail

WITHDRAWABLE = (State.SENT, *WITH_EDITORS, State.PUBLISHED)


class NoShelf(Exception):
    """There is no public overview page for practices."""


@transaction.atomic
def send(submission: Submission) -> bool:
    """Mail the link to confirm; return False if it was sent just before."""
    now = timezone.now()
    if not submission.move(State.SENT, of=(State.DRAFT,), sent_at=now, consent_at=now):
        return False
    mail.confirm(submission)
    return True


@transaction.atomic
def confirm(submission: Submission) -> bool:
    """Create the draft card and start its workflow; return False if that was done before.

    Raises:
        NoShelf: There is no page to put the card under.
    """
    shelf = card.practices_overview()
    if shelf is None:
        raise NoShelf
    if not submission.move(State.QUEUED, of=(State.SENT,), confirmed_at=timezone.now()):
        return False
    page = card.create_draft(submission, shelf)
    submission.page, submission.page_number = page, page.pk
    submission.save(update_fields=["page", "page_number"])
    mail.tell("queued", submission)
    return True


@transaction.atomic
def ask(submission: Submission, question: str) -> None:
    """Store the question of an editor who sent the card back, and mail it."""
    if not submission.move(State.ASKED, of=(State.QUEUED,)):
        return
    _add_message(submission, question, from_editors=True)
    mail.tell("question", submission, question=question)


@transaction.atomic
def answer(submission: Submission, text: str) -> bool:
    """Store the sender's answer and resume the workflow; return False if nothing was asked."""
    if not submission.move(State.QUEUED, of=(State.ASKED,)):
        return False
    _add_message(submission, text, from_editors=False)
    workflow = submission.page.current_workflow_state if submission.page else None
    if workflow and workflow.status == WorkflowState.STATUS_NEEDS_CHANGES:
        workflow.resume()
    mail.tell_editors("editors_answer", submission)
    return True


@transaction.atomic
def resume(submission: Submission) -> None:
    """Put a card back in the queue that an editor took up again without an answer."""
    submission.move(State.QUEUED, of=(State.ASKED,))


@transaction.atomic
def publish(submission: Submission) -> None:
    """Mark a submission as published, and tell its sender."""
    moment = timezone.now()
    if submission.move(State.PUBLISHED, of=WITH_EDITORS, published_at=moment):
        mail.tell("published", submission)


@transaction.atomic
def refuse(submission: Submission, reason: str, *, with_page: bool = True) -> bool:
    """Refuse a submission, delete its card and tell its sender why."""
    moment = timezone.now()
    open_states = (*WITH_EDITORS, State.PUBLISHED)
    if not submission.move(State.REFUSED, of=open_states, reason=reason, closed_at=moment):
        return False
    if with_page:
        remove_page(submission)
    mail.tell("refused", submission)
    return True


@transaction.atomic
def withdraw(submission: Submission) -> bool:
    """Withdraw a submission: take its card offline, or delete the draft."""
    previous = submission.state
    if not submission.move(State.WITHDRAWN, of=WITHDRAWABLE, closed_at=timezone.now()):
        return False
    if previous == State.SENT:
        return True
    page = submission.page
    if page is not None and page.live:
        page.unpublish()
    else:
        remove_page(submission)
    mail.tell("withdrawn", submission)
    mail.tell_editors("editors_withdrawn", submission)
    return True


def remove_page(submission: Submission) -> None:
    """Delete the card of a submission."""
    if submission.page is not None:
        page, submission.page = submission.page, None
        page.delete()


def forget_history(submission: Submission) -> None:
    """Erase the title and data of a deleted card from Wagtail's log."""
    if submission.page_number:
        entries = PageLogEntry.objects.filter(page=submission.page_number)
        entries.update(label="ingestuurde praktijk (gewist)", data={})


def _add_message(submission: Submission, text: str, *, from_editors: bool) -> None:
    SubmissionMessage.objects.create(submission=submission, text=text, from_editors=from_editors)
