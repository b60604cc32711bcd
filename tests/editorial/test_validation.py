"""A bad value gets a clear message beside its field, and nothing that was typed is lost."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from armoedegeheugen.models import KnowledgePage, LadderLevel, PolicyAdvice, PracticeCard
from tests.editorial import forms
from tests.editorial.answers import complaint, lost
from tests.editorial.conftest import Portal
from tests.world import municipality, province, rung, theme


def refused(response: HttpResponse, sent: dict[str, Any], field: str, message: str) -> None:
    assert response.status_code == 200
    assert message in complaint(response, field)
    assert lost(response, sent, wrong=field) == {}
    assert not KnowledgePage.__subclasses__()[0].objects.exists()
    assert not PolicyAdvice.objects.exists()


def test_review_date_before_publication(editor: Client, portal: Portal):
    yesterday = date.today() - timedelta(days=1)
    sent = forms.card(review_by=str(yesterday))
    response = forms.add_card(editor, portal.praktijken, sent, **forms.PUBLISH)
    refused(response, sent, "review_by", "Deze dag ligt voor de publicatie")
    assert lost(response, sent) == {}, "the wrong day itself is still there to mend"


def test_review_date_is_held_against_the_first_publication(editor: Client, portal: Portal):
    sent = forms.card(review_by=str(date.today() + timedelta(days=30)))
    assert forms.add_card(editor, portal.praktijken, sent, **forms.PUBLISH).status_code == 302
    card = PracticeCard.objects.get()
    earlier = {**sent, "review_by": str(date.today() - timedelta(days=400))}
    response = editor.post(f"/beheer/pages/{card.pk}/edit/", {**earlier, **forms.PUBLISH})
    assert "Deze dag ligt voor de publicatie" in complaint(response, "review_by")


def test_ladder_level_that_does_not_exist(editor: Client, portal: Portal):
    rung("Raadplegen")
    sent = forms.card(ladder_level="99999")
    response = forms.add_card(editor, portal.praktijken, sent, **forms.PUBLISH)
    refused(response, sent, "ladder_level", "Deze keuze bestaat niet (meer)")


def test_theme_that_does_not_exist(editor: Client, portal: Portal):
    kept = theme("Wonen")
    sent = forms.card()
    sent["themes"] = [str(kept.pk), "99999"]
    response = forms.add_card(editor, portal.praktijken, sent, **forms.PUBLISH)
    assert "Deze keuze bestaat niet (meer)" in complaint(response, "themes")
    assert lost(response, {**sent, "themes": [str(kept.pk)]}) == {}


def test_recommendation_without_text(editor: Client, portal: Portal):
    sent = forms.advice(
        {"number": "1", "text": "Vraag het aan wie het meemaakt."},
        {"number": "2b", "text": "  "},
    )
    response = forms.add_advice(editor, portal.adviezen, sent, **forms.PUBLISH)
    refused(response, sent, "recommendations-1-text", "Schrijf de aanbeveling uit")
    assert complaint(response, "recommendations-1-text").count("Schrijf") == 1
    assert complaint(response, "recommendations-0-text") == ""


def test_recommendation_left_empty(editor: Client, portal: Portal):
    sent = forms.advice({"number": "", "text": ""})
    response = forms.add_advice(editor, portal.adviezen, sent, **forms.PUBLISH)
    refused(response, sent, "recommendations-0-text", "Schrijf de aanbeveling uit")


def test_recommendation_that_was_added_and_removed_is_no_mistake(editor: Client, portal: Portal):
    sent = forms.advice({"number": "", "text": "", "DELETE": "1"})
    assert forms.add_advice(editor, portal.adviezen, sent, **forms.PUBLISH).status_code == 302


def test_emptied_recommendation_of_a_saved_advice(editor: Client, portal: Portal):
    first = forms.advice({"number": "1", "text": "Vraag het aan wie het meemaakt."})
    forms.add_advice(editor, portal.adviezen, first)
    advice = PolicyAdvice.objects.get()
    kept = advice.recommendations.get()
    sent = {
        **forms.advice({"id": str(kept.pk), "number": "1", "text": ""}),
        "recommendations-INITIAL_FORMS": "1",
    }
    response = editor.post(f"/beheer/pages/{advice.pk}/edit/", {**sent, **forms.PUBLISH})
    assert "Schrijf de aanbeveling uit" in complaint(response, "recommendations-0-text")
    assert advice.recommendations.get().text == "Vraag het aan wie het meemaakt."


def test_unknown_theme_of_a_recommendation(editor: Client, portal: Portal):
    sent = forms.advice({"number": "1", "text": "Vraag het hun."})
    sent["recommendations-0-themes"] = "99999"
    response = forms.add_advice(editor, portal.adviezen, sent, **forms.PUBLISH)
    refused(response, sent, "recommendations-0-themes", "Deze keuze bestaat niet (meer)")


@pytest.mark.parametrize(
    ("places", "field"),
    [
        (("municipality", "province"), "province"),
        (("municipality", "supralocal"), "supralocal"),
        (("province", "supralocal"), "supralocal"),
    ],
)
def test_two_places_chosen(editor: Client, portal: Portal, places: tuple[str, str], field: str):
    values = {
        "municipality": str(municipality("Turnhout").pk),
        "province": str(province("Antwerpen").pk),
        "supralocal": "on",
    }
    sent = forms.card(**{name: values[name] for name in places})
    response = forms.add_card(editor, portal.praktijken, sent, **forms.PUBLISH)
    refused(response, sent, field, "Kies één van de drie")
    assert lost(response, {k: v for k, v in sent.items() if k != "supralocal"}) == {}


def test_period_reversed(editor: Client, portal: Portal):
    sent = forms.card(period_from="2024", period_until="2019")
    response = forms.add_card(editor, portal.praktijken, sent, **forms.PUBLISH)
    refused(response, sent, "period_until", "Het einde ligt voor het begin")
    assert lost(response, sent) == {}


def test_several_mistakes_are_told_at_once(editor: Client, portal: Portal):
    sent = forms.card(period_from="2024", period_until="2019", review_by="2001-01-01", teaser="")
    response = forms.add_card(editor, portal.praktijken, sent, **forms.PUBLISH)
    for field in ("period_until", "review_by", "teaser"):
        assert complaint(response, field), field
    assert lost(response, sent) == {}


def test_a_draft_may_lack_what_a_publication_needs(editor: Client, portal: Portal):
    sent = forms.card(teaser="")
    response = forms.add_card(editor, portal.praktijken, sent, **forms.PUBLISH)
    assert "verplicht" in complaint(response, "teaser")
    assert forms.add_card(editor, portal.praktijken, sent).status_code == 302
    assert PracticeCard.objects.get().live is False


def test_a_new_page_gets_a_free_address_by_itself(editor: Client, portal: Portal):
    for _time in range(3):
        assert forms.add_card(editor, portal.praktijken, forms.card()).status_code == 302
    slugs = PracticeCard.objects.order_by("pk").values_list("slug", flat=True)
    assert list(slugs) == [f"praatcafe-in-de-wijk{end}" for end in ("", "-2", "-3")]


def test_a_form_that_saves_by_itself_hears_which_address_it_got(editor: Client, portal: Portal):
    forms.add_card(editor, portal.praktijken, forms.card())
    address = forms.add_url(PracticeCard, portal.praktijken)
    answer = editor.post(address, forms.card(), headers={"accept": "application/json"}).json()
    assert answer["field_updates"]["slug"] == "praatcafe-in-de-wijk-2"


def test_the_address_of_a_page_that_was_online_is_not_changed_unasked(
    editor: Client, portal: Portal
):
    for slug in ("eerste", "tweede"):
        forms.add_card(editor, portal.praktijken, forms.card(slug=slug), **forms.PUBLISH)
    second = PracticeCard.objects.get(slug="tweede")
    sent = {**forms.card(slug="eerste"), **forms.PUBLISH}
    response = editor.post(f"/beheer/pages/{second.pk}/edit/", sent)
    assert "in gebruik" in complaint(response, "slug")


def test_what_is_right_is_stored_as_typed(editor: Client, portal: Portal):
    level, subject = rung("Raadplegen"), theme("Wonen")
    sent = forms.advice(
        {"number": "1", "text": "Vraag het hun.", "themes": str(subject.pk)},
        {"number": "2", "text": "Kom terug met een antwoord."},
        ladder_level=str(level.pk),
        themes=str(subject.pk),
    )
    assert forms.add_advice(editor, portal.adviezen, sent, **forms.PUBLISH).status_code == 302
    advice = PolicyAdvice.objects.get()
    assert advice.live
    assert advice.ladder_level == LadderLevel.objects.get()
    assert [one.text for one in advice.recommendations.all()] == [
        "Vraag het hun.",
        "Kom terug met een antwoord.",
    ]
    assert list(advice.recommendations.first().themes.all()) == [subject]
    assert list(advice.themes.all()) == [subject]
