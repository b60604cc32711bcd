"""Show on the admin's first page the items that a user may add."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.ui.components import Component

from .listings import LISTINGS, shelves_for


class StartPanel(Component):
    """A panel with a link for each kind of item that the user may add."""

    template_name = "wagtailadmin/home/start.html"
    order = 50  # above what waits for review

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        """Return the links, and whether a new item waits for the editors first."""
        user = parent_context["request"].user
        shelves = {listing: shelves_for(user, listing.model) for listing in LISTINGS}
        open_to_user = {listing: found for listing, found in shelves.items() if found}
        return {
            "starts": [
                {
                    "label": listing.model._meta.verbose_name,
                    "address": reverse(f"{listing.name}:choose_parent"),
                }
                for listing in open_to_user
            ],
            "waits": not any(
                shelf.permissions_for_user(user).can_publish_subpage()
                for found in open_to_user.values()
                for shelf in found
            ),
        }


def add_start(request: HttpRequest, panels: list[Component]) -> None:
    """Add the panel to the admin's first page."""
    panels.append(StartPanel())
