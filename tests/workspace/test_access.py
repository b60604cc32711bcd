"""An association gets its place in one form, and loses it in one click."""

import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, GroupPagePermission

from armoedegeheugen.models import (
    Association,
    AssociationMember,
    Authority,
    CouncilContact,
    Dossier,
    Workspace,
)
from armoedegeheugen.sections.models import OverviewPage
from armoedegeheugen.workspace import access, shelves
from tests.editorial import forms
from tests.editorial.conftest import Own, Portal, joined, person, place_of, signed_in
from tests.world import association, authority, municipality

OPEN = "/beheer/toegang/vereniging/"


def give(editor: Client, django_capture_on_commit_callbacks, **fields: object):
    with django_capture_on_commit_callbacks(execute=True):
        return editor.post(OPEN, {"email": "nieuw@example.org", **fields})


@pytest.fixture
def given(editor: Client, django_capture_on_commit_callbacks) -> Workspace:
    place = municipality("Turnhout")
    answer = give(editor, django_capture_on_commit_callbacks, name="De Brug", municipality=place.pk)
    assert answer.status_code == 302, answer.content.decode()
    return Workspace.objects.get()


def test_one_form_makes_all_that_an_association_needs(given: Workspace):
    assert given.association.name == "De Brug"
    assert given.association.municipality.name == "Turnhout"
    assert [user.email for user in given.group.user_set.all()] == ["nieuw@example.org"]
    urls = {shelf.url for shelf in shelves.of_group(given.group)}
    assert urls == {"/adviezen/de-brug/", "/dossiers/de-brug/"}
    assert given.collection.get_parent().name == "Verenigingen"
    codenames = GroupPagePermission.objects.filter(group=given.group)
    assert set(codenames.values_list("permission__codename", flat=True)) == {
        "add_page",
        "change_page",
    }


def test_the_invited_choose_a_password_and_find_their_place(given: Workspace, client: Client):
    (message,) = mail.outbox
    assert message.to == ["nieuw@example.org"]
    assert "De Brug" in message.subject
    link = re.search(r"/uitnodiging/\S+", message.body)[0]
    form = client.get(link, follow=True)
    assert "nieuw@example.org" in form.content.decode()
    assert "no-referrer" not in form.content.decode(), "a browser then sends a form from nowhere"
    assert form["Referrer-Policy"] == "same-origin"
    address = form.redirect_chain[-1][0]
    words = {"new_password1": "een lange zin", "new_password2": "een lange zin"}
    done = client.post(address, words)
    assert done.url == "/aanmelden/?next=/beheer/mijn-vereniging/"
    login = {"username": "nieuw@example.org", "password": "een lange zin"}
    assert client.post(done.url, login).status_code == 302
    assert client.get(reverse("mijn_vereniging")).status_code == 200
    assert "werkt niet meer" in Client().get(link, follow=True).content.decode()


def test_who_is_known_keeps_their_password(
    editor: Client, portal: Portal, django_capture_on_commit_callbacks
):
    known = User.objects.create_user("an", "An@example.org", "al een wachtwoord")
    known.last_login = known.date_joined
    known.save()
    give(editor, django_capture_on_commit_callbacks, name="De Brug", email="an@EXAMPLE.org")
    assert "uitnodiging" not in mail.outbox[0].body
    assert "/aanmelden/" in mail.outbox[0].body
    assert User.objects.filter(email__iexact="an@example.org").count() == 1
    assert known.association_memberships.get().association.name == "De Brug"


def test_a_closed_log_in_is_not_opened_by_an_invitation(
    editor: Client, portal: Portal, django_capture_on_commit_callbacks
):
    User.objects.create_user("weg", "weg@example.org", is_active=False)
    answer = give(
        editor, django_capture_on_commit_callbacks, name="De Brug", email="weg@example.org"
    )
    assert "Vraag een beheerder" in answer.content.decode()
    assert not Workspace.objects.exists()
    assert not Association.objects.filter(name="De Brug").exists()
    assert not mail.outbox


@pytest.mark.parametrize("fields", [{}, {"name": "Welzijnshuis"}, {"name": "!?"}])
def test_a_wrong_form_makes_nothing(
    editor: Client, portal: Portal, fields, django_capture_on_commit_callbacks
):
    association("Welzijnshuis")
    answer = give(editor, django_capture_on_commit_callbacks, **fields)
    assert answer.status_code == 200
    assert "error-message" in answer.content.decode()
    assert not Workspace.objects.exists()
    assert not User.objects.filter(email="nieuw@example.org").exists()


