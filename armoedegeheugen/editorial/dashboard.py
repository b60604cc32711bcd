"""Show on the admin's first page the items that a user may add."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.ui.components import Component

from .listings import LISTINGS, shelves_for


class StartPanel(Component):
    """A panel with a link for each kind of item that the user may add."""

    template_name = "wagtailadmin/home/start.html"
    order = 50  # above the panel with items to review

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        """Return the links, and whether editors must review a new item first."""
        user = parent_context["request"].user
        shelves = {listing: shelves_for(user, listing.model) for listing in LISTINGS}
        open_to_user = {listing: places for listing, places in shelves.items() if places}
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
                for places in open_to_user.values()
                for shelf in places
            ),
        }


def add_start(request: HttpRequest, panels: list[Component]) -> None:
    """Add the panel to the admin's first page."""
    panels.append(StartPanel())
