"""Report the dead links that `check_links` found, by item."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.tables import Column

from ...models import CheckedLink
from ..columns import DayColumn
from ..link_check import links_of_all
from .base import Linked, Report


@dataclass(frozen=True)
class Row:
    """A dead link in an item."""

    title: str
    address: str
    url: str
    fault: str
    since: date
    checked: date


class DeadLinks(Report):
    """The report on dead links."""

    page_title = "Dode links"
    header_icon = "link"
    index_url_name = "verslag_links"
    index_results_url_name = "verslag_links_lijst"
    columns = [
        Linked("title", "Titel"),
        Column("url", label="Webadres"),
        Column("fault", label="Wat er mis is"),
        DayColumn("since", label="Sinds"),
        DayColumn("checked", label="Nagekeken"),
    ]

    def rows(self) -> Iterator[Row]:
        """Yield the rows of the report."""
        dead = {link.url: link for link in CheckedLink.objects.exclude(fault="")}
        if not dead:
            return
        for item, url in links_of_all():
            if link := dead.get(url):
                yield Row(
                    title=item.title,
                    address=reverse("wagtailadmin_pages:edit", args=[item.pk]),
                    url=url,
                    fault=link.fault,
                    since=timezone.localdate(link.failing_since or link.checked_at),
                    checked=timezone.localdate(link.checked_at),
                )
