"""Report the numbers of `/gezond/` at `/metrics`, in the text format of Prometheus.

The portal answers there only with the setting `METRICS`, and only a program on this machine or one
that knows `METRICS_TOKEN`. Numbers of one process, such as counts of answers, are left to the web
server: each of our processes would report others.
"""

from collections.abc import Iterator
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare

from .health import Work, engine_answers, read_work

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
PREFIX = "armoedegeheugen_"

# The headers by which a proxy says for whom it asks.
FORWARDED = ("X-Forwarded-For", "X-Forwarded-Host", "Forwarded")


def metrics(request: HttpRequest) -> HttpResponse | None:
    """Return the numbers; None for who may not read them."""
    if not _may_read(request):
        return None
    work = read_work()
    lines = [*_gauge("database_up", work is not None), *_gauge("search_up", engine_answers())]
    if work:
        lines += _of_work(work)
    return HttpResponse("\n".join([*lines, ""]), content_type=CONTENT_TYPE)


def _may_read(request: HttpRequest) -> bool:
    if settings.METRICS_TOKEN:
        given = request.headers.get("Authorization", "")
        return constant_time_compare(given, f"Bearer {settings.METRICS_TOKEN}")
    # nginx on this machine asks from the same address, for everybody.
    if any(request.headers.get(name) for name in FORWARDED):
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _of_work(work: Work) -> Iterator[str]:
    yield from _gauge("changes_waiting", work.changes.length)
    yield from _gauge("changes_oldest_seconds", work.changes.oldest)
    yield from _gauge("mails_waiting", work.mails.length)
    yield from _gauge("mails_oldest_seconds", work.mails.oldest)
    yield from _gauge("mails_failed", work.failed_mails)
    yield from _gauge("tasks_overdue", len(work.overdue_tasks))
    if work.worker_age is not None:
        yield from _gauge("worker_last_seen_seconds", work.worker_age)


def _gauge(name: str, value: int) -> list[str]:
    return [f"# TYPE {PREFIX}{name} gauge", f"{PREFIX}{name} {int(value)}"]
