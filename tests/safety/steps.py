"""Logging in in two steps, in one go."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.test import Client
from django_otp import DEVICE_ID_SESSION_KEY

NEEDS_CODE = "wagtailadmin.enable_2fa"


def with_both_steps(force_login: Callable[..., None]) -> Callable[..., None]:
    @wraps(force_login)
    def logged_in(self: Client, user: Any, backend: str | None = None) -> None:
        force_login(self, user, backend)
        fresh = type(user).objects.get(pk=user.pk)  # what it may do is kept on the object
        if fresh.has_perm(NEEDS_CODE):
            give_code(self, fresh)

    return logged_in


def with_password_only(client: Client, user: Any) -> None:
    Client.force_login.__wrapped__(client, user)  # type: ignore[attr-defined]


def give_code(client: Client, user: Any) -> None:
    """As if the code of a device had been typed."""
    from django_otp.plugins.otp_totp.models import TOTPDevice

    device = TOTPDevice.objects.get_or_create(user=user, name="telefoon", confirmed=True)[0]
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = device.persistent_id
    session.save()
