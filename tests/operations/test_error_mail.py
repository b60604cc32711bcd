"""An error is mailed to ADMINS, once, without the database, and without waiting."""

import io
import logging
import threading

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client

from armoedegeheugen.operations import error_mail
from armoedegeheugen.operations.error_mail import MailLimit

pytestmark = pytest.mark.urls("tests.operations.urls")


@pytest.fixture
def wanted(settings, lines) -> io.StringIO:
    settings.ADMINS = [("Beheer", "beheer@voorbeeld.be")]
    return lines


def finish() -> None:
    """Wait for the threads that send."""
    for thread in threading.enumerate():
        if getattr(thread, "_target", None) is error_mail._send:
            thread.join(10)


def test_a_failed_page_is_mailed_without_personal_data(db, wanted):
    Client(raise_request_exception=False).post("/kapot/?q=vraag", {"naam": "Jan"})
    finish()
    (message,) = mail.outbox
    assert message.to == ["beheer@voorbeeld.be"]
    assert message.subject == (
        "[Armoedegeheugen] ERROR django.request: Internal Server Error: /kapot/"
    )
    assert "in broken" in message.body
    assert "an.peeters" not in message.body
    assert "Jan" not in message.body
    assert "vraag" not in message.body


def test_a_thousand_errors_are_one_mail(wanted):
    for number in range(1000):
        logging.getLogger("search").error("Rij %d is stuk.", number)
    finish()
    assert len(mail.outbox) == 1


def test_the_next_mail_tells_how_many_were_left_out(wanted):
    for _ in range(3):
        logging.getLogger("search").error("Stuk.")
    logging.getLogger("search").error("Iets anders.")
    finish()
    assert "2 errors before this one were not mailed" in mail.outbox[1].body


def test_the_same_place_in_the_code_is_the_same_error(wanted):
    for number in range(3):
        try:
            raise ValueError(number)
        except ValueError:
            logging.getLogger("search").exception(f"Fout {number}")
    finish()
    assert len(mail.outbox) == 1


def test_at_most_ten_different_errors_an_hour():
    now = 0.0
    limit = MailLimit(clock=lambda: now)
    assert [limit.admit(str(number)) for number in range(12)] == [0] * 10 + [None] * 2
    now = 3599.0
    assert limit.admit("0") is None
    now = 3600.0
    assert limit.admit("0") == 3


def test_warnings_and_refusals_are_not_mailed(db, wanted, settings):
    settings.ALLOWED_HOSTS = ["goed.example.org"]
    client = Client(raise_request_exception=False)
    client.get("/", headers={"host": "fout.example.org"})
    client.get("/druk/", headers={"host": "goed.example.org"})
    logging.getLogger("search").warning("Let op.")
    finish()
    assert mail.outbox == []


def test_without_admins_nothing_is_mailed(lines, settings):
    settings.ADMINS = []
    logging.getLogger("search").error("Stuk.")
    finish()
    assert mail.outbox == []


class Broken(BaseEmailBackend):
    """A mail server that is away."""

    def send_messages(self, email_messages: object) -> int:
        raise ConnectionRefusedError("smtp://ik:geheim@mail")


def test_a_mail_server_that_is_away_is_one_warning_and_no_second_mail(wanted, settings):
    settings.MAIL_DELIVERY_BACKEND = f"{__name__}.Broken"
    logging.getLogger("search").error("Stuk.")
    finish()
    said = wanted.getvalue().splitlines()
    assert len(said) == 2
    assert "could not be mailed to ADMINS: ConnectionRefusedError." in said[1]


def test_an_error_is_mailed_without_the_database(wanted):
    # Without the fixture `db`, a connection to the database is an error in every thread.
    logging.getLogger("search").error("De databank antwoordt niet.")
    finish()
    assert len(mail.outbox) == 1


def test_nobody_waits_for_the_mail_server(wanted, settings, monkeypatch):
    started, go_on = threading.Event(), threading.Event()

    def hang(*_: object) -> None:
        started.set()
        go_on.wait(10)

    monkeypatch.setattr(error_mail, "_send", hang)
    logging.getLogger("search").error("Stuk.")  # returns although the mail does not leave
    assert started.wait(10)
    assert not go_on.is_set()
    go_on.set()
