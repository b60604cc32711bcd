"""Answer 404 for a key in an address that no row can have, where a view would answer 500."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from wagtail.admin.views.generic.chooser import ChosenViewMixin

# The largest integer of SQLite and PostgreSQL.
LARGEST = 2**63 - 1


class OddKeyMiddleware:
    """Refuse an address with an integer that is too large for the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the response of the view."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        """Raise `Http404` for an integer that is too large."""
        if any(isinstance(key, int) and key > LARGEST for key in (*args, *kwargs.values())):
            raise Http404


def check_chosen_keys() -> None:
    """Let Wagtail's choosers answer 404 for a key that is no key.

    `ChosenViewMixin.get_object` as in Wagtail 7.4, which all its choosers inherit.
    """
    get_object = ChosenViewMixin.get_object

    def checked(view: Any, pk: str) -> Any:
        try:
            return get_object(view, pk)
        except (ValueError, ValidationError, OverflowError) as fault:
            raise ObjectDoesNotExist from fault

    ChosenViewMixin.get_object = checked
