"""Refuse a key that no row can have: 404 for one in a path, 400 for one in a query."""

import re
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DataError
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.defaults import bad_request
from wagtail.admin.views.generic.chooser import ChosenViewMixin

# The largest integer of SQLite and PostgreSQL.
LARGEST = 2**63 - 1
# A number with as many digits as the largest one, or more.
HUGE = re.compile(r"\d{19}")


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

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """Answer 400 where the database refused a number of the query string as too large."""
        is_refusal = isinstance(exception, OverflowError | DataError)
        if is_refusal and request.method == "GET" and HUGE.search(request.META["QUERY_STRING"]):
            return bad_request(request, exception)
        return None


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
