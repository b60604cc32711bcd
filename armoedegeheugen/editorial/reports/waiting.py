"""Report the submitted items that wait for the editors, the longest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.tables import Column
from wagtail.models import Page, TaskState

from ..columns import DayColumn
from .base import Linked, Report, days_since


@dataclass(frozen=True)
class Row:
    """An item that waits."""

    title: str
    address: str
    kind: str
    by: str
    since: date
    days: int | None


class Waiting(Report):
    """The report on waiting items."""

    page_title = "Wacht op de redactie"
    header_icon = "clock"
    index_url_name = "verslag_wacht"
    index_results_url_name = "verslag_wacht_lijst"
    columns = [
        Linked("title", "Titel"),
        Column("kind", label="Soort"),
        Column("by", label="Ingediend door"),
        DayColumn("since", label="Sinds"),
        Column("days", label="Dagen"),
    ]

    def rows(self) -> Iterator[Row]:
        """Yield the rows of the report."""
        waiting = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
        waiting = waiting.select_related("workflow_state__requested_by").order_by("started_at")
        keys = [state.workflow_state.object_id for state in waiting]
        pages = {str(page.pk): page for page in Page.objects.filter(pk__in=keys).specific()}
        for state in waiting:
            page = pages.get(state.workflow_state.object_id)
            if page and page.permissions_for_user(self.request.user).can_publish():
                yield _row(page, state)


def _row(page: Page, state: TaskState) -> Row:
    since = timezone.localdate(state.started_at)
    return Row(
        title=page.get_admin_display_title(),
        address=reverse("wagtailadmin_pages:edit", args=[page.pk]),
        kind=page.specific_class._meta.verbose_name,
        by=str(state.workflow_state.requested_by or ""),
        since=since,
        days=days_since(since),
    )
