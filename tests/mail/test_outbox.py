"""The outbox: a mail is sent once, waits for its server, and is given up with a reason."""

import smtplib
import socket
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.core import mail
from django.core.mail import send_mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from armoedegeheugen.mail import delivery, outbox
from armoedegeheugen.models import OutgoingMail
from armoedegeheugen.models.outgoing_mail import MailState
from armoedegeheugen.safety.erasure import erase
from armoedegeheugen.safety.person import Person

TO = "an@example.org"


@pytest.fixture(autouse=True)
def by_the_worker(settings) -> None:
    settings.MAIL_AT_ONCE = False


class Refusing(BaseEmailBackend):
    """A mail server that cannot be reached, or that raises `error` when it is sent a mail."""

    error: BaseException | None = None
    closed = 0

    def open(self) -> bool:
        if self.error is None:
            raise ConnectionRefusedError("geen verbinding")
        return True

    def close(self) -> None:
        type(self).closed += 1

    def send_messages(self, email_messages: object) -> int:
        assert self.error is not None
        raise self.error


@pytest.fixture
def broken(settings, monkeypatch) -> type[Refusing]:
    settings.MAIL_DELIVERY_BACKEND = f"{__name__}.Refusing"
    monkeypatch.setattr(Refusing, "error", None)
    monkeypatch.setattr(Refusing, "closed", 0)
    return Refusing


