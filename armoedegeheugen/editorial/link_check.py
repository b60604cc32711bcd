"""Check the external links of all items in rounds, those checked longest ago first.

The worker runs a round, apart from any save. A round is limited in links and in time, because the
worker has other work. Links that a round does not reach come first in the next one, so each link is
checked about once a week.
"""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta

from django.utils import timezone

from ..models import CheckedLink, KnowledgePage
from ..models.querysets import ITEM_MODELS
from . import texts
from .fetching import fault_of
from .own_addresses import is_own, own_hosts

# For one round.
MOST_LINKS = 60
MOST_SECONDS = 30
# A link that was checked more recently is skipped.
EVERY = timedelta(days=7)


def links_of_all() -> Iterator[tuple[KnowledgePage, str, str]]:
    """Yield each item, drafts included, with each external web address in it and its field.

    Addresses of this site are checked in the database (`internal_links`).
    """
    hosts = own_hosts()
    for model in ITEM_MODELS:
        for item in model.objects.order_by("title").iterator(chunk_size=200):
            for field, url in texts.links(item):
                if not is_own(url, hosts):
                    yield item, field, url


def check_links(ask: Callable[[str], str] = fault_of, *, all_due: bool = False) -> tuple[int, int]:
    """Check links that are due; return the number checked and the number of dead ones.

    Args:
        ask: Returns the fault of an address, empty if it works.
        all_due: Check all links that are due, without the limits of a round.
    """
    linked = {url for _item, _field, url in links_of_all()}
    CheckedLink.objects.exclude(url__in=linked).delete()
    until, checked, dead = time.monotonic() + MOST_SECONDS, 0, 0
    for url in _due(linked):
        if not all_due and (checked == MOST_LINKS or time.monotonic() > until):
            break
        fault = ask(url)[:200]
        _store(url, fault)
        checked, dead = checked + 1, dead + bool(fault)
    return checked, dead


def _due(linked: set[str]) -> list[str]:
    """Return the links never checked, then those checked longest ago.

    An address that is too long for a row is skipped.
    """
    checked_at = dict(CheckedLink.objects.values_list("url", "checked_at"))
    recent = timezone.now() - EVERY
    never = sorted(url for url in linked if url not in checked_at and len(url) <= 2000)
    old = [url for url in linked if url in checked_at and checked_at[url] < recent]
    return [*never, *sorted(old, key=checked_at.__getitem__)]


def _store(url: str, fault: str) -> None:
    now = timezone.now()
    link = CheckedLink.objects.filter(url=url).first() or CheckedLink(url=url)
    link.failing_since = (link.failing_since or now) if fault else None
    link.fault, link.checked_at = fault, now
    link.save()
