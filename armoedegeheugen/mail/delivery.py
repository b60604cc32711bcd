"""Deliver the e-mails of the outbox: claim, send, record.

Invariant: at most once. A claim is committed before the mail server is called. If the process is
killed or the connection is lost while a mail is being sent, nobody knows whether it left: the row
then counts as failed, and an editor decides whether to send it again. All attempts carry the same
Message-ID, so that a mailbox recognises a second copy.
"""

import logging
import smtplib
from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F, QuerySet
from django.utils import timezone

from ..models import OutgoingMail
from ..models.outgoing_mail import MailState

log = logging.getLogger(__name__)

# Pauses before the second and later attempts; the last one repeats. Short at first, because most
# faults are brief (a restart, greylisting), and then at most four calls a day.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360))

# A sender that is silent for so long was killed: EMAIL_TIMEOUT ends each network step after
# 10 seconds, and a mail takes about ten steps.
CLAIM_TIMEOUT = timedelta(minutes=10)

# How long sent and failed rows are kept for the page in the admin.
KEEP_SENT = timedelta(days=7)
KEEP_FAILED = timedelta(days=30)

INTERRUPTED = (
    "Het versturen is onderbroken. Misschien is de mail toch vertrokken: "
    "verstuur hem alleen opnieuw als de ontvanger niets kreeg."
)
# Errors in which the mail server said something; other network errors mean that it is away.
ANSWERS = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused)

# Mails in one round; the next round follows within seconds.
BATCH = 100


def deliver_due() -> int:
    """Send what is due, and return the number of mails that were sent.

    A mail server that cannot be reached ends the round, so that one time-out is waited for and not
    one for each mail.
    """
    now = timezone.now()
    sending = OutgoingMail.objects.filter(state=MailState.SENDING)
    _fail_interrupted(sending.filter(claimed_at__lt=now - CLAIM_TIMEOUT))
    due = OutgoingMail.objects.filter(state=MailState.WAITING, due_at__lte=now)
    sent = 0
    for key in list(due.order_by("due_at", "pk").values_list("pk", flat=True)[:BATCH]):
        try:
            sent += deliver(key)
        except Unreachable:
            break
    return sent


class Unreachable(Exception):
    """The mail server could not be reached; the mail waits for its next attempt."""


def deliver(key: int) -> bool:
    """Claim one mail and send it; return False if it was not sent.

    Raises:
        Unreachable: The mail server did not answer.
    """
    now = timezone.now()
    waiting = OutgoingMail.objects.filter(pk=key, state=MailState.WAITING)
    if not waiting.update(state=MailState.SENDING, claimed_at=now):
        return False
    mail = OutgoingMail.objects.get(pk=key)
    connection = get_connection(settings.MAIL_DELIVERY_BACKEND)
    is_open = False
    try:
        message = _message(mail, connection)
        connection.open()
        is_open = True
        message.send()
    except Exception as error:
        is_lost = isinstance(error, OSError) and not isinstance(error, ANSWERS)
        if is_lost and is_open:
            _fail_interrupted(OutgoingMail.objects.filter(pk=key))
        else:
            _record_failure(mail, error)
        if is_lost:
            raise Unreachable from error
        return False
    finally:
        with suppress(OSError):
            connection.close()
    # The text may hold a link that opens something, and nobody needs it any more.
    OutgoingMail.objects.filter(pk=key).update(
        state=MailState.SENT,
        finished_at=timezone.now(),
        attempts=mail.attempts + 1,
        text="",
        html="",
        fault="",
    )
    return True


def forget_old() -> int:
    """Delete sent and failed rows after their time, and return their number."""
    now = timezone.now()
    sent = OutgoingMail.objects.filter(state=MailState.SENT, finished_at__lt=now - KEEP_SENT)
    failed = OutgoingMail.objects.filter(state=MailState.FAILED, finished_at__lt=now - KEEP_FAILED)
    return sent.delete()[0] + failed.delete()[0]


def _message(mail: OutgoingMail, connection: BaseEmailBackend) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        mail.from_email or None,
        [mail.to],
        headers=mail.headers,
        connection=connection,
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


def _record_failure(mail: OutgoingMail, error: Exception) -> None:
    now, attempts = timezone.now(), mail.attempts + 1
    due = now + PAUSES[min(attempts, len(PAUSES)) - 1]
    final = _is_permanent(error) or due > mail.give_up_at
    log.log(
        logging.ERROR if final else logging.WARNING,
        "Mail %d was not sent (attempt %d%s): %s.",
        mail.pk,
        attempts,
        ", given up" if final else "",
        type(error).__name__,
    )
    OutgoingMail.objects.filter(pk=mail.pk).update(
        state=MailState.FAILED if final else MailState.WAITING,
        due_at=due,
        finished_at=now if final else None,
        attempts=attempts,
        fault=f"{type(error).__name__}: {error}"[:1000],
    )


def _is_permanent(error: Exception) -> bool:
    """Return whether a second attempt would fail as well: a refused address, text or header."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _text in error.recipients.values())
    if isinstance(error, smtplib.SMTPDataError):
        return error.smtp_code >= 500
    return isinstance(error, ValueError)


def _fail_interrupted(mails: QuerySet[OutgoingMail]) -> None:
    """Give up mails that may have left, since nobody knows."""
    number = mails.update(
        state=MailState.FAILED,
        finished_at=timezone.now(),
        attempts=F("attempts") + 1,
        fault=INTERRUPTED,
    )
    if number:
        log.error("%d mails were interrupted while they were being sent.", number)