@pytest.fixture
def silent_server() -> Iterator[int]:
    """A mail server that accepts connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def make_due() -> None:
    OutgoingMail.objects.filter(state=MailState.WAITING).update(due_at=timezone.now())


def row() -> OutgoingMail:
    return OutgoingMail.objects.get()


def test_a_mail_leaves_once_and_its_text_is_emptied(db):
    outbox.send(TO, "Dag\nAn", "hallo", "<p>hallo</p>", {"List-Unsubscribe": "<https://x/>"})
    assert not mail.outbox
    assert delivery.deliver_due() == 1
    assert delivery.deliver_due() == 0
    (message,) = mail.outbox
    assert (message.to, message.subject, message.body) == ([TO], "Dag An", "hallo")
    assert message.alternatives[0][:2] == ("<p>hallo</p>", "text/html")
    assert message.extra_headers["List-Unsubscribe"] == "<https://x/>"
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert message.extra_headers["Message-ID"].endswith("@example.org>")
    assert row().state == MailState.SENT
    assert row().text + row().html == ""


def test_a_change_that_is_rolled_back_sends_nothing(transactional_db, settings):
    settings.MAIL_AT_ONCE = True
    with transaction.atomic():
        outbox.send(TO, "Dag", "hallo")
        transaction.set_rollback(True)
    assert not OutgoingMail.objects.exists()
    assert not mail.outbox


def test_at_once_means_after_commit_and_a_broken_server_undoes_nothing(
    transactional_db, settings, broken
):
    settings.MAIL_AT_ONCE = True
    with transaction.atomic():
        outbox.send(TO, "Dag", "hallo")
        assert row().attempts == 0
    assert (row().state, row().attempts) == (MailState.WAITING, 1)


def test_what_django_mails_goes_through_the_outbox(db, settings):
    settings.EMAIL_BACKEND = "armoedegeheugen.mail.backend.OutboxBackend"
    send_mail("Wachtwoord", "een link", None, [TO, "bo@example.org"], html_message="<p>link</p>")
    rows = OutgoingMail.objects.order_by("to")
    assert [(m.to, m.text, m.html) for m in rows] == [
        (TO, "een link", "<p>link</p>"),
        ("bo@example.org", "een link", "<p>link</p>"),
    ]


def test_an_absent_server_is_tried_ever_later_until_the_mail_is_given_up(db, broken):
    outbox.send(TO, "Dag", "hallo", give_up=timedelta(hours=1))
    pauses = []
    for _ in range(4):
        make_due()
        delivery.deliver_due()
        pauses.append(row().due_at - timezone.now())
    assert [round(pause / timedelta(minutes=1)) for pause in pauses] == [1, 5, 15, 60]
    assert row().state == MailState.FAILED
    assert "geen verbinding" in row().fault
    assert row().text == "hallo"  # to send again


def test_a_mail_is_not_tried_before_its_time(db, broken):
    outbox.send(TO, "Dag", "hallo")
    delivery.deliver_due()
    delivery.deliver_due()
    assert row().attempts == 1


def test_one_time_out_is_waited_for_and_not_one_for_each_mail(db, settings, silent_server):
    settings.MAIL_DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", silent_server
    settings.EMAIL_TIMEOUT = 0.2
    outbox.send(TO, "Dag", "hallo")
    outbox.send(TO, "Nog een", "hallo")
    assert delivery.deliver_due() == 0
    attempts = OutgoingMail.objects.order_by("pk").values_list("attempts", flat=True)
    assert list(attempts) == [1, 0]


@pytest.mark.parametrize(
    "error",
    [
        smtplib.SMTPRecipientsRefused({TO: (550, b"onbekend")}),
        smtplib.SMTPDataError(554, b"spam"),
        ValueError("kop"),
    ],
)
def test_a_refused_mail_is_not_tried_again_and_holds_up_no_other(db, broken, error):
    broken.error = error
    outbox.send(TO, "Dag", "hallo")
    outbox.send(TO, "Nog een", "hallo")
    delivery.deliver_due()
    assert set(OutgoingMail.objects.values_list("state", "attempts")) == {(MailState.FAILED, 1)}


@pytest.mark.parametrize(
    "error",
    [
        smtplib.SMTPRecipientsRefused({TO: (450, b"later")}),
        smtplib.SMTPAuthenticationError(535, b"wachtwoord"),
    ],
)
def test_what_may_pass_is_tried_again(db, broken, error):
    broken.error = error
    outbox.send(TO, "Dag", "hallo")
    delivery.deliver_due()
    assert row().state == MailState.WAITING


def test_a_process_killed_while_sending_sends_nothing_twice(db, settings, broken):
    broken.error = SystemExit()
    outbox.send(TO, "Dag", "hallo")
    with pytest.raises(SystemExit):
        delivery.deliver_due()
    settings.MAIL_DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    delivery.deliver_due()
    assert row().state == MailState.SENDING
    OutgoingMail.objects.update(claimed_at=timezone.now() - delivery.CLAIM_TIMEOUT * 2)
    delivery.deliver_due()
    assert row().state == MailState.FAILED
    assert "onderbroken" in row().fault
    assert not mail.outbox
    identity = row().headers["Message-ID"]
    assert outbox.resend([row().pk]) == 1
    assert delivery.deliver_due() == 1
    assert mail.outbox[0].extra_headers["Message-ID"] == identity


@pytest.mark.parametrize(
    "error", [TimeoutError(), ConnectionResetError(), smtplib.SMTPServerDisconnected("weg")]
)
def test_a_connection_lost_while_sending_sends_nothing_twice(db, settings, broken, error):
    broken.error = error
    outbox.send(TO, "Dag", "hallo")
    outbox.send(TO, "Nog een", "hallo")
    assert delivery.deliver_due() == 0
    first, second = OutgoingMail.objects.order_by("pk")
    assert (first.state, first.attempts) == (MailState.FAILED, 1)
    assert "Misschien is de mail toch vertrokken" in first.fault
    assert (second.state, second.attempts) == (MailState.WAITING, 0)  # the round has ended
    assert broken.closed == 1
    settings.MAIL_DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert delivery.deliver_due() == 1
    assert [message.subject for message in mail.outbox] == ["Nog een"]


def test_a_round_has_an_end_and_begins_with_the_oldest(db, monkeypatch):
    monkeypatch.setattr(delivery, "BATCH", 2)
    for number in range(3):
        outbox.send(TO, f"Mail {number}", "hallo")
    assert delivery.deliver_due() == 2
    assert [message.subject for message in mail.outbox] == ["Mail 0", "Mail 1"]


def test_a_claimed_mail_is_nobody_elses(db):
    key = outbox.send(TO, "Dag", "hallo").pk
    assert delivery.deliver(key)
    assert not delivery.deliver(key)
    assert len(mail.outbox) == 1


def test_old_rows_are_deleted_and_waiting_ones_kept(db):
    now = timezone.now()
    for state, age in (
        (MailState.SENT, delivery.KEEP_SENT),
        (MailState.FAILED, delivery.KEEP_FAILED),
        (MailState.WAITING, delivery.KEEP_FAILED),
    ):
        for days in (-1, 1):
            made = outbox.send(TO, state, "hallo")
            made.state, made.finished_at = state, now - age + timedelta(days=days)
            made.save()
    assert delivery.forget_old() == 2
    assert sorted(OutgoingMail.objects.values_list("state", flat=True)) == sorted(
        [MailState.SENT, MailState.FAILED, MailState.WAITING, MailState.WAITING]
    )


def test_a_person_who_is_erased_gets_no_mail_any_more(db):
    outbox.send("zoe.peeters@example.org", "Dag", "hallo")
    outbox.send(TO, "Dag", "hallo")
    erase(Person.of("zoe.peeters@example.org"))
    assert row().to == TO


def signed_in(*codenames: str) -> Client:
    user = User.objects.create_user("lezer", "lezer@example.org", "x")
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    client = Client()
    client.force_login(user)
    return client


def test_the_page_shows_the_reason_and_not_the_text(db, broken):
    outbox.send(TO, "Dag An", "geheime link", give_up=timedelta(0))
    delivery.deliver_due()
    page = signed_in("view_outgoingmail", "change_outgoingmail").get(reverse("berichten:index"))
    shown = page.content.decode()
    assert "Dag An" in shown
    assert "geen verbinding" in shown
    assert "geheime link" not in shown
    assert reverse("berichten:resend", args=[row().pk]) in shown


def test_only_those_who_may_see_the_page_and_send_again(db, broken):
    outbox.send(TO, "Dag", "hallo", give_up=timedelta(0))
    delivery.deliver_due()
    resend = reverse("berichten:resend", args=[row().pk])
    viewer = signed_in("view_outgoingmail")
    assert resend not in viewer.get(reverse("berichten:index")).content.decode()
    viewer.post(resend)
    assert row().state == MailState.FAILED
    User.objects.all().delete()
    other = signed_in()
    assert other.get(reverse("berichten:index")).status_code == 302
    assert other.post(resend).status_code == 302
    assert row().state == MailState.FAILED
    User.objects.all().delete()
    operator = signed_in("change_outgoingmail")
    assert operator.get(resend).status_code == 405
    operator.post(resend)
    assert row().state == MailState.WAITING
