"""Follow what editors do with a card, by Wagtail's signals."""

from typing import Any

from django.db.models import QuerySet
from django.db.models.signals import pre_delete
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.signals import page_published, task_submitted, workflow_rejected

from ..models import PracticeCard, Submission
from ..models.submission import State
from . import lifecycle

WITHOUT_REASON = "De redactie verwijderde de kaart."


def connect() -> None:
    """Connect all receivers."""
    page_published.connect(_published, sender=PracticeCard, dispatch_uid="submission_published")
    workflow_rejected.connect(_sent_back, sender=WorkflowState, dispatch_uid="submission_question")
    task_submitted.connect(_taken_up, sender=TaskState, dispatch_uid="submission_taken_up")
    pre_delete.connect(_deleted, sender=PracticeCard, dispatch_uid="submission_deleted")


def _of(page: Any) -> QuerySet[Submission]:
    number = page.pk if isinstance(page, Page) else None
    return Submission.objects.filter(page=number) if number else Submission.objects.none()


def _published(instance: PracticeCard, **_: Any) -> None:
    for submission in _of(instance):
        if submission.state == State.WITHDRAWN:
            instance.unpublish()  # by whatever way it came online again
        else:
            lifecycle.publish(submission)


def _sent_back(instance: WorkflowState, **_: Any) -> None:
    state = instance.current_task_state
    for submission in _of(instance.content_object):
        lifecycle.ask(submission, state.comment if state else "")


def _taken_up(instance: TaskState, **_: Any) -> None:
    for submission in _of(instance.workflow_state.content_object):
        lifecycle.resume(submission)


def _deleted(instance: PracticeCard, **_: Any) -> None:
    """Refuse a submission whose card was deleted from a list, or with its parent page."""
    for submission in _of(instance):
        lifecycle.refuse(submission, WITHOUT_REASON, with_page=False)
