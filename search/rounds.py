"""Tasks that come round: each at its interval, by one worker at a time, however many there are.

A round is claimed by moving its next date on, so a worker that dies in the middle of one delays it
by one interval and no more. Tasks are idempotent.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import StringIO

from django.core.management import call_command
from django.utils import timezone

from .missed import forget
from .models import Round

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Task:
    name: str
    every: timedelta
    run: Callable[[], object]


def command(name: str) -> Callable[[], object]:
    """A management command as a task, without its output."""
    return lambda: call_command(name, verbosity=0, stdout=StringIO())


def _forget_missed() -> None:
    forget()


TASKS: tuple[Task, ...] = (
    # Publishing and expiry are hidden or shown by the second at query time; this moves the pages.
    Task("publish_scheduled", timedelta(minutes=1), command("publish_scheduled")),
    Task("send_reminders", timedelta(hours=6), command("send_reminders")),
    Task("check_links", timedelta(hours=1), command("check_links")),
    Task("forget_missed", timedelta(days=1), _forget_missed),
    Task("erase_submissions", timedelta(hours=6), command("erase_submissions")),
)


def run_due(tasks: Sequence[Task] = TASKS) -> list[str]:
    """Run what is due and nobody else has taken; what fails is logged and kept on its row."""
    ran = []
    for task in tasks:
        if _take(task, timezone.now()):
            _run(task)
            ran.append(task.name)
    return ran


def _take(task: Task, now: datetime) -> bool:
    Round.objects.get_or_create(name=task.name, defaults={"due_at": now})
    due = Round.objects.filter(name=task.name, due_at__lte=now)
    return bool(due.update(due_at=now + task.every, ran_at=now))


def _run(task: Task) -> None:
    fault = ""
    try:
        task.run()
    except Exception as error:
        log.exception("De taak %s is mislukt.", task.name)
        fault = repr(error)[:2000]
    Round.objects.filter(name=task.name).update(fault=fault)
