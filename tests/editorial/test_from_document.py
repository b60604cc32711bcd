"""*Nieuw uit document*: seen first, then made; by editors alone."""

import time

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission

from armoedegeheugen.editorial import from_document
from armoedegeheugen.editorial.from_document import (
    MAX_AGE,
    MAX_TOKEN_LENGTH,
    TOO_LARGE,
    TOO_LONG,
    Upload,
)
from armoedegeheugen.importers.articles import serialize
from armoedegeheugen.importers.articles.files import MAX_BYTES
from armoedegeheugen.models import Dossier, PolicyAdvice
from armoedegeheugen.sections.models import OverviewPage
from tests.editorial.conftest import Portal, person, signed_in
from tests.importers.articles.formats import markdown, word_styles
from tests.importers.articles.stories import HEATING, SCHOOL

ADDRESS = reverse("uit_document")


def upload(client: Client, setting=markdown, story=SCHOOL, kind: str = ""):
    ending, data = setting(story)
    file = SimpleUploadedFile(f"artikel.{ending}", data)
    return client.post(ADDRESS, {"file": file, "kind": kind})


def make(client: Client, seen, **more):
    return client.post(ADDRESS, {"gelezen": seen.context["token"], "kind": "dossier", **more})


@pytest.mark.parametrize("setting", [markdown, word_styles])
def test_an_editor_sees_what_becomes_of_a_file_before_anything_is_made(editor, portal, setting):
    seen = upload(editor, setting)
    html = seen.content.decode()
    assert not Dossier.objects.exists()
    assert SCHOOL.title in html
    assert "een vader van drie kinderen" in html
    assert "100% van de tekst heeft een plaats" in html


def test_the_draft_is_what_was_seen_and_stands_on_the_right_shelf(editor, portal: Portal):
    answer = make(editor, upload(editor))
    page = Dossier.objects.get()
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert (page.live, page.get_parent().pk) == (False, portal.dossiers.pk)
    assert editor.get(answer["Location"]).status_code == 200


def test_an_advice_can_be_made_of_it(editor, portal):
    seen = upload(editor, story=HEATING)
    assert seen.context["kind"] == "advice"
    answer = make(editor, seen, kind="advice")
    assert editor.get(answer["Location"]).status_code == 200
    assert PolicyAdvice.objects.get().recommendations.count() == 3


def test_the_same_file_again_leads_to_the_draft_that_is_there(editor, portal):
    first = make(editor, upload(editor))
    seen = upload(editor)
    assert seen.context["existing"] == Dossier.objects.get().pk
    assert make(editor, seen)["Location"] == first["Location"]
    assert Dossier.objects.count() == 1


@pytest.mark.parametrize("data", [b"", b"\x00\x01", b"%PDF-1.4 niets"])
def test_what_cannot_be_read_says_why(editor, portal, data):
    answer = editor.post(ADDRESS, {"file": SimpleUploadedFile("artikel.pdf", data), "kind": ""})
    [said] = answer.context["form"].errors["file"]
    assert said.endswith(".")
    assert "/tmp" not in said
    assert not Dossier.objects.exists()


def test_what_was_read_cannot_be_changed_on_the_way_or_used_by_another(
    editor, portal, admin_client
):
    token = upload(editor).context["token"]
    for client, held in ((editor, f"{token}x"), (editor, "iets"), (admin_client, token)):
        answer = client.post(ADDRESS, {"gelezen": held, "kind": "dossier"})
        assert answer["Location"] == ADDRESS
    assert not Dossier.objects.exists()


def test_a_preview_is_outdated_after_a_day_and_after_a_release(editor, portal, monkeypatch):
    seen, now = upload(editor), time.time()
    with monkeypatch.context() as later:
        later.setattr(signing.time, "time", lambda: now + MAX_AGE + 60)
        assert make(editor, seen)["Location"] == ADDRESS
    with monkeypatch.context() as release:
        release.setattr(serialize, "VERSION", serialize.VERSION + 1)
        assert make(editor, seen)["Location"] == ADDRESS
    assert not Dossier.objects.exists()
    monkeypatch.setattr(signing.time, "time", lambda: now + MAX_AGE - 60)
    assert make(editor, seen)["Location"] != ADDRESS
    assert Dossier.objects.count() == 1


@pytest.mark.parametrize("more", [0, 1])
def test_a_file_may_have_as_many_bytes_as_a_document_and_no_more(more: int):
    file = SimpleUploadedFile("artikel.txt", b"tekst")
    file.size = MAX_BYTES + more
    form = Upload({}, {"file": file})
    assert form.is_valid() is not bool(more)
    assert form.errors.get("file", []) == [TOO_LARGE] * more


def test_a_text_too_long_for_its_form_is_refused(editor, portal, monkeypatch, settings):
    assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE > MAX_TOKEN_LENGTH
    token = upload(editor).context["token"]
    monkeypatch.setattr(from_document, "MAX_TOKEN_LENGTH", len(token) - 200)
    answer = upload(editor)
    assert answer.context["form"].errors["file"] == [TOO_LONG]


def test_a_kind_without_a_place_becomes_the_kind_that_has_one(editor, portal: Portal):
    portal.adviezen.delete()
    portal.intern.delete()
    seen = upload(editor, story=HEATING, kind="advice")
    assert seen.context["kind"] == "dossier"
    make(editor, seen, kind="advice")
    assert Dossier.objects.count() == 1


def test_a_draft_that_fails_halfway_is_undone(editor, portal, monkeypatch):
    seen = upload(editor)

    def stumble(*_, **__):
        raise DatabaseError("De schijf is vol.")

    monkeypatch.setattr(Dossier, "save_revision", stumble)
    with pytest.raises(DatabaseError):
        make(editor, seen)
    assert not Dossier.objects.exists()


def test_markup_in_a_file_is_text(editor, portal):
    text = b"<script>boo()</script> als titel\n\nEen eerste zin met <b>vet</b> & meer.\n\n" * 2
    seen = editor.post(ADDRESS, {"file": SimpleUploadedFile("artikel.txt", text), "kind": ""})
    assert b"<script>boo" not in seen.content
    make(editor, seen)
    page = Dossier.objects.get()
    assert "<script" not in page.introduction + str(page.sections.raw_data)


def test_a_draft_goes_where_its_maker_may_publish(portal: Portal):
    dossiers = OverviewPage(title="Dossiers van Genk", slug="genk", kind="dossier")
    dossiers = portal.home.add_child(instance=dossiers)
    group = Group.objects.create(name="Genk")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("add_page", "publish_page", "change_page"):
        permission = Permission.objects.get(codename=codename)
        GroupPagePermission.objects.create(group=group, page=dossiers, permission=permission)
    client = signed_in(person("genk", "Genk"))
    make(client, upload(client))
    assert Dossier.objects.get().get_parent().pk == dossiers.pk


def test_the_menu_shows_it_to_who_may_publish(editor, member, portal):
    address = f'"{ADDRESS}"'
    assert address in editor.get(reverse("wagtailadmin_home")).content.decode()
    assert address not in member.get(reverse("wagtailadmin_home")).content.decode()


def test_members_and_visitors_have_no_part_in_it(member, visitor, portal):
    assert member.get(ADDRESS).status_code in (302, 403)
    assert upload(member).status_code in (302, 403)
    assert visitor.get(ADDRESS).status_code == 302
