"""The last step: nothing goes without consent, time, and an address that is asked to confirm."""

import time
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from armoedegeheugen.models import OutgoingMail, PracticeCard, Submission
from armoedegeheugen.models.outgoing_mail import MailState
from armoedegeheugen.models.submission import State
from armoedegeheugen.submissions import rate_limit, spam_guard
from tests.submissions.conftest import EMAIL, LAST_PAGE, WHOLE, Sender, link_in, soup, text

CHECK = "/insturen/nakijken/"
SENT = "/insturen/verzonden/"


@pytest.fixture
def hurried(sender: Sender, monkeypatch) -> Sender:
    """Time counts as it does for real."""
    monkeypatch.setattr(spam_guard, "WHOLE", WHOLE)
    monkeypatch.setattr(spam_guard, "LAST_PAGE", LAST_PAGE)
    return sender


def grow_old(draft: Submission, by: timedelta = timedelta(minutes=5)) -> None:
    moment = timezone.now() - by
    Submission.objects.filter(pk=draft.pk).update(created_at=moment)


def test_the_last_page_shows_all_that_was_told(sender: Sender):
    sender.tell_all()
    page = text(sender.client.get(CHECK))
    for told in ("Elke dinsdag samen koken", "Gent", "ruilkast", "te klein", "Begin klein", EMAIL):
        assert told in page


def test_sending_asks_the_address_to_confirm_and_tells_the_editors_nothing(sender: Sender, editor):
    draft = sender.tell_all()
    assert sender.send().url == SENT
    draft.refresh_from_db()
    assert draft.state == State.SENT
    assert draft.consent_at
    (message,) = mail.outbox
    assert message.to == [EMAIL]
    assert not PracticeCard.objects.exists()
    assert "Elke dinsdag" not in text(editor.get("/beheer/ingestuurd/"))
    assert EMAIL in text(sender.client.get(SENT))


def test_no_word_of_what_was_typed_goes_to_an_address_that_did_not_confirm(sender: Sender):
    sender.tell_all(title="Koop goedkope pillen op spam.example")
    sender.send()
    message = mail.outbox[0]
    assert "pillen" not in message.subject + message.body
    assert "spam" not in message.body


