"""Run periodic tasks, each by one worker at a time, however many workers there are.

A worker takes a task by moving its next date, in one statement. If that worker dies, the task is
delayed by its time-out and no more. Tasks are idempotent.
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

from ..analytics.query_log import erase_old
from ..index.recovery import compare_and_repair
from ..models import Round
from ..query import index_vocabulary
from .publishing import publish_scheduled

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Task:
    """A periodic task; it fails by raising an exception.

    Attributes:
        name: the name of its row.
        every: the interval between two runs.
        run: what to call.
        timeout: after this a worker that took it counts as dead, and another may begin.
    """

    name: str
    every: timedelta
    run: Callable[[], object]
    timeout: timedelta = timedelta(minutes=10)


def command(name: str) -> Callable[[], object]:
    """Return a task that runs a management command without its output."""
    return lambda: call_command(name, verbosity=0, stdout=StringIO())


def _erase_query_log() -> None:
    erase_old()


TASKS: tuple[Task, ...] = (
    # A search hides what expires on the second; the page itself follows with this task.
    Task("publish_scheduled", timedelta(seconds=15), publish_scheduled),
    Task("send_reminders", timedelta(hours=6), command("send_reminders")),
    Task("check_links", timedelta(hours=1), command("check_links"), timedelta(hours=6)),
    Task("forget_asked", timedelta(days=1), _erase_query_log),
    Task("erase_submissions", timedelta(hours=6), command("erase_submissions")),
    Task("read_vocabulary", timedelta(seconds=15), index_vocabulary.refresh),
    Task("compare_index", timedelta(days=1), compare_and_repair, timedelta(hours=6)),
)

READING: tuple[Task, ...] = (
    # In a thread of its own: reading a scan of sixty pages takes minutes, which must not delay a
    # publication.
    Task("read_documents", timedelta(seconds=10), read_waiting, timedelta(hours=1)),
)


def run_due(tasks: Sequence[Task] = TASKS) -> list[str]:
    """Run the tasks that are due and not taken by another worker, and return their names.

    A failure is logged and kept on the row of the task.
    """
    ran = []
    now = timezone.now()
    not_due = set(Round.objects.filter(due_at__gt=now).values_list("name", flat=True))
    for task in tasks:
        if task.name not in not_due and _take(task):
            _run(task)
            ran.append(task.name)
    return ran


def run_due_reading() -> list[str]:
    """Run the tasks of `READING` that are due."""
    return run_due(READING)


def _take(task: Task) -> bool:
    now = timezone.now()
    Round.objects.get_or_create(name=task.name, defaults={"due_at": now})
    due = Round.objects.filter(name=task.name, due_at__lte=now)
    return bool(due.update(due_at=now + max(task.every, task.timeout), ran_at=now))


def _run(task: Task) -> None:
    began, fault = timezone.now(), ""
    try:
        task.run()
    except Error:
        raise  # the database itself failed, so the fault cannot be stored
    except Exception as error:
        log.exception("De taak %s is mislukt.", task.name)
        fault = repr(error)[:2000]
    Round.objects.filter(name=task.name).update(due_at=began + task.every, fault=fault)
