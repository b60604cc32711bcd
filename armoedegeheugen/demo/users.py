"""Log-ins to try each role with.

Their password stands in the README, so they are made on a demonstration site and nowhere else.
"""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, User

from ..models import Association, AssociationMember, Authority, CouncilContact
from ..models.groups import ASSOCIATIONS, EDITORS, STAFF
from ..workspace import access, overview, shelves
from .kept import create, deleted

PASSWORD = "armoedegeheugen"


@dataclass(frozen=True)
class Login:
    """Who it is, its group, and for whom it speaks."""

    role: str
    group: str = ""
    all_powers: bool = False
    association: str = ""
    authority: str = ""


USERS = {
    "beheer": Login("beheerder", all_powers=True),
    "redactie": Login("redacteur", EDITORS),
    "vereniging": Login("lid van een vereniging", ASSOCIATIONS, association="koffie-met-klank"),
    "bestuur": Login("contact van een bestuur", authority="lokaal-bestuur-voorbeeld"),
    "medewerker": Login("medewerker", STAFF),
}


class NotADemo(Exception):
    """A known password has no place on a site that is not a demonstration."""


def load() -> list[str]:
    """Make the log-ins that are missing; returns their names."""
    if not (settings.DEMO or settings.DEBUG):
        raise NotADemo(
            "Gebruikers met een bekend wachtwoord maken we alleen met DEMO=1 of DEBUG=1."
        )
    model = get_user_model()
    there = set(model.objects.values_list("username", flat=True)) | deleted(model)
    made = [name for name in USERS if name not in there]
    for name in made:
        login = USERS[name]
        user = model(username=name, first_name=login.role.capitalize())
        user.email = f"{name}@example.org"
        user.is_superuser = user.is_staff = login.all_powers
        user.set_password(PASSWORD)
        create(user)
        user.groups.set(Group.objects.filter(name=login.group))
        _speak(user, login)
    return made


def _speak(user: User, login: Login) -> None:
    for association in Association.objects.filter(slug=login.association):
        access.open_for(association, shelves.earlier_items(association, overview.ITEMS))
        AssociationMember.objects.create(user=user, association=association)
    for authority in Authority.objects.filter(slug=login.authority):
        CouncilContact.objects.create(user=user, authority=authority, role="dienst samenleven")
