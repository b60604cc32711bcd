"""Run periodic tasks, each by one worker at a time, however many workers there are.

A worker takes a task by moving its next date, in one statement. If that worker dies, the task is
delayed by its time-out and no more. Tasks are idempotent.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from io import StringIO

from django.core.management import call_command
from django.db import Error
from django.utils import timezone

from armoedegeheugen.documents.texts import read_waiting
from armoedegeheugen.mail.delivery import deliver_due, forget_old
from armoedegeheugen.safety.file_storage import delete_abandoned

from ..analytics.query_log import erase_old
from ..engines.protocol import EngineUnavailable
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


# Only our own database and index are asked, so that no other server can delay a publication.
QUICK: tuple[Task, ...] = (
    # A search hides what expires on the second; the page itself follows with this task.
    Task("publish_scheduled", timedelta(seconds=15), publish_scheduled),
    Task("read_vocabulary", timedelta(seconds=15), index_vocabulary.refresh),
)

# A mail server that does not answer holds up other mails, and nothing else.
MAIL: tuple[Task, ...] = (
    Task("deliver_mail", timedelta(seconds=5), deliver_due),
    Task("forget_mail", timedelta(days=1), forget_old),
)

# Reading a scan of sixty pages takes minutes.
READING: tuple[Task, ...] = (
    Task("read_documents", timedelta(seconds=10), read_waiting, timedelta(hours=1)),
)

SLOW: tuple[Task, ...] = (
    Task("send_reminders", timedelta(hours=6), command("send_reminders")),
    Task("check_links", timedelta(hours=1), command("check_links"), timedelta(hours=6)),
    Task("forget_asked", timedelta(days=1), _erase_query_log),
    Task("erase_submissions", timedelta(hours=6), command("erase_submissions")),
    Task("delete_abandoned", timedelta(days=1), delete_abandoned),
    Task("clear_sessions", timedelta(days=1), command("clearsessions")),
    Task("compare_index", timedelta(days=1), compare_and_repair, timedelta(hours=6)),
)

# Each lane has a thread of its own in each worker.
LANES: Mapping[str, tuple[Task, ...]] = {
    "quick": QUICK,
    "mail": MAIL,
    "reading": READING,
    "slow": SLOW,
}
TASKS: tuple[Task, ...] = tuple(task for lane in LANES.values() for task in lane)

# How much later than planned a task may begin. A busy lane delays its tasks by some minutes.
OVERDUE = timedelta(minutes=15)


def overdue() -> list[str]:
    """Return the names of the tasks that no worker began in time, although they were due.

    A task that hangs is among them once its time-out has passed.
    """
    late = Round.objects.filter(due_at__lt=timezone.now() - OVERDUE)
    names = set(late.values_list("name", flat=True))
    return [task.name for task in TASKS if task.name in names]


def run_due(tasks: Sequence[Task]) -> list[str]:
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
    except EngineUnavailable as error:
        fault = repr(error)[:2000]  # the engine itself logs when an outage begins and ends
    except Exception as error:
        log.exception("De taak %s is mislukt.", task.name)
        fault = repr(error)[:2000]
    Round.objects.filter(name=task.name).update(due_at=began + task.every, fault=fault)
