"""From told to online, or not: each step once, whoever comes first.

Invariant: each change asks in the database whether the submission is still where it has to be, so a
button pressed twice, or by two people, does its work once. What a sender withdrew is not online.
"""

from django.db import transaction
from django.utils import timezone
from wagtail.models import PageLogEntry, WorkflowState

from ..models import Submission, SubmissionMessage
from ..models.submission import WITH_EDITORS, State
from . import card, mail

WITHDRAWABLE = (State.SENT, *WITH_EDITORS, State.PUBLISHED)


class NoShelf(Exception):
    """There is no public overview that takes practices."""


def send(submission: Submission) -> bool:
    """Mail the link to confirm. False if someone did so just before."""
    now = timezone.now()
    if not submission.move(State.SENT, of=(State.DRAFT,), sent_at=now, consent_at=now):
        return False
    try:
        mail.confirm(submission)
    except OSError:
        submission.move(State.DRAFT, of=(State.SENT,), sent_at=None)
        raise
    return True


@transaction.atomic
def confirm(submission: Submission) -> bool:
    """Make the draft card and put it before the editors. False if that was done before."""
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
    """An editor sent the card back with a question."""
    if not submission.move(State.ASKED, of=(State.QUEUED,)):
        return
    _say(submission, question, from_editors=True)
    mail.tell("question", submission, question=question)


@transaction.atomic
def answer(submission: Submission, text: str) -> bool:
    """The sender's answer; the card goes on in its workflow."""
    if not submission.move(State.QUEUED, of=(State.ASKED,)):
        return False
    _say(submission, text, from_editors=False)
    workflow = submission.page.current_workflow_state if submission.page else None
    if workflow and workflow.status == WorkflowState.STATUS_NEEDS_CHANGES:
        workflow.resume()
    mail.tell_editors("editors_answer", submission)
    return True


@transaction.atomic
def resume(submission: Submission) -> None:
    """An editor took the card up again without an answer."""
    submission.move(State.QUEUED, of=(State.ASKED,))


@transaction.atomic
def publish(submission: Submission) -> None:
    """The card went online."""
    moment = timezone.now()
    if submission.move(State.PUBLISHED, of=WITH_EDITORS, published_at=moment):
        mail.tell("published", submission)


@transaction.atomic
def refuse(submission: Submission, reason: str, *, with_page: bool = True) -> bool:
    """Not taken: the card goes, the sender hears why."""
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
    """The sender's own wish: off the site at once, and a draft is gone at once."""
    before = submission.state
    if not submission.move(State.WITHDRAWN, of=WITHDRAWABLE, closed_at=timezone.now()):
        return False
    if before == State.SENT:
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
    if submission.page is not None:
        page, submission.page = submission.page, None
        page.delete()


def forget_history(submission: Submission) -> None:
    """What Wagtail's record of pages still says of a card that is gone: that it was, no more."""
    if submission.page_number:
        entries = PageLogEntry.objects.filter(page=submission.page_number)
        entries.update(label="ingestuurde praktijk (gewist)", data={})


def _say(submission: Submission, text: str, *, from_editors: bool) -> None:
    SubmissionMessage.objects.create(submission=submission, text=text, from_editors=from_editors)
