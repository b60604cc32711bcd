"""Invite users by e-mail. A new user chooses a password, a known one logs in.

Invariant: no mail holds a password, and an invitation gives no right by itself. The right follows
from the membership, which can be taken away before or after the link is used.
"""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from ..mail import outbox
from ..models import Association, AssociationMember, Authority, CouncilContact

# For which a link to choose a password is good.
HOURS = settings.PASSWORD_RESET_TIMEOUT // 3600


class Inactive(Exception):
    """An administrator closed this person's log-in; an invitation must not open it again."""


@transaction.atomic
def member(email: str, association: Association) -> AssociationMember:
    """Make a user member of an association, and send the invitation."""
    user = _person(email)
    found, _new = AssociationMember.objects.get_or_create(user=user, association=association)
    send(user, str(association), reverse("mijn_vereniging"))
    return found


@transaction.atomic
def contact(email: str, authority: Authority, role: str) -> CouncilContact:
    """Make a user contact of a public body, and send the invitation."""
    user = _person(email)
    found, _new = CouncilContact.objects.update_or_create(
        user=user, authority=authority, defaults={"role": role}
    )
    send(user, str(authority), "/")
    return found


def send(user: User, whom: str, goes_to: str) -> None:
    """Send the invitation, once the change is committed."""
    fresh = not user.has_usable_password() or not user.last_login
    path = _choosing(user) if fresh else f"{reverse('login')}?next={goes_to}"
    context = {"whom": whom, "link": _address(path), "fresh": fresh, "hours": HOURS, "user": user}
    outbox.send(
        user.email,
        f"Je kan aan de slag voor {whom}",
        render_to_string("emails/workspace/invitation.txt", context).strip() + "\n",
    )


def _person(email: str) -> User:
    """By address, whatever its capitals. A new one has no password until they choose it."""
    model = get_user_model()
    address = model.objects.normalize_email(email.strip())
    found = model.objects.filter(email__iexact=address).order_by("-is_active", "pk").first()
    found = found or model.objects.filter(username__iexact=address).first()
    if found is None:
        return model.objects.create_user(username=address.lower(), email=address)
    if not found.is_active:
        raise Inactive("Deze persoon kan niet meer aanmelden. Vraag een beheerder om hulp.")
    return found


def _choosing(user: User) -> str:
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    token = default_token_generator.make_token(user)
    return reverse("uitnodiging", args=[uid, token])


def _address(path: str) -> str:
    """From the settings: what a request says about its host may be forged."""
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path
