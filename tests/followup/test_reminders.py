"""Reminders that are really sent: to whom, how often, and never twice."""

import re
from datetime import date, datetime, timedelta
from smtplib import SMTPRecipientsRefused
from types import SimpleNamespace

import pytest
from django.core import mail, signing
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from armoedegeheugen.followup import reminders
from armoedegeheugen.followup.reminders import send_reminders, site_address
from armoedegeheugen.mail import outbox
from armoedegeheugen.mail.delivery import deliver_due
from armoedegeheugen.models import (
    AssociationMember,
    Correspondent,
    OutgoingMail,
    PolicyAdvice,
    Reminder,
)
from armoedegeheugen.models.choices import Position, Side
from armoedegeheugen.models.outgoing_mail import MailState
from tests import world as making
from tests.followup.conftest import ASKED, Scene, contact
from tests.pages.reading import read, text

# Half a year and some days after the advice.
NOW = timezone.make_aware(datetime(2024, 7, 20, 8))
WEEK = timedelta(days=7)


@pytest.fixture(autouse=True)
def mail_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if each transaction were committed: a test's own is not."""
    monkeypatch.setattr(outbox, "transaction", SimpleNamespace(on_commit=lambda send: send()))


def sent_to() -> list[str]:
    return sorted(message.to[0] for message in mail.outbox)


def test_after_half_a_year_both_sides_get_one_mail_each(scene: Scene):
    assert send_reminders(NOW) == 2
    assert sent_to() == ["contact@example.org", "lid@example.org"]
    first = mail.outbox[0]
    assert first.subject == "Herinnering: 3 aanbevelingen wachten"
    for asked in scene.asked:
        assert f"{asked.label} uit het advies “Advies over wonen”" in first.body
        assert f"#{asked.anchor}" in first.body
        assert f"/opvolging/{asked.key}/toevoegen/" in first.body
    assert first.extra_headers["Auto-Submitted"] == "auto-generated"
    assert first.body.splitlines()[-2:] == ["Armoedegeheugen", site_address("/")]


def test_before_half_a_year_nobody_is_asked(scene: Scene):
    assert send_reminders(timezone.make_aware(datetime(2024, 7, 9))) == 0


def test_what_is_answered_is_not_asked(scene: Scene):
    scene.say(1)
    scene.say(2, Position.REFUSED)
    scene.say(3, Position.NO_ANSWER)
    send_reminders(NOW)
    assert mail.outbox[0].subject == "Herinnering: één aanbeveling wacht"
    assert "Bel eerst." in mail.outbox[0].body
    assert "Bouw meer." not in mail.outbox[0].body


def test_what_the_association_says_is_no_answer(scene: Scene):
    for number in (1, 2, 3):
        scene.say(number, side=Side.ASSOCIATION)
    assert send_reminders(NOW) == 2


def test_two_weeks_before_a_day_it_is_named(scene: Scene):
    for number in (1, 2, 3):
        scene.say(number, due=date(2024, 8, 30) if number == 2 else None)
    assert send_reminders(timezone.make_aware(datetime(2024, 8, 15))) == 0
    assert send_reminders(timezone.make_aware(datetime(2024, 8, 16))) == 2
    body = mail.outbox[0].body
    assert "BINNENKORT AFGESPROKEN" in body
    assert "Afgesproken tegen: 30 augustus 2024" in body
    assert "NOG ZONDER ANTWOORD" not in body


def test_a_second_run_sends_nothing(scene: Scene):
    send_reminders(NOW)
    assert send_reminders(NOW) == 0
    assert send_reminders(NOW + timedelta(days=60)) == 0
    assert len(mail.outbox) == 2


def test_after_another_half_year_it_is_asked_once_more(scene: Scene):
    send_reminders(NOW)
    assert send_reminders(NOW + timedelta(days=180)) == 2


def test_nobody_gets_two_mails_in_a_week(scene: Scene):
    send_reminders(NOW)
    scene.say(1, due=date(2024, 7, 24))
    assert send_reminders(NOW + timedelta(days=3)) == 0
    scene.say(1, due=date(2024, 8, 1), date=date(2024, 3, 2))
    assert send_reminders(NOW + WEEK - timedelta(minutes=1)) == 0
    assert send_reminders(NOW + WEEK) == 2


def test_who_carries_it_out_is_asked_rather_than_who_got_the_advice(scene: Scene):
    body = making.authority("Netbeheerder")
    contact("net", body)
    asked = scene.asked[0]
    asked.responsible = body
    asked.save()
    send_reminders(NOW)
    by = {message.to[0]: message.body for message in mail.outbox}
    assert "Bouw meer." in by["net@example.org"]
    assert "Bel eerst." not in by["net@example.org"]
    assert "Bouw meer." not in by["contact@example.org"]


