"""Log users in and send each one to the page where their work starts."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from wagtail.admin.views.account import LoginView as WagtailLoginView

from ..models import AssociationMember, CouncilContact
from . import kept_input

ADMIN_PERMISSION = "wagtailadmin.access_admin"


@dataclass(frozen=True)
class StartPage:
    """A link to the page where a user's work starts."""

    label: str
    url: str


def start_page(user: AbstractBaseUser | AnonymousUser) -> StartPage | None:
    """Return the page where this user's work starts, or None for a user who only reads.

    Returns:
        A member of an association gets the association's page, other users of the admin get the
        admin, and a contact of a council gets the recommendations that the council must answer.
    """
    if not user.is_authenticated:
        return None
    has_admin = user.has_perm(ADMIN_PERMISSION)  # type: ignore[attr-defined]
    if has_admin and AssociationMember.objects.filter(user=user.pk).exists():
        return StartPage("Mijn vereniging", reverse("mijn_vereniging"))
    if has_admin:
        return StartPage("Beheer", reverse("wagtailadmin_home"))
    contacts = CouncilContact.objects.filter(user=user.pk).order_by("authority__slug")
    if slugs := list(contacts.values_list("authority__slug", flat=True)):
        query = urlencode({"uitvoerder": slugs}, doseq=True)
        return StartPage("Aanbevelingen voor ons", f"{reverse('search:register')}?{query}")
    return None


class PortalLoginView(LoginView):
    """Log in, then go to the page that was asked for, or else to the user's start page.

    After a form that was refused because the session had expired, its fields come back instead.
    """

    @property
    def kept(self) -> kept_input.KeptInput | None:
        """The fields of the form that was refused, or None."""
        return kept_input.unsign(self.request.POST.get(kept_input.FIELD, ""))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the fields of the form that was refused."""
        return super().get_context_data(**{"kept": self.kept, **kwargs})

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Log in, and give back the form that was refused."""
        response = super().form_valid(form)
        kept = self.kept
        return kept_input.page(self.request, kept, "logged_in", 200) if kept else response

    def get_default_redirect_url(self) -> str:
        """Return the user's start page, or the site's default for a user without one."""
        page = start_page(self.request.user)
        return page.url if page else super().get_default_redirect_url()


class AdminLoginView(WagtailLoginView):
    """The admin's log-in, which tells a user without an admin where their own work is."""

    def get_redirect_url(self) -> str:
        """Return the page that was asked for, if it is an address and no other word."""
        asked = super().get_redirect_url()
        return asked if asked.startswith("/") else ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show the form, or the way back to a user who is logged in but may not come here."""
        user = request.user
        if not user.is_authenticated or user.has_perm(ADMIN_PERMISSION):  # type: ignore[union-attr]
            return super().get(request, *args, **kwargs)
        list(messages.get_messages(request))  # the page itself says what Wagtail's message says
        return render(request, "registration/no_admin.html", {"start": start_page(user)})