def test_what_is_of_the_association_alone_stays_where_it_is_and_becomes_theirs(
    editor: Client, portal: Portal, django_capture_on_commit_callbacks
):
    ours, other = association("De Brug"), association("Buurtwerk")
    alone, shared = (
        portal.dossiers.add_child(instance=Dossier(title=title, teaser="Kort."))
        for title in ("Alleen", "Samen")
    )
    alone.associations, shared.associations = [ours], [ours, other]
    alone.save()
    shared.save()
    give(editor, django_capture_on_commit_callbacks, known=ours.pk, keep="on")
    user = User.objects.get(email="nieuw@example.org")
    assert alone.permissions_for_user(user).can_edit()
    assert not alone.permissions_for_user(user).can_publish()
    assert not shared.permissions_for_user(user).can_edit()
    alone.refresh_from_db()
    assert alone.url == "/dossiers/alleen/"


def test_closing_takes_all_access_and_leaves_the_work(editor: Client, member: Client, own: Own):
    forms.add_dossier(member, own.dossiers, forms.dossier())
    draft = Dossier.objects.get()
    user, group = User.objects.get(username="lid"), own.workspace.group.pk
    address = reverse("toegang_sluiten", args=[own.workspace.pk])
    assert editor.get(address).status_code == 200
    assert Workspace.objects.exists()
    assert editor.post(address).status_code == 302
    assert not Group.objects.filter(pk=group).exists()
    assert not user.groups.exists()
    assert member.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).status_code == 302
    assert Dossier.objects.filter(pk=draft.pk).exists()
    assert OverviewPage.objects.filter(pk=own.dossiers.pk, live=True).exists()
    assert Collection.objects.filter(name="Welzijnshuis").exists()


def test_one_member_goes_and_the_others_stay(editor: Client, own: Own):
    first, second = joined("een", own), joined("twee", own)
    row = AssociationMember.objects.get(user=first)
    assert editor.post(reverse("toegang_lid", args=[row.pk])).status_code == 302
    assert not first.groups.exists()
    assert second.groups.filter(pk=own.workspace.group.pk).exists()


def test_who_leaves_one_association_keeps_the_other(own: Own):
    user, other = joined("een", own), place_of("Buurtwerk")
    AssociationMember.objects.create(user=user, association=other.association)
    AssociationMember.objects.get(user=user, association=own.association).delete()
    names = set(user.groups.values_list("name", flat=True))
    assert names == {"Verenigingen", "Vereniging: Buurtwerk"}


def test_a_place_that_opens_again_has_the_same_shelves(own: Own):
    before = {own.adviezen.pk, own.dossiers.pk}
    named = own.association
    access.close(own.workspace)
    again = place_of(named.name)
    assert {again.adviezen.pk, again.dossiers.pk} == before
    assert again.workspace.collection == own.workspace.collection


def test_a_council_gets_a_contact_by_the_same_kind_of_form(
    editor: Client, portal: Portal, django_capture_on_commit_callbacks
):
    fields = {
        "name": "OCMW Turnhout",
        "role": "diensthoofd welzijn",
        "email": "welzijn@example.org",
    }
    with django_capture_on_commit_callbacks(execute=True):
        assert editor.post("/beheer/toegang/bestuur/", fields).status_code == 302
    contact = CouncilContact.objects.get()
    assert contact.authority == Authority.objects.get(name="OCMW Turnhout")
    assert not contact.user.groups.exists()
    assert not contact.user.has_perm("wagtailadmin.access_admin")
    assert mail.outbox[0].to == ["welzijn@example.org"]
    assert editor.post(reverse("toegang_contact", args=[contact.pk])).status_code == 302
    assert not CouncilContact.objects.exists()


def test_only_editors_give_access(member: Client, own: Own, visitor: Client):
    staff = signed_in(person("medewerker", "Medewerkers"))
    row = AssociationMember.objects.get()
    addresses = [
        reverse("toegang"),
        OPEN,
        reverse("toegang_bestuur"),
        reverse("toegang_vereniging", args=[own.workspace.pk]),
        reverse("toegang_sluiten", args=[own.workspace.pk]),
        reverse("toegang_lid", args=[row.pk]),
    ]
    for client in (member, staff, visitor):
        for address in addresses:
            assert client.get(address).status_code in (302, 403), address
            assert client.post(address, {"email": "x@example.org"}).status_code in (302, 403)
    assert Workspace.objects.exists()
    assert AssociationMember.objects.count() == 1
    assert "Toegang" not in member.get(reverse("wagtailadmin_home")).content.decode()


def test_each_row_of_the_list_has_a_cell_under_each_heading(editor: Client, own: Own):
    joined("lid", own)
    CouncilContact.objects.create(
        user=User.objects.create_user("raad"), authority=authority("OCMW Gent"), role="diensthoofd"
    )
    page = BeautifulSoup(editor.get(reverse("toegang")).content, "html.parser")
    tables = page.select("main table")
    assert len(tables) == 2
    for table in tables:
        headings = table.select("thead th")
        for row in table.select("tbody tr"):
            assert len(row.find_all("td", recursive=False)) == len(headings)
            assert not "".join(row.find_all(string=True, recursive=False)).strip()
    [_, _, members, _] = tables[0].select("tbody td")
    assert members.get_text() == "1"
