"""Log-ins to try each role with.

Their password stands in the README, so they are made on a demonstration site and nowhere else.
"""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from ..editorial.roles import ASSOCIATIONS, EDITORS, STAFF
from .kept import create, deleted

PASSWORD = "armoedegeheugen"

USERS: dict[str, tuple[str, str | None]] = {
    "beheer": ("beheerder", None),
    "redactie": ("redacteur", EDITORS),
    "vereniging": ("lid van een vereniging", ASSOCIATIONS),
    "medewerker": ("medewerker", STAFF),
}
"""For each log-in: who it is, and its group. Without a group it may do everything."""


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
        role, group = USERS[name]
        user = model(username=name, first_name=role.capitalize(), email=f"{name}@example.org")
        user.is_superuser = user.is_staff = group is None
        user.set_password(PASSWORD)
        create(user)
        if group:
            user.groups.add(Group.objects.get(name=group))
    return made
