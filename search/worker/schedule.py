"""Tasks that come round: each at its interval, by one worker at a time, however many there are.

A round is taken by moving its next date on, in one statement; a worker that dies in the middle of
one delays it by its patience and no more. Tasks are idempotent.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from io import StringIO

from django.core.management import call_command
from django.db import Error
from django.utils import timezone

from armoedegeheugen.documents.texts import read_waiting

from ..analytics.query_log import forget
from ..index.recovery import compare_and_repair
from ..models import Round
from ..query import index_vocabulary
from .publishing import publish_scheduled

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Task:
    """What fails raises. One that is not back after `patience` is taken to be dead, and another
    worker may begin."""

    name: str
    every: timedelta
    run: Callable[[], object]
    patience: timedelta = timedelta(minutes=10)


def command(name: str) -> Callable[[], object]:
    """A management command as a task, without its output."""
    return lambda: call_command(name, verbosity=0, stdout=StringIO())


def _forget_asked() -> None:
    forget()


TASKS: tuple[Task, ...] = (
    # What expires is hidden from the search on the second; a page itself follows by this.
    Task("publish_scheduled", timedelta(seconds=15), publish_scheduled),
    Task("send_reminders", timedelta(hours=6), command("send_reminders")),
    Task("check_links", timedelta(hours=1), command("check_links"), timedelta(hours=6)),
    Task("forget_asked", timedelta(days=1), _forget_asked),
    Task("erase_submissions", timedelta(hours=6), command("erase_submissions")),
    Task("read_vocabulary", timedelta(seconds=15), index_vocabulary.refresh),
    Task("compare_index", timedelta(days=1), compare_and_repair, timedelta(hours=6)),
)

READING: tuple[Task, ...] = (
    # In a thread of its own: a scan of sixty pages takes minutes, and no publication waits for it.
    Task("read_documents", timedelta(seconds=10), read_waiting, timedelta(hours=1)),
)


def run_due(tasks: Sequence[Task] = TASKS) -> list[str]:
    """Run what is due and nobody else has taken; what fails is logged and kept on its row."""
    ran = []
    now = timezone.now()
    later = set(Round.objects.filter(due_at__gt=now).values_list("name", flat=True))
    for task in tasks:
        if task.name not in later and _take(task):
            _run(task)
            ran.append(task.name)
    return ran


def run_reading() -> list[str]:
    return run_due(READING)


def _take(task: Task) -> bool:
    now = timezone.now()
    Round.objects.get_or_create(name=task.name, defaults={"due_at": now})
    due = Round.objects.filter(name=task.name, due_at__lte=now)
    return bool(due.update(due_at=now + max(task.every, task.patience), ran_at=now))


def _run(task: Task) -> None:
    began, fault = timezone.now(), ""
    try:
        task.run()
    except Error:
        raise  # the database itself: there is nowhere to keep it
    except Exception as error:
        log.exception("De taak %s is mislukt.", task.name)
        fault = repr(error)[:2000]
    Round.objects.filter(name=task.name).update(due_at=began + task.every, fault=fault)
