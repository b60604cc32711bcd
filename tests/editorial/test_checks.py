"""Checks beside the form: they hold back what goes online, and never a draft."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import TaskState
from wagtail.test.utils.form_data import rich_text, streamfield

from armoedegeheugen.editorial import checks, completeness, texts
from armoedegeheugen.editorial.quality import Severity
from armoedegeheugen.models import CheckedLink, Dossier, PolicyAdvice, PracticeCard
from tests.editorial import forms
from tests.editorial.answers import complaint, lost
from tests.editorial.conftest import Own, Portal
from tests.world import World, authority, group, rung, theme

PHONE = "Bel ons op 0470 12 34 56."
BARE = {"themes": [], "province": "", "plain_summary": ""}


def edit(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def told(page, client: Client) -> str:
    answer = client.get(reverse("nakijken", args=[page.pk]))
    return BeautifulSoup(answer.content, "html.parser").get_text(" ", strip=True)


def test_a_draft_is_saved_whatever_is_missing(editor: Client, portal: Portal):
    assert forms.add_card(editor, portal.praktijken, forms.card(**BARE)).status_code == 302
    card = PracticeCard.objects.get()
    sent = forms.card(**BARE, teaser="Nog korter.")
    assert editor.post(edit(card), sent).status_code == 302


def test_publishing_says_what_is_missing_beside_each_field_and_keeps_what_was_typed(
    editor: Client, portal: Portal
):
    sent = forms.card(**BARE)
    answer = forms.add_card(editor, portal.praktijken, sent, **forms.PUBLISH)
    assert answer.status_code == 200
    assert "eenvoudige taal" in complaint(answer, "plain_summary")
    assert "minstens één thema" in answer.content.decode()
    assert "bovenlokaal" in answer.content.decode()
    assert lost(answer, sent) == {}
    assert not PracticeCard.objects.exists()


@pytest.mark.parametrize(
    "typed",
    [
        {"bereik": rich_text(f"<p>{PHONE}</p>")},
        {"tips": streamfield([("tip", PHONE)])},
        {"teaser": PHONE},
    ],
)
def test_a_telephone_number_never_goes_online(editor: Client, portal: Portal, typed):
    sent = {**forms.card(), **forms.sent(typed)}
    answer = forms.add_card(editor, portal.praktijken, sent, **forms.PUBLISH)
    assert "staat een telefoonnummer" in answer.content.decode()
    assert not PracticeCard.objects.exists()
    assert forms.add_card(editor, portal.praktijken, sent).status_code == 302


def test_a_general_address_in_its_own_field_is_fine(editor: Client, portal: Portal):
    sent = forms.card(contact_email="welzijn@example.org")
    assert forms.add_card(editor, portal.praktijken, sent, **forms.PUBLISH).status_code == 302
    assert PracticeCard.objects.get().live


def submitted(member: Client, own: Own, **changes) -> tuple[Dossier, TaskState]:
    forms.add_dossier(member, own.dossiers, forms.dossier(**changes), **forms.SUBMIT)
    return Dossier.objects.get(), TaskState.objects.get()


def test_approving_is_held_back_as_publishing_is(editor: Client, member: Client, own: Own):
    page, state = submitted(member, own, **BARE)
    by_form = {
        **forms.dossier(**BARE),
        "action-workflow-action": "true",
        "workflow-action-name": "approve",
    }
    assert editor.post(edit(page), by_form).status_code == 200
    by_list = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    answer = editor.post(by_list, {"comment": ""}, follow=True)
    assert "kan nog niet online" in answer.content.decode()
    page.refresh_from_db()
    assert not page.live
    assert page.workflow_in_progress


def test_asking_for_changes_is_never_held_back(editor: Client, member: Client, own: Own):
    page, state = submitted(member, own, **BARE)
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "reject", state.pk])
    assert editor.post(address, {"comment": "Kies een thema."}).status_code == 302
    state.refresh_from_db()
    assert state.status == TaskState.STATUS_REJECTED


def test_publishing_several_at_once_leaves_out_what_is_not_ready(editor: Client, portal: Portal):
    forms.add_card(editor, portal.praktijken, forms.card())
    forms.add_card(editor, portal.praktijken, forms.card(**BARE, title="Half", slug="half"))
    keys = [card.pk for card in PracticeCard.objects.all()]
    query = "&".join(f"id={pk}" for pk in keys)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = editor.post(f"{address}?{query}&next=/beheer/", {}, follow=True)
    assert "Half" in answer.content.decode()
    assert not PracticeCard.objects.filter(live=True).exists()


def test_the_panel_stands_beside_the_form_and_leads_to_each_field(editor: Client, portal: Portal):
    forms.add_card(editor, portal.praktijken, forms.card(**BARE))
    page = BeautifulSoup(editor.get(edit(PracticeCard.objects.get())).content, "html.parser")
    panel = page.select_one("[data-item-checks]")
    fields = [link["data-check-field"] for link in panel.select("a[data-check-field]")]
    assert fields[:3] == ["plain_summary", "municipality", "themes"]
    for name in fields:
        assert page.select_one(f"[name={name}], [name^='{name}-'], #id_{name}"), name


def test_the_list_is_for_who_edits_the_page(
    editor: Client, rival: Client, member: Client, own: Own
):
    page, _state = submitted(member, own)
    assert "Welke trede" in told(page, editor)
    assert "Welke trede" in told(page, member)
    assert rival.get(reverse("nakijken", args=[page.pk])).status_code in (302, 403)


def test_it_tells_of_the_newest_draft(editor: Client, world_page: PracticeCard):
    world_page.plain_summary = ""
    world_page.save_revision()
    assert "samenvatting in eenvoudige taal" in told(world_page, editor)


@pytest.fixture
def world_page(editor: Client, portal: Portal) -> PracticeCard:
    forms.add_card(editor, portal.praktijken, forms.card(), **forms.PUBLISH)
    return PracticeCard.objects.get()


def test_a_stored_fault_of_a_link_is_told_and_nothing_is_fetched(world: World, monkeypatch):
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("fetched"))
    page = world.practice(
        links=[{"type": "link", "value": {"title": "Weg", "url": "https://example.org/weg"}}]
    )
    assert "links" not in [one.field for one in checks.of_page(page, None)]
    CheckedLink.objects.create(url="https://example.org/weg", fault="niet gevonden")
    (dead,) = [one for one in checks.of_page(page, None) if one.field == "links"]
    assert dead.severity is Severity.ADVICE
    assert "niet gevonden" in dead.message


def test_links_are_found_in_lists_blocks_and_text(world: World):
    page = world.dossier(
        introduction='<p><a href="https://example.org/a">hier</a>, <a href="/intern/">daar</a></p>',
        sections=[
            {"type": "tekst", "value": '<p><a href="https://example.org/b">b</a></p>'},
            {
                "type": "video",
                "value": {"title": "v", "url": "https://example.org/c", "transcript": "t"},
            },
        ],
        sources=[{"type": "bron", "value": {"title": "s", "url": "https://example.org/d"}}],
    )
    assert sorted(texts.links(page)) == [
        ("introduction", "https://example.org/a"),
        ("sections", "https://example.org/b"),
        ("sections", "https://example.org/c"),
        ("sources", "https://example.org/d"),
    ]


def test_words_are_read_from_every_field_that_is_shown(world: World):
    page = world.advice(
        recommendations=("Bouw meer huizen.",),
        context="<p>Eerst.</p><p>Dan.</p>",
        plain_summary="Kort.",
    )
    read = {text.field: text.words for text in texts.texts(page)}
    assert read["context"] == "Eerst.\nDan."
    assert read["recommendations"] == "Bouw meer huizen."
    assert {"title", "teaser", "plain_summary"} <= read.keys()
    assert not {"slug", "url_path", "contact_email", "seo_title"} & read.keys()


def test_an_item_that_tells_the_same_is_named(world: World):
    teaser = "Elke maand koken buren samen een warme maaltijd voor wie alleen woont in de wijk."
    world.practice("Samen koken in de wijk", teaser=teaser, supralocal=True)
    again = world.practice("Samen koken in de wijken", teaser=teaser, supralocal=True)
    other = world.practice("Fietsen voor iedereen", supralocal=True)
    assert [one.field for one in checks.of_page(again, None)].count("title") == 1
    assert "title" not in [one.field for one in checks.of_page(other, None)]


def full(world: World) -> list[PracticeCard | PolicyAdvice | Dossier]:
    bricks = {"sources": [{"type": "bron", "value": {"title": "Verslag", "url": ""}}]}
    shared = {
        "plain_summary": "Kort.",
        "supralocal": True,
        "themes": [theme("Wonen")],
        "target_groups": [group("Jongeren")],
        "ladder_level": rung("Raadplegen"),
        "date": "2024-01-01",
        "contact_role": "coördinator",
        **bricks,
    }
    told = dict.fromkeys(("doelstelling", "bereik", "neveneffect", "hindernis"), "<p>Iets.</p>")
    return [
        world.practice("Leeg"),
        world.practice("Half", doelstelling="<p></p>", bereik="<p><b>Iets</b></p>"),
        world.practice("Vol", **shared, **told, tips=[{"type": "tip", "value": "Doe."}]),
        world.advice("Leeg advies"),
        world.advice("Vol advies", ("Eén.",), authority=authority("OCMW"), context="x", **shared),
        world.dossier("Leeg dossier"),
        world.dossier(
            "Dossier",
            introduction="<p>Woord</p>",
            sections=[{"type": "tekst", "value": "<p>Iets</p>"}],
        ),
    ]


def test_the_database_and_the_item_agree_on_what_is_filled_in(world: World):
    for page in full(world):
        rows = completeness.with_percent(type(page).objects.all())
        fresh = type(page).objects.get(pk=page.pk)
        assert rows.get(pk=page.pk).completeness == completeness.percent(fresh), page.title


def test_completeness_runs_from_nothing_to_all_but_the_image(world: World):
    by_title = {page.title: completeness.percent(page) for page in full(world)}
    assert by_title["Leeg"] == 0
    assert by_title["Vol"] == 100 * 13 // 14
    assert completeness.missing(PracticeCard.objects.get(title="Vol")) == ["een afbeelding"]
