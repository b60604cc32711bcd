"""Create a user of each role, for a demonstration site only.

Their password is in the README, so they must not exist on any other site.
"""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, User

from ..models import Association, AssociationMember, Authority, CouncilContact
from ..models.groups import ASSOCIATIONS, EDITORS, STAFF
from ..workspace import access, overview, shelves
from .deletions import create, deleted

PASSWORD = "armoedegeheugen"


@dataclass(frozen=True)
class Login:
    """A user to create: the name of the role, the group, and who the user speaks for.

    `association` and `authority` are slugs.
    """

    role: str
    group: str = ""
    is_superuser: bool = False
    association: str = ""
    authority: str = ""


USERS = {
    "beheer": Login("beheerder", is_superuser=True),
    "redactie": Login("redacteur", EDITORS),
    "vereniging": Login("lid van een vereniging", ASSOCIATIONS, association="koffie-met-klank"),
    "bestuur": Login("contact van een bestuur", authority="lokaal-bestuur-voorbeeld"),
    "medewerker": Login("medewerker", STAFF),
}


class NotADemo(Exception):
    """The site is not a demonstration, so users with a public password are refused."""


def load() -> list[str]:
    """Create the users that are missing and return their names.

    Raises:
        NotADemo: The settings have neither DEMO nor DEBUG.
    """
    if not (settings.DEMO or settings.DEBUG):
        raise NotADemo(
            "Gebruikers met een bekend wachtwoord maken we alleen met DEMO=1 of DEBUG=1."
        )
    model = get_user_model()
    taken = set(model.objects.values_list("username", flat=True)) | deleted(model)
    missing = [name for name in USERS if name not in taken]
    for name in missing:
        login = USERS[name]
        user = model(username=name, first_name=login.role.capitalize())
        user.email = f"{name}@example.org"
        user.is_superuser = user.is_staff = login.is_superuser
        user.set_password(PASSWORD)
        create(user)
        user.groups.set(Group.objects.filter(name=login.group))
        _link_to_organisation(user, login)
    return missing


def _link_to_organisation(user: User, login: Login) -> None:
    for association in Association.objects.filter(slug=login.association):
        access.open_for(association, shelves.earlier_items(association, overview.ITEMS))
        AssociationMember.objects.create(user=user, association=association)
    for authority in Authority.objects.filter(slug=login.authority):
        CouncilContact.objects.create(user=user, authority=authority, role="dienst samenleven")