def test_the_association_is_written_to_at_its_own_address(scene: Scene):
    association = scene.advice.associations.get()
    association.contact_email = "Info@Example.org"
    association.save()
    send_reminders(NOW)
    assert sent_to() == ["contact@example.org", "info@example.org"]


def test_who_may_not_log_in_or_has_no_address_gets_nothing(scene: Scene):
    scene.council.is_active = False
    scene.council.save()
    scene.member.email = ""
    scene.member.save()
    assert send_reminders(NOW) == 0


def test_a_contact_without_an_address_and_a_member_who_left_get_nothing(scene: Scene):
    scene.council.email = ""
    scene.council.save()
    scene.member.is_active = False
    scene.member.save()
    assert send_reminders(NOW) == 0
    assert not Correspondent.objects.exists()


def test_an_advice_that_no_site_shows_is_not_mailed(scene: Scene, monkeypatch):
    monkeypatch.setattr(PolicyAdvice, "full_url", None)
    assert send_reminders(NOW) == 0


def test_what_could_not_be_stored_leaves_the_day_of_the_mail_before(scene: Scene, monkeypatch):
    before = NOW - timedelta(days=40)
    Correspondent.objects.create(address="contact@example.org", last_mail_at=before)
    monkeypatch.setattr(reminders, "render_to_string", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        send_reminders(NOW)
    assert Correspondent.objects.get(address="contact@example.org").last_mail_at == before
    assert not Reminder.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_reminders_wait_in_the_outbox_while_the_mail_server_is_away(scene: Scene, settings):
    settings.MAIL_DELIVERY_BACKEND = "tests.submissions.broken.Broken"
    assert send_reminders(NOW) == 2
    assert OutgoingMail.objects.filter(state=MailState.WAITING).count() == 2
    assert send_reminders(NOW) == 0


def test_who_stops_between_the_plan_and_the_mail_gets_none(scene: Scene, monkeypatch):
    Correspondent.objects.create(address="contact@example.org", stopped_at=NOW)
    monkeypatch.setattr(reminders, "_resting", lambda now: set())
    send_reminders(NOW)
    assert sent_to() == ["lid@example.org"]


def test_who_got_a_mail_between_the_plan_and_the_next_gets_none(scene: Scene, monkeypatch):
    Correspondent.objects.create(
        address="contact@example.org", last_mail_at=NOW - timedelta(days=6)
    )
    monkeypatch.setattr(reminders, "_resting", lambda now: set())
    send_reminders(NOW)
    assert sent_to() == ["lid@example.org"]


def test_who_lost_the_membership_gets_nothing(scene: Scene):
    AssociationMember.objects.all().delete()
    send_reminders(NOW)
    assert sent_to() == ["contact@example.org"]


@pytest.mark.parametrize("hidden", ["restricted", "unpublished"])
def test_what_is_not_public_is_not_mailed(scene: Scene, hidden):
    if hidden == "restricted":
        making.restrict(scene.advice)
    else:
        scene.advice.unpublish()
    assert send_reminders(NOW) == 0


def test_an_invented_example_reminds_only_on_a_demonstration(scene: Scene, settings):
    scene.advice.is_example = True
    scene.advice.save()
    settings.DEMO = False
    assert send_reminders(NOW) == 0
    settings.DEMO = True
    assert send_reminders(NOW) == 2


def test_a_process_that_dies_while_sending_does_not_send_twice(scene: Scene, monkeypatch, settings):
    class Killed(BaseException):
        pass

    def die(message: EmailMessage) -> int:
        mail.outbox.append(message)
        raise Killed

    settings.MAIL_AT_ONCE = False
    assert send_reminders(NOW) == 2
    with monkeypatch.context() as patch:
        patch.setattr(EmailMessage, "send", die)
        with pytest.raises(Killed):
            deliver_due()
    assert sent_to() == ["contact@example.org"]
    assert send_reminders(NOW) == 0
    assert deliver_due() == 1
    assert sent_to() == ["contact@example.org", "lid@example.org"]


def test_what_could_not_be_sent_waits_and_the_others_go_on(scene: Scene, monkeypatch):
    send = EmailMessage.send

    def refuse_one(message: EmailMessage) -> int:
        if message.to == ["contact@example.org"]:
            raise SMTPRecipientsRefused({message.to[0]: (450, b"later")})
        return send(message)

    with monkeypatch.context() as patch:
        patch.setattr(EmailMessage, "send", refuse_one)
        assert send_reminders(NOW) == 2
    assert sent_to() == ["lid@example.org"]
    assert send_reminders(NOW) == 0
    OutgoingMail.objects.filter(state=MailState.WAITING).update(due_at=timezone.now())
    assert deliver_due() == 1
    assert sent_to() == ["contact@example.org", "lid@example.org"]


def test_two_at_the_same_time_send_one_mail(scene: Scene, monkeypatch):
    """The plan of the second was made before the first had sent."""
    told, resting = reminders._told(), reminders._resting(NOW)
    send_reminders(NOW)
    monkeypatch.setattr(reminders, "_told", lambda: told)
    monkeypatch.setattr(reminders, "_resting", lambda now: resting)
    assert send_reminders(NOW) == 0
    Correspondent.objects.update(last_mail_at=None)
    assert send_reminders(NOW) == 0
    assert len(mail.outbox) == 2


def test_words_of_others_stay_within_their_line(scene: Scene):
    asked = scene.asked[0]
    asked.text = "Bouw & <b>meer</b>.\n\nBcc: ander@example.org"
    asked.save()
    PolicyAdvice.objects.update(title="Advies\nBcc: ander@example.org")
    send_reminders(NOW)
    assert "uit het advies “Advies Bcc: ander@example.org”" in mail.outbox[0].body
    assert "  Bouw & <b>meer</b>. Bcc: ander@example.org\n" in mail.outbox[0].body
    assert mail.outbox[0].recipients() == ["contact@example.org"]


def stop_link(number: int = 0) -> str:
    (link,) = re.findall(r"^http\S+(/herinneringen/\S+)$", mail.outbox[number].body, re.MULTILINE)
    assert link in mail.outbox[number].extra_headers["List-Unsubscribe"]
    return link


def test_the_link_stops_them_without_logging_in_and_begins_again(scene: Scene):
    client = Client(enforce_csrf_checks=True)
    send_reminders(NOW)
    link = stop_link()
    for _ in range(2):  # a look changes nothing
        assert "Wil je geen herinneringen meer?" in text(read(client, link).h1)
    assert "geen herinneringen meer" in text(_page(client.post(link)).h1)
    later = NOW + timedelta(days=180)
    assert send_reminders(later) == 1
    assert mail.outbox[-1].to == ["lid@example.org"]
    client.post(link, {"hervat": "1"})
    assert send_reminders(later) == 1
    assert mail.outbox[-1].to == ["contact@example.org"]


def test_a_mail_program_stops_them_with_one_click(scene: Scene):
    send_reminders(NOW)
    assert mail.outbox[0].extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    client = Client(enforce_csrf_checks=True)
    assert client.post(stop_link(), {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Correspondent.objects.filter(stopped_at__isnull=False).count() == 1


def test_a_page_to_stop_is_kept_by_no_cache_and_knows_two_methods(scene: Scene, client: Client):
    send_reminders(NOW)
    link = stop_link()
    assert "no-store" in client.get(link)["Cache-Control"]
    for method in ("put", "patch", "delete"):
        assert getattr(client, method)(link).status_code == 405


def test_a_signature_for_something_else_stops_nothing(scene: Scene, client: Client):
    token = signing.dumps("contact@example.org")
    assert client.post(f"/herinneringen/{token}/").status_code == 404
    assert not Correspondent.objects.exists()


@pytest.mark.parametrize("token", ["x", "ImFAeCI:1abc:def", "%00", "a" * 500])
def test_a_link_that_was_made_up_does_nothing(scene: Scene, client: Client, token):
    for answer in (client.get(f"/herinneringen/{token}/"), client.post(f"/herinneringen/{token}/")):
        assert answer.status_code == 404
    assert not Correspondent.objects.exists()


def test_who_stopped_before_the_first_mail_gets_none(scene: Scene, client: Client):
    from armoedegeheugen.followup.unsubscribe import unsubscribe_path

    client.post(unsubscribe_path("Contact@Example.org"))
    send_reminders(NOW)
    assert sent_to() == ["lid@example.org"]


def test_an_address_is_forgotten_with_all_that_was_sent_to_it(scene: Scene):
    send_reminders(NOW)
    reminders.forget("CONTACT@example.org")
    assert not Correspondent.objects.filter(address="contact@example.org").exists()
    assert Reminder.objects.count() == 3


def test_the_command_says_how_many_left(scene: Scene, capsys):
    call_command("send_reminders")
    assert "2 mails klaargezet." in capsys.readouterr().out


def test_a_run_takes_as_many_queries_for_many_as_for_few(
    scene: Scene, django_assert_max_num_queries
):
    def queries() -> int:
        with django_assert_max_num_queries(60) as captured:
            list(reminders.reminder_items(timezone.localdate(NOW)))
        return len(captured)

    before = queries()
    for number in range(6):
        scene.world.advice(
            f"Advies {number}", ("Een.", "Twee."), date=ASKED, authority=scene.advice.authority,
            associations=list(scene.advice.associations.all()),
        )  # fmt: skip
    assert queries() <= before


def _page(response):
    from bs4 import BeautifulSoup

    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")