def test_links_in_a_mail_do_not_follow_a_forged_host(sender: Sender, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://echt.example"
    sender.client.defaults["HTTP_HOST"] = "vals.example"
    sender.tell_all()
    sender.send()
    assert "https://echt.example/insturen/bevestigen/" in mail.outbox[0].body
    assert "vals.example" not in mail.outbox[0].body


def test_without_consent_nothing_is_sent(sender: Sender):
    sender.tell_all()
    response = sender.send(consent="")
    assert response.status_code == 200
    assert "Vink dit aan" in text(response)
    assert not mail.outbox


def test_a_field_that_only_machines_fill_in_stops_them_and_loses_nothing(sender: Sender):
    draft = sender.tell_all()
    response = sender.send(website="https://spam.example")
    assert response.status_code == 200
    assert "moet leeg blijven" in text(response)
    assert soup(response).find(attrs={"name": "website"}).get("value", "") == ""
    assert not mail.outbox
    draft.refresh_from_db()
    assert draft.state == State.DRAFT
    assert sender.send().status_code == 302


def test_the_trap_is_hidden_from_people(sender: Sender):
    sender.tell_all()
    trap = soup(sender.client.get(CHECK)).find(attrs={"name": "website"})
    assert trap["tabindex"] == "-1"
    assert trap.find_parent(attrs={"aria-hidden": "true"})["class"] == ["trap"]


def test_a_practice_that_was_told_in_seconds_waits(hurried: Sender):
    draft = hurried.tell_all()
    assert "heel snel" in text(hurried.send())
    grow_old(draft)
    assert "heel snel" in text(hurried.send())  # the last page was shown only just now
    assert not mail.outbox


def test_a_page_that_was_shown_long_enough_goes(hurried: Sender, monkeypatch):
    draft = hurried.tell_all()
    grow_old(draft)
    stamp = soup(hurried.client.get(CHECK)).find(attrs={"name": "stamp"})["value"]
    monkeypatch.setattr(spam_guard, "LAST_PAGE", timedelta(seconds=-1))
    assert hurried.send(stamp=stamp).status_code == 302


@pytest.mark.parametrize(("seconds", "goes"), [(0, False), (2, False), (4, True)])
def test_the_last_page_has_to_be_shown_for_three_seconds(
    hurried: Sender, monkeypatch, seconds, goes
):
    grow_old(hurried.tell_all())
    clock = [time.time()]
    monkeypatch.setattr("django.core.signing.time.time", lambda: clock[0])
    stamp = soup(hurried.client.get(CHECK)).find(attrs={"name": "stamp"})["value"]
    clock[0] += seconds
    assert (hurried.send(stamp=stamp).status_code == 302) == goes


@pytest.mark.parametrize(("seconds", "goes"), [(15, False), (21, True)])
def test_the_whole_form_takes_twenty_seconds_at_least(hurried: Sender, monkeypatch, seconds, goes):
    monkeypatch.setattr(spam_guard, "LAST_PAGE", timedelta(seconds=-1))
    grow_old(hurried.tell_all(), timedelta(seconds=seconds))
    assert (hurried.send().status_code == 302) == goes


@pytest.mark.parametrize("stamp", ["", "getoond", "getoond:1xVlKf:AAAA"])
def test_a_moment_that_someone_made_up_does_not_count(hurried: Sender, stamp):
    grow_old(hurried.tell_all())
    assert "heel snel" in text(hurried.send(stamp=stamp))


def test_a_moment_is_good_for_one_submission_only(sender: Sender):
    other = Sender()
    other.tell_all()
    stamp = soup(other.client.get(CHECK)).find(attrs={"name": "stamp"})["value"]
    sender.tell_all()
    assert "heel snel" in text(sender.send(stamp=stamp))


def test_the_pages_of_sending_are_for_nobody_else(sender: Sender):
    sender.tell_all()
    pages = [sender.client.get(CHECK)]
    sender.send()
    pages.append(sender.client.get(SENT))
    for page in pages:
        assert page.status_code == 200
        assert "noindex" in page["X-Robots-Tag"]
        assert "no-store" in page["Cache-Control"]


def test_before_sending_there_is_no_page_after_it_and_no_mail_again(sender: Sender):
    sender.tell_all()
    for response in (sender.client.get(SENT), sender.client.post(reverse("submissions:again"))):
        assert response.url == reverse("submissions:start")
    assert not mail.outbox


def test_asking_the_mail_again_is_by_post(sender: Sender):
    sender.tell_all()
    sender.send()
    assert sender.client.get(reverse("submissions:again")).status_code == 405
    assert len(mail.outbox) == 1


def test_a_name_in_the_role_is_pointed_out(sender: Sender):
    sender.tell_all(role="Bel 0470 12 34 56")
    assert soup(sender.client.get(CHECK)).find(id="personen")


def test_what_is_missing_is_named_and_leads_to_its_step(sender: Sender):
    sender.begin()
    sender.tell("doel-en-bereik")
    response = sender.send()
    assert response.status_code == 200
    page = soup(response)
    assert "Geef je praktijk een naam." in page.main.get_text()
    link = page.find("a", href=lambda href: href and "wat-en-waar" in href)["href"]
    shown = soup(sender.client.get(link))
    assert shown.find(id="id_title_error")
    assert not mail.outbox


def test_personal_details_are_pointed_out_before_sending(sender: Sender):
    sender.tell_all(bereik="Bel Els op 0470 12 34 56.", tips="Nummer 85.07.30-033.28")
    warning = soup(sender.client.get(CHECK)).find(id="personen").get_text(" ", strip=True)
    assert "een telefoonnummer bij ‘Bereik’" in warning
    assert "0470 12 34 56" in warning
    assert "een rijksregisternummer bij ‘Tips’" in warning
    assert EMAIL not in warning
    assert sender.send().status_code == 302


def test_without_personal_details_there_is_no_warning(sender: Sender):
    sender.tell_all()
    assert soup(sender.client.get(CHECK)).find(id="personen") is None


def test_pressed_twice_it_mails_once(sender: Sender):
    sender.tell_all()
    stamp = soup(sender.client.get(CHECK)).find(attrs={"name": "stamp"})["value"]
    for _ in range(2):
        assert sender.client.post(CHECK, {"consent": "on", "stamp": stamp}).url == SENT
    assert len(mail.outbox) == 1


def test_the_mail_can_be_asked_again_but_not_without_end(sender: Sender):
    sender.tell_all()
    sender.send()
    again = reverse("submissions:again")
    assert "opnieuw" in text(sender.client.post(again))
    assert link_in(mail.outbox[0].body).split(".")[0] == link_in(mail.outbox[1].body).split(".")[0]
    sender.client.post(again)
    refused = sender.client.post(again)
    assert refused.status_code == 429
    assert len(mail.outbox) == 3


def test_sending_has_a_limit_that_a_forged_header_does_not_evade(sender: Sender, monkeypatch):
    monkeypatch.setitem(
        rate_limit.LIMITS, "send", {"address": [rate_limit.Limit(1, rate_limit.HOUR)]}
    )
    for number in range(2):
        sender.client = Client(HTTP_X_FORWARDED_FOR=f"198.51.100.{number}")
        sender.tell_all(email=f"iemand{number}@example.org")
        response = sender.send()
    assert response.status_code == 429
    assert "is bewaard" in text(response)
    assert len(mail.outbox) == 1
    assert sender.draft.state == State.DRAFT


def test_one_address_is_not_filled_with_mails_from_many_connections(sender: Sender):
    for number in range(5):
        sender.client = Client(REMOTE_ADDR=f"203.0.113.{number}")
        sender.tell_all(email=f"iemand+{number}@example.org")
        response = sender.send()
    assert response.status_code == 429
    assert len(mail.outbox) == 3


def test_a_mail_that_can_not_go_waits_in_the_outbox(sender: Sender, settings):
    draft = sender.tell_all()
    settings.MAIL_DELIVERY_BACKEND = "tests.submissions.broken.Broken"
    assert sender.send().url == SENT
    draft.refresh_from_db()
    assert draft.state == State.SENT
    assert "opnieuw" in text(sender.client.post(reverse("submissions:again")))
    waiting = OutgoingMail.objects.filter(to=draft.email, state=MailState.WAITING)
    assert waiting.count() == 2


def test_another_address_makes_the_link_in_the_first_mail_worthless(sender: Sender):
    sender.tell_all(email="fout@example.org")
    sender.send()
    old = link_in(mail.outbox[0].body)
    sender.tell("wie-ben-je", email=EMAIL)
    assert sender.draft.state == State.DRAFT
    assert Client().post(old).status_code == 410
    sender.send()
    assert Client().post(old).status_code == 410
    assert sender.confirm().state == State.QUEUED


def test_walking_through_without_a_change_leaves_the_link_good(sender: Sender):
    sender.tell_all()
    sender.send()
    for slug in ("doel-en-bereik", "wie-ben-je"):
        sender.tell(slug)
    assert sender.client.get(CHECK).url == SENT
    assert sender.confirm().state == State.QUEUED
