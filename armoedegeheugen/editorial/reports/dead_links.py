"""Report broken links inside the site, and the dead links that `check_links` found."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from wagtail.admin.ui.tables import Column
from wagtail.models import Page

from ...models import CheckedLink
from ..columns import DayColumn
from ..internal_links import broken_in_live_pages
from ..link_check import links_of_all
from .base import Linked, Report


@dataclass(frozen=True)
class Row:
    """A link that does not work, in a page; `since` is unknown for one inside the site."""

    title: str
    address: str
    field: str
    url: str
    fault: str
    since: date | None
    checked: date


class DeadLinks(Report):
    """The report on dead links."""

    page_title = "Dode links"
    header_icon = "link"
    index_url_name = "verslag_links"
    index_results_url_name = "verslag_links_lijst"
    columns = [
        Linked("title", "Titel"),
        Column("field", label="Veld"),
        Column("url", label="Link"),
        Column("fault", label="Wat er mis is"),
        DayColumn("since", label="Sinds"),
        DayColumn("checked", label="Nagekeken"),
    ]

    def rows(self) -> Iterator[Row]:
        """Yield the links inside the site, then the external ones."""
        today = timezone.localdate()
        for link in broken_in_live_pages():
            yield _row(link.page, link.field, link.name, link.fault, None, today)
        dead = {link.url: link for link in CheckedLink.objects.exclude(fault="")}
        if not dead:
            return
        for item, field, url in links_of_all():
            if checked := dead.get(url):
                since = timezone.localdate(checked.failing_since or checked.checked_at)
                day = timezone.localdate(checked.checked_at)
                yield _row(item, field, url, checked.fault, since, day)


def _row(page: Page, field: str, url: str, fault: str, since: date | None, checked: date) -> Row:
    return Row(
        title=page.title,
        address=reverse("wagtailadmin_pages:edit", args=[page.pk]),
        field=capfirst(str(page._meta.get_field(field).verbose_name)),
        url=url,
        fault=fault,
        since=since,
        checked=checked,
    )
