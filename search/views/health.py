"""Report at `/gezond/` whether the portal can do its work. No secrets, versions or paths.

It is cheap enough to be asked every few seconds: it counts no further than `MOST`, and reads no
session. It is for monitors, not for a load balancer: without an engine the pages still work.
"""

from typing import Any

from django.db import Error
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from armoedegeheugen.operations.logs import without_log_line

from ..engines import engine
from ..engines.protocol import EngineUnavailable
from ..index.outbox import OPEN
from ..models import Entry

# Seconds that a change may wait for the index before somebody should look.
OLDEST = 15 * 60

# The queue is counted no further.
MOST = 10_000


@require_safe
@never_cache
def healthy(http: HttpRequest) -> JsonResponse:
    """Answer with the state of database, engine and queue; 503 if one of them needs somebody."""
    queue = _queue()
    parts = {
        "databank": queue is not None,
        "zoekmachine": _engine_answers(),
        "wachtrij": queue or {"lengte": None, "oudste_seconden": None},
    }
    late = queue is not None and queue["oudste_seconden"] > OLDEST
    well = bool(parts["databank"] and parts["zoekmachine"] and not late)
    answer = JsonResponse({"ok": well, **parts}, status=200 if well else 503)
    return without_log_line(answer)


def _queue() -> dict[str, Any] | None:
    """Return the length of the queue and the age of its oldest row; None without a database."""
    waiting = Entry.objects.filter(status__in=OPEN).order_by("id")
    try:
        oldest = waiting.values_list("created_at", flat=True).first()
        length = waiting[:MOST].count()
    except Error:
        return None
    age = int((timezone.now() - oldest).total_seconds()) if oldest else 0
    return {"lengte": length, "oudste_seconden": age}


def _engine_answers() -> bool:
    try:
        engine().ping()
    except EngineUnavailable:
        return False
    return True
