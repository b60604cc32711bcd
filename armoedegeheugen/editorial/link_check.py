"""A round along the links of all items, the longest unseen first. Run by the worker, not by a save.

Bounded in number and in time, since the worker has other work: what one round does not reach comes
first in the next, and each link is seen about once a week.
"""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta

from django.utils import timezone

from ..models import CheckedLink, KnowledgePage
from ..models.querysets import ITEM_MODELS
from . import texts
from .fetching import fault_of

MOST_LINKS = 60
MOST_SECONDS = 30
# A link that was seen more recently is left alone.
EVERY = timedelta(days=7)


def links_of_all() -> Iterator[tuple[KnowledgePage, str]]:
    """Each item with each address in it, drafts included."""
    for model in ITEM_MODELS:
        for item in model.objects.order_by("title").iterator(chunk_size=200):
            for url in dict.fromkeys(url for _field, url in texts.links(item)):
                yield item, url


def check_links(ask: Callable[[str], str] = fault_of, *, all_due: bool = False) -> tuple[int, int]:
    """Check the links of all items; return the number checked and the number of dead ones."""
    named = {url for _item, url in links_of_all()}
    CheckedLink.objects.exclude(url__in=named).delete()
    until, seen, dead = time.monotonic() + MOST_SECONDS, 0, 0
    for url in _due(named):
        if not all_due and (seen == MOST_LINKS or time.monotonic() > until):
            break
        fault = ask(url)[:200]
        _store(url, fault)
        seen, dead = seen + 1, dead + bool(fault)
    return seen, dead


def _due(named: set[str]) -> list[str]:
    """Those never seen, then the longest unseen. One that is longer than a row can hold is left."""
    known = dict(CheckedLink.objects.values_list("url", "checked_at"))
    recent = timezone.now() - EVERY
    never = sorted(url for url in named if url not in known and len(url) <= 2000)
    old = [url for url in named if url in known and known[url] < recent]
    return [*never, *sorted(old, key=lambda url: known[url])]


def _store(url: str, fault: str) -> None:
    now = timezone.now()
    link = CheckedLink.objects.filter(url=url).first() or CheckedLink(url=url)
    link.failing_since = (link.failing_since or now) if fault else None
    link.fault, link.checked_at = fault, now
    link.save()
