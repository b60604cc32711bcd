"""Put e-mails in the outbox, in the transaction of the change that they tell of.

Invariant: a change that is rolled back leaves no mail, and one that is kept leaves its mail, even
if the mail server is away for days.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.core.mail import make_msgid
from django.db import transaction
from django.utils import timezone

from ..models import OutgoingMail
from ..models.outgoing_mail import MailState
from .delivery import Unreachable, deliver

RESTORED = (
    "Deze mail komt uit een back-up. Misschien vertrok hij nadat die gemaakt werd: "
    "verstuur hem alleen opnieuw als de ontvanger niets kreeg."
)
# A weekend with a broken mail server, and a day to repair it.
GIVE_UP = timedelta(days=4)


def send(
    to: str,
    subject: str,
    text: str,
    html: str | None = None,
    headers: Mapping[str, str] | None = None,
    *,
    from_email: str = "",
    give_up: timedelta = GIVE_UP,
) -> OutgoingMail:
    """Put one e-mail in the outbox; the worker sends it after commit.

    Args:
        to: The address of the one recipient.
        subject: The subject; line breaks become spaces.
        text: The text without markup.
        html: The same text as HTML.
        headers: Headers beside those that every mail has.
        from_email: The sender; that of the settings if empty.
        give_up: The time after which a mail that cannot be sent counts as failed.
    """
    now = timezone.now()
    mail = OutgoingMail.objects.create(
        to=to,
        subject=" ".join(subject.split()),
        text=text,
        html=html or "",
        headers={
            "Message-ID": make_msgid(domain=_domain()),
            "Auto-Submitted": "auto-generated",
            **(headers or {}),
        },
        from_email=from_email,
        created_at=now,
        due_at=now,
        give_up_at=now + give_up,
    )
    if settings.MAIL_AT_ONCE:
        transaction.on_commit(partial(_deliver_at_once, mail.pk))
    return mail


def resend(keys: Iterable[int]) -> int:
    """Make failed e-mails due again, with the same Message-ID, and return their number."""
    now = timezone.now()
    failed = OutgoingMail.objects.filter(pk__in=list(keys), state=MailState.FAILED)
    return failed.update(
        state=MailState.WAITING, due_at=now, give_up_at=now + GIVE_UP, attempts=0, finished_at=None
    )


def hold_unsent() -> int:
    """Mark the unsent e-mails of a restored database as failed, and return their number.

    They may have left after the backup was made, so an editor decides in *Berichten*.
    """
    unsent = OutgoingMail.objects.filter(state__in=[MailState.WAITING, MailState.SENDING])
    return unsent.update(state=MailState.FAILED, finished_at=timezone.now(), fault=RESTORED)


def _deliver_at_once(key: int) -> None:
    with suppress(Unreachable):  # it stays in the outbox, with the reason
        deliver(key)


def _domain() -> str:
    """Return the domain of the sender: the name of this machine is nobody's business."""
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"
