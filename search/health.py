"""`/gezond/`: whether the portal can do its work, for monitors. No secrets, versions or paths."""

from typing import Any

from django.db import DatabaseError
from django.db.models import Count, Min
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .engines import engine
from .engines.protocol import EngineUnavailable
from .models import Entry

OLDEST = 15 * 60
"""Seconds that a change may wait for the index before somebody should look."""


@require_safe
@never_cache
def healthy(http: HttpRequest) -> JsonResponse:
    queue = _queue()
    found = {
        "databank": queue is not None,
        "zoekmachine": _engine_answers(),
        "wachtrij": queue or {"lengte": None, "oudste_seconden": None},
    }
    late = queue is not None and queue["oudste_seconden"] > OLDEST
    well = bool(found["databank"] and found["zoekmachine"] and not late)
    return JsonResponse({"ok": well, **found}, status=200 if well else 503)


def _queue() -> dict[str, Any] | None:
    """Rows to be carried out, and how long the oldest has been there; None: no database."""
    try:
        waiting = Entry.objects.filter(status__in=[Entry.Status.WAITING, Entry.Status.CLAIMED])
        found = waiting.aggregate(length=Count("pk"), oldest=Min("created_at"))
    except DatabaseError:
        return None
    oldest = found["oldest"]
    age = int((timezone.now() - oldest).total_seconds()) if oldest else 0
    return {"lengte": found["length"], "oudste_seconden": age}


def _engine_answers() -> bool:
    try:
        engine().ping()
    except EngineUnavailable:
        return False
    return True
