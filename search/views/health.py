"""Report at `/gezond/` whether the portal can do its work. No secrets, versions or paths.

It is cheap enough to be asked every few seconds: it counts no further than `MOST`, and reads no
session. It is for monitors, not for a load balancer: without an engine the pages still work.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import Error
from django.db.models import QuerySet
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from armoedegeheugen.models import OutgoingMail
from armoedegeheugen.models.outgoing_mail import MailState
from armoedegeheugen.operations.logs import without_log_line

from ..admin.operations import worker_is_silent, worker_last_seen
from ..engines import engine
from ..engines.protocol import EngineUnavailable
from ..index.outbox import OPEN
from ..models import Entry
from ..worker.schedule import overdue

# Seconds that a change may wait for the index before somebody should look.
OLDEST_CHANGE = 15 * 60

# Seconds that a mail may wait. Four attempts are made in the first hour and a half, so a mail that
# is older waits for a server that is away.
OLDEST_MAIL = 2 * 60 * 60

# Queues are counted no further.
MOST = 10_000


@dataclass(frozen=True)
class Queue:
    """The length of a queue, and the age of its oldest row in seconds; 0 if it is empty."""

    length: int
    oldest: int


@dataclass(frozen=True)
class Work:
    """The work that waits in the database, and when a worker was last there."""

    changes: Queue
    mails: Queue
    # Mails that were given up. A wrong address suffices, so they are for the editors (Berichten).
    failed_mails: int
    overdue_tasks: list[str]
    worker_seen: datetime | None

    @property
    def worker_age(self) -> int | None:
        """Return the seconds since a worker began a task; None if none ever did."""
        return _age(self.worker_seen) if self.worker_seen else None

    @property
    def goes_well(self) -> bool:
        """Return whether nobody has to do anything."""
        is_late = self.changes.oldest > OLDEST_CHANGE or self.mails.oldest > OLDEST_MAIL
        return not (is_late or self.overdue_tasks or worker_is_silent(self.worker_seen))


def read_work() -> Work | None:
    """Return the work of this moment; None if the database does not answer."""
    mails = OutgoingMail.objects
    try:
        return Work(
            changes=_queue(Entry.objects.filter(status__in=OPEN).order_by("id")),
            mails=_queue(mails.filter(state=MailState.WAITING).order_by("created_at")),
            failed_mails=mails.filter(state=MailState.FAILED)[:MOST].count(),
            overdue_tasks=overdue(),
            worker_seen=worker_last_seen(),
        )
    except Error:
        return None


def engine_answers() -> bool:
    """Return whether the search engine answers."""
    try:
        engine().ping()
    except EngineUnavailable:
        return False
    return True


@require_safe
@never_cache
def healthy(http: HttpRequest) -> JsonResponse:
    """Answer with the state of database, engine, queues and worker; 503 if somebody must act."""
    work, searches = read_work(), engine_answers()
    well = bool(work and work.goes_well and searches)
    content = {
        "ok": well,
        "databank": work is not None,
        "zoekmachine": searches,
        "wachtrij": _queue_as_json(work.changes if work else None),
        "berichten": _queue_as_json(work.mails if work else None)
        | {"mislukt": work.failed_mails if work else None},
        "worker": {
            "laatst_gezien_seconden": work.worker_age if work else None,
            "taken_te_laat": work.overdue_tasks if work else None,
        },
    }
    return without_log_line(JsonResponse(content, status=200 if well else 503))


def _queue(rows: QuerySet) -> Queue:
    oldest = rows.values_list("created_at", flat=True).first()
    return Queue(rows[:MOST].count(), _age(oldest) if oldest else 0)


def _queue_as_json(queue: Queue | None) -> dict[str, int | None]:
    length, oldest = (queue.length, queue.oldest) if queue else (None, None)
    return {"lengte": length, "oudste_seconden": oldest}


def _age(moment: datetime) -> int:
    return int((timezone.now() - moment).total_seconds())
