"""By the links in the mails: confirm, follow, answer, withdraw."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.models import TaskState, WorkflowState

from armoedegeheugen.models import PracticeCard, Submission, Theme
from armoedegeheugen.models.submission import State
from armoedegeheugen.sections.models import OverviewPage
from armoedegeheugen.submissions import card, lifecycle, rate_limit, tokens
from tests.submissions.conftest import EMAIL, Sender, follow_url, link_in, soup, text

ANYONE = Client()


def sent_back(submission: Submission, question: str) -> None:
    TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS).specific.reject(comment=question)
    submission.refresh_from_db()


def published(submission: Submission) -> Submission:
    submission.page.get_latest_revision().publish()
    submission.refresh_from_db()
    return submission


def to(address: str) -> list[str]:
    return [message.subject for message in mail.outbox if message.to == [address]]


def test_opening_the_link_changes_nothing(sender: Sender):
    """Programs that read mail open every link in it."""
    sender.tell_all()
    sender.send()
    link = link_in(mail.outbox[0].body)
    for _ in range(3):
        page = Client().get(link)
        assert page.status_code == 200
        assert Client().head(link).status_code == 200
    assert soup(page).main.find("form", method="post")
    assert sender.draft.state == State.SENT
    assert not PracticeCard.objects.exists()


def test_the_button_puts_a_draft_before_the_editors(sender: Sender, editor: Client):
    submission = sender.deliver()
    assert submission.state == State.QUEUED
    page = submission.page
    assert not page.live
    assert page.get_parent().slug == "praktijken"
    assert page.owner is None
    assert page.title == "Elke dinsdag samen koken"
    assert page.municipality.name == "Gent"
    assert page.doelstelling == (
        "<p>We wilden dat buren elkaar leren kennen.</p><p>Niemand eet graag alleen.</p>"
    )
    assert [tip.value for tip in page.tips] == ["Begin klein", "Vraag wat mensen lekker vinden"]
    assert page.sources[0].value["title"] == card.SOURCE
    assert (page.contact_role, page.contact_organisation) == ("buurtwerker", "Buurthuis De Brug")
    assert WorkflowState.objects.get().workflow.name == "Redactie"
    assert Client().get(page.url).status_code == 404
    assert "Elke dinsdag samen koken" in editor.get("/beheer/").content.decode()
    assert to("redacteur@example.org")


def test_the_address_of_the_sender_stands_in_the_submission_only(sender: Sender):
    page = sender.deliver().page
    assert page.contact_email == ""
    assert EMAIL not in str(page.get_latest_revision().content)
    assert EMAIL not in str(page.serializable_data())


def test_without_leave_no_contact_is_proposed(sender: Sender):
    sender.tell_all()
    sender.client.post(
        sender.at("wie-ben-je"),
        {"role": "buurtwerker", "organisation": "Huis", "email": EMAIL, "verder": "1"},
    )
    sender.send()
    page = sender.confirm().page
    assert (page.contact_role, page.contact_organisation) == ("", "")


def test_confirming_twice_makes_one_card(sender: Sender):
    submission = sender.deliver()
    link = link_in(mail.outbox[0].body)
    for answer in (ANYONE.post(link), ANYONE.get(link)):
        assert answer.url == follow_url(submission)
    assert PracticeCard.objects.count() == 1
    assert len(to(EMAIL)) == 2


def test_two_at_the_same_time_confirm_once(sender: Sender):
    sender.tell_all()
    sender.send()
    one, two = sender.draft, sender.draft
    assert lifecycle.confirm(one)
    assert not lifecycle.confirm(two)
    assert PracticeCard.objects.count() == 1


def test_a_title_without_a_letter_that_fits_an_address_gets_one(sender: Sender):
    page = sender.deliver(title="大家一起").page
    assert re.fullmatch(r"praktijk-[0-9a-f]{8}", page.slug)


def test_two_with_the_same_title_stand_beside_each_other(sender: Sender):
    first, second = sender.deliver().page, Sender().deliver().page
    assert first.slug != second.slug


def test_without_a_shelf_nothing_is_confirmed_and_nothing_is_lost(sender: Sender):
    sender.tell_all()
    sender.send()
    OverviewPage.objects.update(live=False)
    assert Client().post(link_in(mail.outbox[0].body)).status_code == 503
    assert sender.draft.state == State.SENT
    OverviewPage.objects.update(live=True)
    assert sender.confirm().state == State.QUEUED


def test_a_link_is_good_for_one_thing_only(sender: Sender):
    submission = sender.tell_all()
    sender.send()
    submission.refresh_from_db()
    for token in (tokens.draft(submission), tokens.confirmation(submission)):
        assert ANYONE.get(reverse("submissions:follow", args=[token])).status_code == 404
    for token in (tokens.draft(submission), tokens.follow(submission)):
        assert ANYONE.post(reverse("submissions:confirm", args=[token])).status_code == 404
    assert sender.draft.state == State.SENT


@pytest.mark.parametrize("change", ["key", "signature", "bare", "other"])
def test_a_token_can_not_be_guessed(sender: Sender, change):
    submission = sender.deliver()
    key, signature = tokens.follow(submission).split(".")
    forged = {
        "key": f"{'0' * 32}.{signature}",
        "signature": f"{key}.{signature[:-1]}{'A' if signature[-1] != 'A' else 'B'}",
        "bare": key,
        "other": f"{key}.{tokens.follow(Submission()).split('.')[1]}",
    }[change]
    for name in ("follow", "answer", "withdraw"):
        address = reverse(f"submissions:{name}", args=[forged])
        assert ANYONE.get(address).status_code == 404
        assert ANYONE.post(address).status_code == 404
    submission.refresh_from_db()
    assert submission.state == State.QUEUED


def test_another_secret_makes_all_links_worthless(sender: Sender, settings):
    address = follow_url(sender.deliver())
    settings.SECRET_KEY = "een ander geheim"
    assert ANYONE.get(address).status_code == 404


def test_the_page_of_the_sender_is_for_nobody_else(sender: Sender):
    response = ANYONE.get(follow_url(sender.deliver()))
    assert "noindex" in response["X-Robots-Tag"]
    assert "no-store" in response["Cache-Control"]
    assert EMAIL not in [link.get("href") for link in soup(response).find_all("a")]


def test_the_states_in_plain_words(sender: Sender):
    sender.tell_all()
    sender.send()
    address = soup(sender.client.get("/insturen/verzonden/")).select_one(".own-link a")["href"]
    address = address[address.index("/insturen/") :]
    assert "Wacht op bevestiging" in text(ANYONE.get(address))
    submission = sender.confirm()
    assert follow_url(submission) == address
    assert "Bij de redactie" in text(ANYONE.get(address))
    sent_back(submission, "Hoeveel mensen deden mee?")
    assert "Vraag om aanvulling" in text(ANYONE.get(address))
    published(submission)
    page = ANYONE.get(address)
    assert "Gepubliceerd" in text(page)
    assert soup(page).main.find("a", href=submission.page.full_url)


def test_a_question_is_answered_and_goes_back_to_the_editors(sender: Sender, editor: Client):
    submission = sender.deliver()
    sent_back(submission, "Hoeveel mensen deden mee?")
    assert submission.state == State.ASKED
    question = mail.outbox[-1]
    assert question.to == [EMAIL]
    assert "Hoeveel mensen deden mee?" in question.body
    mail.outbox.clear()
    address = link_in(question.body)
    assert "Hoeveel mensen deden mee?" in text(ANYONE.get(address))
    assert ANYONE.post(f"{address}antwoord/", {"answer": "Twintig."}).url == address
    submission.refresh_from_db()
    assert submission.state == State.QUEUED
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS
    assert set(to("redacteur@example.org")) >= {
        "Antwoord op je vraag over een ingestuurde praktijk"
    }
    assert "Twintig." in editor.get(f"/beheer/ingestuurd/{submission.pk}/").content.decode()


def test_an_answer_that_nobody_asked_for_is_not_taken(sender: Sender):
    submission = sender.deliver()
    ANYONE.post(f"{follow_url(submission)}antwoord/", {"answer": "Ongevraagd"})
    assert not submission.messages.exists()


def test_an_empty_answer_is_said_and_a_long_one_is_kept(sender: Sender):
    submission = sender.deliver()
    sent_back(submission, "Vraag?")
    address = f"{follow_url(submission)}antwoord/"
    assert "Schrijf eerst je antwoord" in text(ANYONE.post(address, {"answer": "  "}))
    long = ANYONE.post(address, {"answer": "x" * 6001})
    assert "plaats voor 6000" in text(long)
    assert "x" * 6001 in long.content.decode()


def test_an_editor_who_takes_it_up_again_closes_the_question(sender: Sender):
    submission = sender.deliver()
    sent_back(submission, "Vraag?")
    WorkflowState.objects.get().resume()
    submission.refresh_from_db()
    assert submission.state == State.QUEUED


def test_published_tells_the_sender_once_with_the_address(sender: Sender):
    submission = published(sender.deliver())
    assert submission.state == State.PUBLISHED
    published(submission)
    assert to(EMAIL).count("Je praktijk staat online") == 1
    assert submission.page.full_url in mail.outbox[-1].body
    assert Client().get(submission.page.url).status_code == 200


def test_the_workflow_of_wagtail_is_what_publishes(sender: Sender, editor: Client):
    submission = sender.deliver()
    page = submission.page
    page.plain_summary = "Buren koken samen. Ze praten aan tafel."
    page.themes = [Theme.objects.create(name="voeding", slug="voeding")]
    state = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    TaskState.objects.update(revision=page.save_revision())
    address = reverse(
        "wagtailadmin_pages:workflow_action", args=[submission.page_id, "approve", state.pk]
    )
    assert editor.post(address, {"comment": ""}).status_code == 302
    submission.refresh_from_db()
    assert submission.state == State.PUBLISHED
    assert submission.page.live


def test_a_draft_has_no_page_of_its_own_yet(sender: Sender):
    assert ANYONE.get(follow_url(sender.tell_all())).status_code == 404


def test_the_link_to_confirm_is_for_nobody_else(sender: Sender):
    sender.tell_all()
    sender.send()
    response = ANYONE.get(link_in(mail.outbox[0].body))
    assert "noindex" in response["X-Robots-Tag"]
    assert "no-store" in response["Cache-Control"]


def test_a_draft_that_was_never_sent_has_no_link_to_confirm(sender: Sender):
    draft = sender.tell_all()
    assert not tokens.is_for(draft, "")
    address = reverse("submissions:confirm", args=[tokens.confirmation(draft)])
    assert ANYONE.post(address).status_code == 410


def test_only_the_address_of_what_is_online_is_shown(sender: Sender):
    submission = sender.deliver()
    assert submission.page.full_url not in ANYONE.get(follow_url(submission)).content.decode()
    page = published(submission).page
    assert page.full_url in ANYONE.get(follow_url(submission)).content.decode()
    page.unpublish()
    assert page.full_url not in ANYONE.get(follow_url(submission)).content.decode()


def test_looking_is_by_get_and_changing_by_post(sender: Sender):
    address = follow_url(sender.deliver())
    assert ANYONE.post(address).status_code == 405
    assert ANYONE.get(f"{address}antwoord/").status_code == 405


def test_answers_have_a_limit(sender: Sender, monkeypatch):
    monkeypatch.setitem(rate_limit.LIMITS, "answer", {"address": []})
    submission = sender.deliver()
    sent_back(submission, "Vraag?")
    monkeypatch.setattr(rate_limit, "allows", lambda kind, **who: kind != "answer")
    response = ANYONE.post(f"{follow_url(submission)}antwoord/", {"answer": "Twintig."})
    assert response.status_code == 429
    assert "Twintig." in response.content.decode()
    assert not submission.messages.filter(from_editors=False).exists()


def test_what_was_refused_is_not_withdrawn(sender: Sender):
    submission = sender.deliver()
    lifecycle.refuse(submission, "Past niet.")
    address = f"{follow_url(submission)}intrekken/"
    for response in (ANYONE.get(address), ANYONE.post(address)):
        assert response.url == follow_url(submission)
    submission.refresh_from_db()
    assert submission.state == State.REFUSED


def test_withdrawing_asks_first(sender: Sender):
    submission = sender.deliver()
    address = f"{follow_url(submission)}intrekken/"
    assert "Wil je je praktijk intrekken?" in text(ANYONE.get(address))
    submission.refresh_from_db()
    assert submission.state == State.QUEUED


def test_withdrawn_before_it_was_online_the_draft_is_gone(sender: Sender, editor: Client):
    submission = sender.deliver()
    assert ANYONE.post(f"{follow_url(submission)}intrekken/").url == follow_url(submission)
    submission.refresh_from_db()
    assert submission.state == State.WITHDRAWN
    assert submission.page is None
    assert not PracticeCard.objects.exists()
    assert not WorkflowState.objects.exists()
    assert "Ingetrokken" in text(ANYONE.get(follow_url(submission)))
    assert "Een ingestuurde praktijk is ingetrokken" in to("redacteur@example.org")
    assert "Je praktijk is ingetrokken" in to(EMAIL)


def test_withdrawn_afterwards_it_is_offline_at_once_and_stays_so(sender: Sender, editor: Client):
    submission = published(sender.deliver())
    ANYONE.post(f"{follow_url(submission)}intrekken/")
    submission.refresh_from_db()
    page = submission.page
    assert not page.live
    assert Client().get(page.url).status_code == 404
    published(submission)
    page.refresh_from_db()
    assert not page.live
    assert submission.state == State.WITHDRAWN


def test_withdrawing_twice_is_once(sender: Sender):
    submission = sender.deliver()
    for _ in range(2):
        ANYONE.post(f"{follow_url(submission)}intrekken/")
    assert to(EMAIL).count("Je praktijk is ingetrokken") == 1


def test_what_was_not_confirmed_can_be_withdrawn(sender: Sender):
    sender.tell_all()
    sender.send()
    link = link_in(mail.outbox[0].body)
    address = follow_url(sender.draft)
    ANYONE.post(f"{address}intrekken/")
    assert sender.draft.state == State.WITHDRAWN
    assert ANYONE.post(link).url == address
    assert not PracticeCard.objects.exists()


def test_no_mail_goes_when_what_it_says_did_not_happen(sender: Sender, monkeypatch, settings):
    monkeypatch.undo()
    settings.WAGTAIL_2FA_REQUIRED = False
    sender.tell_all()
    submission = sender.draft
    Submission.objects.filter(pk=submission.pk).update(
        state=State.SENT, sent_at=submission.created_at
    )
    submission.refresh_from_db()
    monkeypatch.setattr(card, "create_draft", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        lifecycle.confirm(submission)
    assert not mail.outbox
    assert sender.draft.state == State.SENT
