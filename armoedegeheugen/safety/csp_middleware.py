"""Set the Content Security Policy of each response. A view with its own policy keeps it."""

from typing import Any

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from . import csp_nonces


class PolicyMiddleware(CSPMiddleware):
    """The policy of the public site, or the looser one of the admin."""

    def __call__(self, request: HttpRequest) -> Any:
        """Make the request known to widgets while it is answered."""
        with csp_nonces.request_at_work(request):
            return super().__call__(request)

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Add the Permissions-Policy header."""
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return super().process_response(request, response)

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """Use the policy of the admin for its pages."""
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and _is_editorial(request):
            parts.config = parts.config or settings.ADMIN_POLICY
        return parts


def _is_editorial(request: HttpRequest) -> bool:
    """Return whether this is a page of the admin; a preview shows a public page."""
    if getattr(request, "is_dummy", False):
        return False
    return request.path.startswith(reverse("wagtailadmin_home"))
