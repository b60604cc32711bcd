"""Add our reports to Wagtail's menu, for users who may publish."""

from collections.abc import Callable

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import page_permission_policy

from .base import Report
from .coverage import Coverage
from .dead_links import DeadLinks
from .items import Incomplete, Review
from .unanswered import Unanswered
from .waiting import Waiting

# By the last part of the address, in the order of the menu.
REPORTS: dict[str, type[Report]] = {
    "wacht": Waiting,
    "zonder-antwoord": Unanswered,
    "na-te-kijken": Review,
    "onvolledig": Incomplete,
    "dode-links": DeadLinks,
    "spreiding": Coverage,
}


class ReportItem(MenuItem):
    """The menu item of a report."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether the user may publish."""
        return page_permission_policy.user_has_permission(request.user, "publish")


def register() -> None:
    """Register the reports."""
    hooks.register("register_admin_urls", urls)
    for order, report in enumerate(REPORTS.values()):
        hooks.register("register_reports_menu_item", _item_factory(report, order))


def urls() -> list[URLPattern]:
    """Return the addresses of all reports."""
    return [url for slug, report in REPORTS.items() for url in pair(slug, report)]


def pair(slug: str, report: type[Report]) -> list[URLPattern]:
    """Return the addresses of the report and of its results, which filters reload."""
    address = f"reports/{slug}/"
    return [
        path(address, report.as_view(), name=report.index_url_name),
        path(
            f"{address}results/",
            report.as_view(results_only=True),
            name=report.index_results_url_name,
        ),
    ]


def item(report: type[Report], order: int) -> MenuItem:
    """Return the menu item of a report."""
    return ReportItem(
        report.page_title,
        reverse(report.index_url_name),
        name=report.index_url_name,
        icon_name=report.header_icon,
        order=order,
    )


def _item_factory(report: type[Report], order: int) -> Callable[[], MenuItem]:
    return lambda: item(report, order)
