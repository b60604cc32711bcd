"""An association writes and submits, an editor approves, a visitor reads."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.models import TaskState

from armoedegeheugen.models import Dossier, PolicyAdvice, PracticeCard
from tests.editorial import forms
from tests.editorial.conftest import Own, Portal, joined, signed_in


@pytest.fixture
def submitted(member: Client, own: Own) -> Dossier:
    response = forms.add_dossier(member, own.dossiers, mine(own), **forms.SUBMIT)
    assert response.status_code == 302
    return Dossier.objects.get()


def mine(own: Own, **changes: str) -> dict[str, Any]:
    return forms.dossier(associations=[str(own.association.pk)], **changes)


def edit(page: Dossier) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def decide(client: Client, page: Dossier, action: str, comment: str = "") -> None:
    state = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    assert client.post(address, {"comment": comment}).status_code == 302
    page.refresh_from_db()


def test_from_first_draft_to_a_reader(member: Client, editor: Client, visitor: Client, own: Own):
    assert forms.add_dossier(member, own.dossiers, mine(own)).status_code == 302
    page = Dossier.objects.get()
    assert page.owner.username == "lid"
    assert visitor.get(page.url).status_code == 404
    changed = mine(own, title="Energie in huis", slug="energie-in-huis")
    assert member.post(edit(page), {**changed, **forms.SUBMIT}).status_code == 302
    assert visitor.get("/dossiers/welzijnshuis/energie-in-huis/").status_code == 404

    waiting = editor.get(reverse("wagtailadmin_home")).content.decode()
    assert "Energie in huis" in waiting
    assert "Nakijken door de redactie" in waiting
    decide(editor, page, "approve")

    assert page.live
    shown = visitor.get("/dossiers/welzijnshuis/energie-in-huis/")
    assert shown.status_code == 200
    assert "Niemand vroeg het ons." in shown.content.decode()


def test_the_editors_get_a_mail_and_the_author_hears_the_outcome(
    editor: Client, submitted: Dossier
):
    assert [message.to for message in mail.outbox] == [["redacteur@example.org"]]
    decide(editor, submitted, "approve")
    assert ["lid@example.org"] in [message.to for message in mail.outbox]


def test_an_editor_sends_it_back_and_it_comes_again(
    member: Client, editor: Client, own: Own, submitted: Dossier
):
    decide(editor, submitted, "reject", comment="Wie zegt dit? Zet de rol erbij.")
    assert not submitted.live
    assert "Wie zegt dit?" in member.get(edit(submitted)).content.decode()
    again = {**mine(own), "action-restart-workflow": "1"}
    assert member.post(edit(submitted), again).status_code == 302
    decide(editor, submitted, "approve")
    assert submitted.live


def test_a_member_has_no_button_to_publish_and_forcing_it_saves_a_draft(member: Client, own: Own):
    form = member.get(forms.add_url(Dossier, own.dossiers)).content
    buttons = {b.get("name") for b in BeautifulSoup(form, "html.parser").select("button[name]")}
    assert "action-submit" in buttons
    assert "action-publish" not in buttons
    forms.add_dossier(member, own.dossiers, mine(own), **forms.PUBLISH)
    page = Dossier.objects.get()
    assert not page.live
    member.post(edit(page), {**mine(own), **forms.PUBLISH})
    page.refresh_from_db()
    assert not page.live


def test_a_member_does_not_approve_their_own(member: Client, submitted: Dossier):
    state = TaskState.objects.get()
    address = reverse(
        "wagtailadmin_pages:workflow_action", args=[submitted.pk, "approve", state.pk]
    )
    assert member.post(address, {"comment": ""}).status_code in (302, 403)
    submitted.refresh_from_db()
    assert not submitted.live


def test_a_change_to_a_published_dossier_waits_for_the_editors(
    member: Client, editor: Client, visitor: Client, own: Own, submitted: Dossier
):
    decide(editor, submitted, "approve")
    changed = mine(own, teaser="Een nieuwe samenvatting.")
    member.post(edit(submitted), {**changed, **forms.SUBMIT})
    assert "Een nieuwe samenvatting." not in visitor.get(submitted.url).content.decode()
    decide(editor, submitted, "approve")
    assert "Een nieuwe samenvatting." in visitor.get(submitted.url).content.decode()


def test_a_member_adds_no_practice_card(member: Client, portal: Portal):
    address = forms.add_url(PracticeCard, portal.praktijken)
    assert member.get(address).status_code in (302, 403)
    assert member.post(address, forms.card()).status_code in (302, 403)
    assert member.post(forms.add_url(PracticeCard, portal.dossiers), forms.card()).status_code in (
        302,
        403,
    )
    assert not PracticeCard.objects.exists()


def test_an_overview_takes_only_its_kind(editor: Client, portal: Portal):
    for model, shelf in ((Dossier, portal.adviezen), (PolicyAdvice, portal.praktijken)):
        assert editor.get(forms.add_url(model, shelf)).status_code in (302, 403)
        assert editor.get(forms.add_url(model, portal.intern)).status_code == 200


def test_members_of_one_association_work_on_the_same_item(own: Own, submitted: Dossier):
    colleague = signed_in(joined("collega", own))
    assert colleague.get(edit(submitted)).status_code == 200
