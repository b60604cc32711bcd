"""What an operator wants to know of the index, and the few things that can be done about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from wagtail.models import Page

from armoedegeheugen.models import Recommendation

from ..engines import EMBEDDED, engine
from ..engines.protocol import Audience, EngineDamaged, EngineUnavailable
from ..facets import kinds
from ..facets.kinds import RECOMMENDATION
from ..index import after_commit, outbox
from ..index.consistency import check_and_store
from ..index.outbox import Item
from ..models import Check, Entry, Rebuild, Round

SHOWN = 50
"""Failed rows on the page; the others come up as these are dealt with."""

SMALL = 500
"""Documents that are compared while somebody waits, in a few seconds; more is the worker's work."""

WORKER_SILENT = timedelta(minutes=5)
"""A worker lets something come round every 15 seconds, unless it is at a long task."""

COMPARE = "compare_index"

DRIFT_LABELS = {
    "ontbreekt": "ontbreekt in de index",
    "spook": "staat ten onrechte in de index",
    "verouderd": "staat er verouderd in",
    "ten_onrechte_openbaar": "is ten onrechte openbaar vindbaar",
}


@dataclass(frozen=True)
class Health:
    """Whether the engine answers, and how many documents it holds by kind and audience."""

    name: str
    fault: str = ""
    damaged: bool = False
    counts: Mapping[Audience, Mapping[str, int]] | None = None

    @property
    def rows(self) -> list[tuple[str, list[int]]]:
        counts = self.counts or {}
        counted = [kind for kind in kinds.LABELS if any(kind in held for held in counts.values())]
        return [(kinds.LABELS[k], [counts[a].get(k, 0) for a in Audience]) for k in counted]

    @property
    def totals(self) -> list[int]:
        return [sum((self.counts or {}).get(audience, {}).values()) for audience in Audience]


@dataclass(frozen=True)
class Failure:
    """A row that was given up, with what it is about as an editor knows it."""

    row: Entry
    kind: str
    title: str
    page: int | None


def health() -> Health:
    name = "ingebouwd" if settings.SEARCH_URL.startswith(EMBEDDED) else "Elasticsearch"
    try:
        return Health(name, counts={audience: engine().counts(audience) for audience in Audience})
    except EngineUnavailable as fault:
        return Health(name, str(fault), isinstance(fault, EngineDamaged))


def waiting() -> tuple[int, timedelta | None]:
    """How many rows are to be carried out, and how long the oldest has been waiting."""
    rows = Entry.objects.filter(status__in=outbox.OPEN)
    oldest = rows.order_by("id").values_list("created_at", flat=True).first()
    return rows.count(), timezone.now() - oldest if oldest else None


def worker_seen() -> datetime | None:
    seen: datetime | None = Round.objects.aggregate(seen=Max("ran_at"))["seen"]
    return seen


def worker_is_silent(seen: datetime | None) -> bool:
    return seen is None or timezone.now() - seen > WORKER_SILENT


def rebuild_under_way() -> Rebuild | None:
    return Rebuild.objects.first()


def last_check() -> Check | None:
    return Check.objects.order_by("made_at").last()


def drift(found: Mapping[str, Any]) -> dict[str, list[str]]:
    """What a check found, each id once, by what is wrong with it."""
    return {
        label: sorted(set(_ids(found.get(key, []))))
        for key, label in DRIFT_LABELS.items()
        if any(_ids(found.get(key, [])))
    }


def failures() -> list[Failure]:
    rows = list(Entry.objects.filter(status=Entry.Status.FAILED).order_by("-due_at")[:SHOWN])
    pages = _pages(rows)
    titles = dict(Page.objects.filter(pk__in=pages.values()).values_list("pk", "title"))
    return [
        Failure(
            row=row,
            kind=kinds.LABELS.get(row.kind, row.kind),
            title=titles.get(pages.get(row.pk, 0), str(row)),
            page=pages.get(row.pk) if pages.get(row.pk) in titles else None,
        )
        for row in rows
    ]


def failed_rounds() -> Iterable[Round]:
    return Round.objects.exclude(fault="").order_by("name")


def compare_now(documents: int) -> bool:
    """Compare index and database, or leave it to the worker where that takes long. Whether it has
    been done."""
    if documents <= SMALL:
        check_and_store()
        return True
    now = timezone.now()
    Round.objects.update_or_create(name=COMPARE, defaults={"due_at": now})
    return False


@transaction.atomic
def repair_found() -> int:
    """Send what the last check found through the outbox once more."""
    last = last_check()
    ids = {id for found in drift(last.found).values() for id in found} if last else set()
    added = outbox.add(Item.of(id) for id in sorted(ids))
    after_commit.request_sync()
    return added


@transaction.atomic
def retry(keys: Iterable[int] | None = None) -> int:
    """Make failed rows due again: these, or all of them."""
    rows = Entry.objects.filter(status=Entry.Status.FAILED)
    retried = outbox.retry(rows if keys is None else rows.filter(pk__in=keys))
    after_commit.request_sync()
    return retried


def _ids(found: Any) -> Iterable[str]:
    groups = found.values() if isinstance(found, dict) else [found]
    return (id for group in groups for id in group)


def _pages(rows: Iterable[Entry]) -> dict[int, int]:
    """Each row's page, by the row's key: that of a recommendation is its advice."""
    rows = list(rows)
    keys = [row.key for row in rows if row.kind == RECOMMENDATION]
    asked = Recommendation.objects.filter(key__in=keys).values_list("key", "advice")
    advices = {str(key): advice for key, advice in asked}
    found = {}
    for row in rows:
        if row.kind == RECOMMENDATION:
            found[row.pk] = advices.get(row.key, 0)
        elif row.key.isdigit():
            found[row.pk] = int(row.key)
    return found
