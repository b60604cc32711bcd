"""Where the work of somebody who logged in is: offered on every page, and opened by logging in."""

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.contrib.auth.views import LoginView
from django.urls import reverse
from django.utils.http import urlencode

from ..models import AssociationMember, CouncilContact

ADMIN = "wagtailadmin.access_admin"


@dataclass(frozen=True)
class Place:
    label: str
    url: str


def own_place(user: AbstractBaseUser | AnonymousUser) -> Place | None:
    """An association's own page, the recommendations that a council is to answer, or the admin.
    None for who only reads, and so is at home everywhere."""
    if not user.is_authenticated:
        return None
    allowed = user.has_perm(ADMIN)  # type: ignore[attr-defined]
    if allowed and AssociationMember.objects.filter(user=user.pk).exists():
        return Place("Mijn vereniging", reverse("mijn_vereniging"))
    if allowed:
        return Place("Beheer", reverse("wagtailadmin_home"))
    contacts = CouncilContact.objects.filter(user=user.pk).order_by("authority__slug")
    if slugs := list(contacts.values_list("authority__slug", flat=True)):
        asked = urlencode({"uitvoerder": slugs}, doseq=True)
        return Place("Aanbevelingen voor ons", f"{reverse('search:register')}?{asked}")
    return None


class LogIn(LoginView):
    """Leads to what was asked for before, or else to the place of one's own work."""

    def get_default_redirect_url(self) -> str:
        place = own_place(self.request.user)
        return place.url if place else super().get_default_redirect_url()
