"""Log users out by POST only; GET shows a page with the button.

Wagtail's own view answers GET with 405 and deletes the cookie all the same, so an image on another
site could log an editor out.
"""

from typing import Any

from django.contrib.auth.views import LogoutView
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from wagtail.admin.views.account import LogoutView as WagtailLogoutView


class PortalLogoutView(LogoutView):
    """The log-out of the portal."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the button, which posts to the same address."""
        return render(request, "registration/log_out.html")


class AdminLogoutView(WagtailLogoutView):
    """The log-out of the admin, which touches the cookie only when it logs out."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Log out after a POST; answer anything else as the portal does."""
        if request.method == "POST":
            return super().dispatch(request, *args, **kwargs)
        return PortalLogoutView.as_view()(request, *args, **kwargs)
