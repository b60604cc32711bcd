"""One fact on several items at once: each a version, online only where that is allowed."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import PageLogEntry

from armoedegeheugen.models import Dossier, PracticeCard
from tests.editorial import forms
from tests.editorial.conftest import Own, Portal
from tests.world import rung, theme


def act(client: Client, action: str, pages, **sent):
    query = "&".join(f"id={page.pk}" for page in pages)
    address = f"/beheer/bulk/wagtailcore/page/{action}/?{query}&next=/beheer/"
    return client.post(address, sent)


@pytest.fixture
def online(editor: Client, portal: Portal) -> PracticeCard:
    forms.add_card(editor, portal.praktijken, forms.card(), **forms.PUBLISH)
    return PracticeCard.objects.get()


@pytest.fixture
def draft(editor: Client, portal: Portal, online: PracticeCard) -> PracticeCard:
    forms.add_card(editor, portal.praktijken, forms.card(title="Concept", slug="concept"))
    return PracticeCard.objects.get(slug="concept")


def test_a_theme_is_added_beside_those_that_are_there(
    editor: Client, online: PracticeCard, draft: PracticeCard
):
    added = theme("Energie")
    assert act(editor, "thema", [online, draft], theme=added.pk).status_code == 302
    online.refresh_from_db()
    assert {each.name for each in online.themes.all()} == {"Wonen", "Energie"}
    draft.refresh_from_db()
    kept = draft.get_latest_revision_as_object()
    assert {each.name for each in kept.themes.all()} == {"Wonen", "Energie"}
    assert not draft.live


def test_each_change_is_a_version_that_its_history_tells(editor: Client, online: PracticeCard):
    before = online.latest_revision_id
    act(editor, "trede", [online], rung=rung("Raadplegen").pk)
    online.refresh_from_db()
    assert online.ladder_level.name == "Raadplegen"
    assert online.latest_revision_id != before
    newest = PageLogEntry.objects.filter(page=online, revision=online.latest_revision)
    assert {entry.action for entry in newest} >= {"wagtail.edit", "wagtail.publish"}
    assert {entry.user.username for entry in newest} == {"redacteur"}


def test_what_changes_nothing_makes_no_version(editor: Client, online: PracticeCard):
    before = online.latest_revision_id
    act(editor, "thema", [online], theme=theme("Wonen").pk)
    online.refresh_from_db()
    assert online.latest_revision_id == before


def test_another_unpublished_change_does_not_come_along(editor: Client, online: PracticeCard):
    online.teaser = "Nog niet klaar."
    online.save_revision()
    act(editor, "trede", [online], rung=rung("Raadplegen").pk)
    online.refresh_from_db()
    assert online.teaser != "Nog niet klaar."
    assert online.ladder_level is None
    kept = online.get_latest_revision_as_object()
    assert (kept.teaser, kept.ladder_level.name) == ("Nog niet klaar.", "Raadplegen")


def test_the_day_of_review(editor: Client, online: PracticeCard):
    day = timezone.localdate() + timedelta(days=90)
    act(editor, "nakijken", [online], day=day.isoformat())
    online.refresh_from_db()
    assert online.review_by == day
    past = act(editor, "nakijken", [online], day="2020-01-01")
    assert "Kies een latere dag" in past.content.decode()
    act(editor, "nakijken", [online], day="")
    online.refresh_from_db()
    assert online.review_by is None


def test_a_member_makes_drafts_of_their_own_only(
    editor: Client, member: Client, own: Own, online: PracticeCard
):
    forms.add_dossier(member, own.dossiers, forms.dossier())
    mine = Dossier.objects.get()
    mine.save_revision().publish()
    act(member, "trede", [mine, online], rung=rung("Raadplegen").pk)
    for page in (mine, online):
        page.refresh_from_db()
        assert page.ladder_level is None
    assert mine.get_latest_revision_as_object().ladder_level.name == "Raadplegen"
    assert online.get_latest_revision_as_object().ladder_level is None


def test_what_a_user_may_not_see_is_not_named(rival: Client, member: Client, own: Own):
    forms.add_dossier(member, own.dossiers, forms.dossier(title="Zwijgzaam"))
    page = Dossier.objects.get()
    for action in ("thema", "trede", "nakijken", "delete", "move", "publish", "unpublish"):
        shown = rival.get(f"/beheer/bulk/wagtailcore/page/{action}/?id={page.pk}&next=/beheer/")
        assert "Zwijgzaam" not in shown.content.decode(), action


def test_a_locked_item_and_a_shelf_are_left_alone(
    editor: Client, online: PracticeCard, portal: Portal
):
    PracticeCard.objects.filter(pk=online.pk).update(locked=True)
    before = online.latest_revision_id
    act(editor, "trede", [online, portal.praktijken], rung=rung("Raadplegen").pk)
    online.refresh_from_db()
    assert online.latest_revision_id == before


def test_lists_offer_the_actions(editor: Client, portal: Portal, online: PracticeCard):
    for address in (f"/beheer/pages/{portal.praktijken.pk}/", "/beheer/inspiratiekaarten/"):
        page = editor.get(address).content.decode()
        for action in ("thema", "trede", "nakijken"):
            assert f"/beheer/bulk/wagtailcore/page/{action}/" in page
