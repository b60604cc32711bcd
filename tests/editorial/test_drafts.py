"""A draft is always saved with what was typed; publishing says what is wrong."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

from armoedegeheugen.models import Dossier, KnowledgePage, PolicyAdvice, PracticeCard
from armoedegeheugen.sections.models import InfoPage
from tests.editorial import forms
from tests.editorial.answers import complaint, said
from tests.editorial.conftest import Portal, signed_in
from tests.world import municipality, province, theme

FILLED = {PracticeCard: forms.card, PolicyAdvice: forms.advice, Dossier: forms.dossier}
SHELF = {PracticeCard: "praktijken", PolicyAdvice: "adviezen", Dossier: "dossiers"}


def streams() -> Iterator[tuple[type[KnowledgePage], str, str]]:
    """Yield each kind of block of each field of each kind of item."""
    for model in FILLED:
        for field in model._meta.get_fields():
            if isinstance(field, StreamField):
                for name in field.stream_block.child_blocks:
                    yield model, field.name, name


def empty(block: blocks.Block) -> Any:
    """The form of a block in which nothing was typed, with one part in each of its lists."""
    if isinstance(block, blocks.StructBlock):
        return {name: empty(child) for name, child in block.child_blocks.items()}
    if isinstance(block, blocks.ListBlock):
        part = {"deleted": "", "order": "0", "value": empty(block.child_block)}
        return {"count": "1", "0": part}
    return "null" if isinstance(block, blocks.RichTextBlock) else ""


def page(model: type[KnowledgePage]) -> KnowledgePage:
    return model.objects.get().get_latest_revision_as_object()


@pytest.mark.parametrize(("model", "field", "name"), list(streams()))
def test_a_draft_keeps_a_block_in_which_nothing_was_typed(
    editor: Client, portal: Portal, model: type[KnowledgePage], field: str, name: str
):
    block = model._meta.get_field(field).stream_block.child_blocks[name]
    typed = FILLED[model]()
    typed = {key: value for key, value in typed.items() if not key.startswith(f"{field}-")}
    typed |= nested_form_data({field: streamfield([(name, empty(block))])})
    address = forms.add_url(model, getattr(portal, SHELF[model]))
    assert editor.post(address, typed).status_code == 302
    [kept] = getattr(page(model), field)
    assert kept.block_type == name

    key = model.objects.get().pk
    assert editor.get(f"/beheer/pages/{key}/edit/").status_code == 200
    assert editor.get(f"/beheer/pages/{key}/view_draft/").status_code == 200
    assert editor.get(f"/beheer/nakijken/{key}/").status_code == 200
    assert editor.post(f"/beheer/pages/{key}/edit/", typed).status_code == 302


@pytest.mark.parametrize("model", FILLED)
def test_a_draft_needs_a_title_only(editor: Client, portal: Portal, model: type[KnowledgePage]):
    typed = FILLED[model]()
    kept = {"title": "Nog niets", "slug": "nog-niets"}
    blank = dict.fromkeys(("teaser", "plain_summary", "province", "contact_role"), "")
    texts = {name: "" for name, value in typed.items() if str(value).startswith('{"entityMap"')}
    lists = {name: [] for name, value in typed.items() if isinstance(value, list)}
    address = forms.add_url(model, getattr(portal, SHELF[model]))
    assert editor.post(address, {**typed, **blank, **texts, **lists, **kept}).status_code == 302
    assert page(model).title == "Nog niets"


def test_an_empty_recommendation_costs_no_other(editor: Client, portal: Portal):
    texts = ["Bouw meer.", "Praat met mensen.", "", "Bel eerst.", "   "]
    rows = [{"number": str(n), "text": text} for n, text in enumerate(texts, 1)]
    typed = forms.advice(*rows)
    assert forms.add_advice(editor, portal.adviezen, typed).status_code == 302
    assert [one.text for one in page(PolicyAdvice).recommendations.all()] == [
        *("Bouw meer.", "Praat met mensen.", "", "Bel eerst.", ""),
    ]


def test_values_that_exclude_each_other_are_kept_in_a_draft(editor: Client, portal: Portal):
    typed = forms.card(
        municipality=str(municipality("Turnhout").pk),
        province=str(province("Antwerpen").pk),
        period_from="2024",
        period_until="2019",
        review_by=str(date.today() - timedelta(days=1)),
    )
    assert forms.add_card(editor, portal.praktijken, typed).status_code == 302
    kept = page(PracticeCard)
    assert kept.municipality.name == "Turnhout"
    assert kept.province.name == "Antwerpen"
    assert (kept.period_from, kept.period_until) == (2024, 2019)
    assert kept.review_by == date.today() - timedelta(days=1)

    refused = editor.post(f"/beheer/pages/{kept.pk}/edit/", {**typed, **forms.PUBLISH})
    assert refused.status_code == 200
    for field in ("province", "period_until", "review_by"):
        assert complaint(refused, field), field


@pytest.mark.parametrize("live", [True, False])
def test_an_item_that_expired_can_still_be_saved(editor: Client, portal: Portal, live: bool):
    past = timezone.localtime() - timedelta(days=3)
    typed = forms.card()
    forms.add_card(editor, portal.praktijken, typed, **(forms.PUBLISH if live else {}))
    card = PracticeCard.objects.get()
    PracticeCard.objects.filter(pk=card.pk).update(expire_at=past, expired=True, live=live)
    card.refresh_from_db()
    card.save_revision(clean=False)
    changed = {**typed, "expire_at": f"{past:%Y-%m-%d %H:%M}", "teaser": "Een andere zin."}

    assert editor.post(f"/beheer/pages/{card.pk}/edit/", changed).status_code == 302
    assert page(PracticeCard).teaser == "Een andere zin."
    assert page(PracticeCard).expire_at is not None

    refused = editor.post(f"/beheer/pages/{card.pk}/edit/", {**changed, **forms.PUBLISH})
    assert refused.status_code == 200
    assert "Het schema klopt niet meer" in refused.content.decode()
    assert page(PracticeCard).teaser == "Een andere zin."


def test_a_draft_with_an_address_that_is_taken_is_refused(editor: Client, portal: Portal):
    for slug in ("eerste", "tweede"):
        forms.add_card(editor, portal.praktijken, forms.card(slug=slug), **forms.PUBLISH)
    second = PracticeCard.objects.get(slug="tweede")
    refused = editor.post(f"/beheer/pages/{second.pk}/edit/", forms.card(slug="eerste"))
    assert refused.status_code == 200
    assert "in gebruik" in complaint(refused, "slug")


def test_a_half_typed_web_address_is_kept_in_a_draft_and_not_published(
    editor: Client, portal: Portal
):
    source = [("bron", {"title": "Verslag", "url": "https:/"})]
    typed = forms.card()
    typed = {key: value for key, value in typed.items() if not key.startswith("sources-")}
    typed |= nested_form_data({"sources": streamfield(source)}) | {"contact_email": "huis@"}
    assert forms.add_card(editor, portal.praktijken, typed).status_code == 302
    kept = page(PracticeCard)
    assert kept.sources[0].value["url"] == "https:/"
    assert kept.contact_email == "huis@"
    assert editor.get(f"/beheer/pages/{kept.pk}/view_draft/").status_code == 200
    refused = editor.post(f"/beheer/pages/{kept.pk}/edit/", {**typed, **forms.PUBLISH})
    assert refused.status_code == 200
    assert complaint(refused, "contact_email")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", " java\tscript:alert(1)", "data:text/html,x"]
)
def test_a_draft_keeps_no_link_that_is_a_script(editor: Client, portal: Portal, url: str):
    typed = forms.card()
    typed = {key: value for key, value in typed.items() if not key.startswith("sources-")}
    typed |= nested_form_data({"sources": streamfield([("bron", {"title": "x", "url": url})])})
    assert forms.add_card(editor, portal.praktijken, typed).status_code == 200
    assert not PracticeCard.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("teaser", "x" * 301),
        ("period_from", "9" * 20),
        ("period_until", "-1"),
        ("date", "gisteren"),
    ],
)
def test_a_draft_refuses_what_the_database_cannot_hold(
    editor: Client, portal: Portal, field: str, value: str
):
    refused = forms.add_card(editor, portal.praktijken, forms.card(**{field: value}))
    assert refused.status_code == 200
    assert complaint(refused, field)
    assert not PracticeCard.objects.exists()


def test_a_choice_that_was_deleted_meanwhile_costs_only_itself(editor: Client, portal: Portal):
    kept = theme("Wonen")
    typed = {
        **forms.advice({"number": "1", "text": "Vraag het hun.", "themes": "99999"}),
        "themes": [str(kept.pk), "99999"],
        "ladder_level": "99999",
    }
    answer = editor.post(forms.add_url(PolicyAdvice, portal.adviezen), typed, follow=True)
    assert "Iets dat je koos, bestaat niet meer. Al de rest is bewaard." in said(answer)
    for label in ("Thema's", "Trede"):
        assert label in said(answer)
    advice = page(PolicyAdvice)
    assert list(advice.themes.all()) == [kept]
    assert advice.ladder_level is None
    [asked] = advice.recommendations.all()
    assert (asked.text, list(asked.themes.all())) == ("Vraag het hun.", [])


def test_a_choice_that_is_still_there_is_told_to_nobody(editor: Client, portal: Portal):
    answer = editor.post(forms.add_url(PracticeCard, portal.praktijken), forms.card(), follow=True)
    assert "bestaat niet meer" not in said(answer)


@pytest.mark.parametrize("live", [True, False])
def test_a_page_of_another_kind_that_expired_can_be_saved(
    editor: Client, portal: Portal, live: bool
):
    administrator = signed_in(User.objects.create_superuser("baas", "baas@example.org", "x"))
    past = timezone.localtime() - timedelta(days=3)
    info = portal.home.add_child(
        instance=InfoPage(title="Over ons", slug="over", body="<p>Wij.</p>", live=live)
    )
    InfoPage.objects.filter(pk=info.pk).update(expire_at=past, expired=True)
    address = f"/beheer/pages/{info.pk}/edit/"
    form = BeautifulSoup(administrator.get(address).content, "html.parser")
    typed = dict(querydict_from_html(str(form), form_id="page-edit-form").items())
    typed |= {"title": "Over wie", "expire_at": f"{past:%Y-%m-%d %H:%M}"}
    assert administrator.post(address, typed).status_code == 302
    assert InfoPage.objects.get().get_latest_revision_as_object().title == "Over wie"
