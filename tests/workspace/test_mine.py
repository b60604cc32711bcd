"""What a member finds on "Mijn vereniging", and what visitors see of an association's shelf."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction, TaskState

from armoedegeheugen.models import Correspondent, Dossier, PolicyAdvice, Reminder
from armoedegeheugen.workspace import overview
from tests.editorial import forms
from tests.editorial.conftest import Own, Portal

MINE = "/beheer/mijn-vereniging/"


def text(client: Client, address: str = MINE) -> str:
    page = BeautifulSoup(client.get(address).content, "html.parser")
    return page.select_one("main").get_text(" ", strip=True)


@pytest.fixture
def dossier(member: Client, own: Own) -> Dossier:
    forms.add_dossier(member, own.dossiers, forms.dossier())
    return Dossier.objects.get()


def submit(member: Client, page: Dossier) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert member.post(address, {**forms.dossier(), **forms.SUBMIT}).status_code == 302


def decide(editor: Client, page: Dossier, action: str, comment: str = "") -> None:
    state = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    assert editor.post(address, {"comment": comment}).status_code == 302


def test_each_state_is_named_on_the_way_online(member: Client, editor: Client, dossier: Dossier):
    assert overview.DRAFT in text(member)
    submit(member, dossier)
    assert overview.WAITS in text(member)
    decide(editor, dossier, "reject", "Zet de rol erbij.")
    assert overview.RETURNED in text(member)
    assert "“Zet de rol erbij.”" in text(member)
    again = {**forms.dossier(), "action-restart-workflow": "1"}
    member.post(reverse("wagtailadmin_pages:edit", args=[dossier.pk]), again)
    decide(editor, dossier, "approve")
    shown = text(member)
    assert "online" in shown
    assert "Gevraagd door de redactie" not in shown


def test_a_new_item_starts_on_the_own_shelf(member: Client, own: Own):
    page = BeautifulSoup(member.get(MINE).content, "html.parser")
    starts = [a["href"] for a in page.select("main a.button")]
    assert set(starts) == {
        forms.add_url(PolicyAdvice, own.adviezen),
        forms.add_url(Dossier, own.dossiers),
    }


def test_recommendations_without_answer_and_reminders_are_shown(member: Client, own: Own):
    advice = PolicyAdvice(title="Advies wonen", teaser="Kort.", date=date(2024, 1, 1))
    own.adviezen.add_child(instance=advice)
    advice.associations = [own.association]
    advice.recommendations.create(number="1", text="Bouw meer huizen.")
    advice.save()
    own.association.contact_email = "huis@example.org"
    own.association.save()
    to = Correspondent.objects.create(address="huis@example.org")
    key = advice.recommendations.get().key
    Reminder.objects.create(correspondent=to, recommendation_key=key, occasion="zonder-antwoord-1")
    shown = text(member)
    assert "Bouw meer huizen." in shown
    assert "nog geen antwoord" in shown
    assert "Herinneringen die we stuurden" in shown


def test_it_is_for_members_only(editor: Client, visitor: Client, rival: Client, dossier: Dossier):
    for client in (editor, visitor):
        assert client.get(MINE).status_code == 302
    assert dossier.title not in text(rival)


def test_the_public_overview_shows_what_is_on_the_shelves_and_no_empty_shelf(
    member: Client, editor: Client, visitor: Client, own: Own, dossier: Dossier
):
    assert "Welzijnshuis" not in text(visitor, "/dossiers/")
    submit(member, dossier)
    decide(editor, dossier, "approve")
    for address in ("/dossiers/", "/dossiers/welzijnshuis/"):
        assert dossier.title in text(visitor, address)


def test_a_closed_shelf_is_not_shown_in_the_overview_above_it(
    visitor: Client, own: Own, dossier: Dossier, portal: Portal
):
    dossier.save_revision().publish()
    PageViewRestriction.objects.create(page=own.dossiers, restriction_type="login")
    assert dossier.title not in text(visitor, "/dossiers/")
