"""Let a user set up the second step anew, for whom the telephone and the codes are lost."""

from dataclasses import dataclass
from importlib import import_module

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import transaction
from django.template.loader import render_to_string
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.log_actions import log

from ..mail import outbox
from . import recovery_codes

ACTION = "armoedegeheugen.two_steps_reset"


@dataclass(frozen=True)
class Reset:
    """The numbers of what was removed."""

    devices: int
    codes: int
    sessions: int


@transaction.atomic
def reset(user: User) -> Reset:
    """Remove the devices and recovery codes of a user, log them out everywhere, and write to them.

    Whoever may have the telephone also may have a session, so that no log-in of before stays.
    """
    devices = TOTPDevice.objects.filter(user=user)
    number = devices.filter(confirmed=True).count()
    devices.delete()
    removed = Reset(number, recovery_codes.remove(user), log_out(user))
    log(user, ACTION, data={"what": f"{removed.devices} toestellen, {removed.codes} herstelcodes"})
    if user.email:
        text = render_to_string("emails/safety/two_steps_reset.txt", {"user": user})
        outbox.send(user.email, "Stel je telefoon opnieuw in", text)
    return removed


def log_out(user: User) -> int:
    """End all sessions of a user and return their number."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    own = [
        session.session_key
        for session in Session.objects.iterator()
        if session.get_decoded().get(SESSION_KEY) == str(user.pk)
    ]
    for key in own:
        store(session_key=key).delete()
    return len(own)
