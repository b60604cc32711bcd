"""Report the state of the index to an operator, and do the few things that repair it."""

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

from ..engines import engine
from ..engines.addresses import is_embedded
from ..engines.protocol import Audience, EngineDamaged, EngineUnavailable
from ..facets import kinds
from ..facets.kinds import RECOMMENDATION
from ..index import after_commit, outbox
from ..index.consistency import check_and_store
from ..index.outbox import Item
from ..models import Check, Entry, Rebuild, Round

# Failed rows on the page; more appear as these are dealt with.
MAX_FAILURES = 50

# Documents that are compared while somebody waits, in a few seconds; more is left to the worker.
MAX_COMPARED_NOW = 500

# A worker runs some task every 15 seconds, unless it is busy with a long one.
WORKER_SILENT = timedelta(minutes=5)

COMPARE = "compare_index"

DRIFT_LABELS = {
    "ontbreekt": "ontbreekt in de index",
    "spook": "staat ten onrechte in de index",
    "verouderd": "staat er verouderd in",
    "ten_onrechte_openbaar": "is ten onrechte openbaar vindbaar",
}


@dataclass(frozen=True)
class Health:
    """The state of the engine, with its number of documents by kind and audience."""

    name: str
    fault: str = ""
    damaged: bool = False
    counts: Mapping[Audience, Mapping[str, int]] | None = None

    @property
    def rows(self) -> list[tuple[str, list[int]]]:
        """Return for each kind its label and its number of documents for each audience."""
        counts = self.counts or {}
        counted = [kind for kind in kinds.LABELS if any(kind in held for held in counts.values())]
        return [(kinds.LABELS[k], [counts[a].get(k, 0) for a in Audience]) for k in counted]

    @property
    def totals(self) -> list[int]:
        """Return the number of documents for each audience."""
        return [sum((self.counts or {}).get(audience, {}).values()) for audience in Audience]


@dataclass(frozen=True)
class Failure:
    """A row that was given up, with the item as an editor knows it."""

    row: Entry
    kind: str
    title: str
    page: int | None


def health() -> Health:
    """Ask the engine for its state."""
    name = "ingebouwd" if is_embedded(settings.SEARCH_URL) else "Elasticsearch"
    try:
        return Health(name, counts={audience: engine().counts(audience) for audience in Audience})
    except EngineUnavailable as fault:
        return Health(name, str(fault), isinstance(fault, EngineDamaged))


def waiting() -> tuple[int, timedelta | None]:
    """Return the number of rows to carry out, and how long the oldest has been waiting."""
    rows = Entry.objects.filter(status__in=outbox.OPEN)
    oldest = rows.order_by("id").values_list("created_at", flat=True).first()
    return rows.count(), timezone.now() - oldest if oldest else None


def worker_last_seen() -> datetime | None:
    """Return when a worker last began a task; None if none ever did."""
    seen: datetime | None = Round.objects.aggregate(seen=Max("ran_at"))["seen"]
    return seen


def worker_is_silent(seen: datetime | None) -> bool:
    """Return whether no worker has begun a task for `WORKER_SILENT`."""
    return seen is None or timezone.now() - seen > WORKER_SILENT


def running_rebuild() -> Rebuild | None:
    """Return the row of the running rebuild, if there is one."""
    return Rebuild.objects.first()


def last_check() -> Check | None:
    """Return the last comparison of index and database, if there is one."""
    return Check.objects.order_by("made_at").last()


def drift_by_label(found: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return the ids that a check found, each once, by the label of what is wrong."""
    return {
        label: sorted(set(_ids(found.get(key, []))))
        for key, label in DRIFT_LABELS.items()
        if any(_ids(found.get(key, [])))
    }


def failures() -> list[Failure]:
    """Return the rows that were given up last, with their items."""
    rows = list(Entry.objects.filter(status=Entry.Status.FAILED).order_by("-due_at")[:MAX_FAILURES])
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


def failed_tasks() -> Iterable[Round]:
    """Return the periodic tasks whose last run failed."""
    return Round.objects.exclude(fault="").order_by("name")


def compare_now(documents: int) -> bool:
    """Compare index and database, or leave it to the worker if there are many documents.

    Returns:
        True if the comparison was done.
    """
    if documents <= MAX_COMPARED_NOW:
        check_and_store()
        return True
    now = timezone.now()
    Round.objects.update_or_create(name=COMPARE, defaults={"due_at": now})
    return False


@transaction.atomic
def repair_drift() -> int:
    """Write a row for each item that the last check found, and return how many."""
    last = last_check()
    ids = {id for found in drift_by_label(last.found).values() for id in found} if last else set()
    added = outbox.add(Item.of(id) for id in sorted(ids))
    after_commit.request_sync()
    return added


@transaction.atomic
def retry(keys: Iterable[int] | None = None) -> int:
    """Make failed rows due again, these or all of them, and return how many."""
    rows = Entry.objects.filter(status=Entry.Status.FAILED)
    retried = outbox.retry(rows if keys is None else rows.filter(pk__in=keys))
    after_commit.request_sync()
    return retried


def _ids(found: Any) -> Iterable[str]:
    groups = found.values() if isinstance(found, dict) else [found]
    return (id for group in groups for id in group)


def _pages(rows: Iterable[Entry]) -> dict[int, int]:
    """Return the page of each row, by key of the row; a recommendation has that of its advice."""
    rows = list(rows)
    keys = [row.key for row in rows if row.kind == RECOMMENDATION]
    recommendations = Recommendation.objects.filter(key__in=keys).values_list("key", "advice")
    advices = {str(key): advice for key, advice in recommendations}
    pages = {}
    for row in rows:
        if row.kind == RECOMMENDATION:
            pages[row.pk] = advices.get(row.key, 0)
        elif row.key.isdigit():
            pages[row.pk] = int(row.key)
    return pages
