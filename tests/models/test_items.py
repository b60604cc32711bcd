"""What holds for items: one place, time in its order, and every field on the editor's form."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page

from armoedegeheugen.models import Dossier, PolicyAdvice, PracticeCard, Recommendation
from tests.world import World, municipality, province

KINDS = [PracticeCard, PolicyAdvice, Dossier]
OF_THE_SYSTEM = {field.name for field in Page._meta.get_fields()} | {"page_ptr"}
BEHIND_THE_SCENES = {"recommendations"}  # a list of their own, beside the fields


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.__name__)
def test_every_field_stands_on_the_form(model: type[Page]):
    form = model.get_edit_handler().get_form_class()
    own = {field.name for field in model._meta.get_fields() if not field.auto_created}
    assert own - OF_THE_SYSTEM - BEHIND_THE_SCENES <= set(form.base_fields)
    assert {"title", "slug", "go_live_at", "expire_at"} <= set(form.base_fields)


def test_recommendations_stand_on_the_form_of_an_advice():
    form = PolicyAdvice.get_edit_handler().get_form_class()
    assert set(form.formsets) >= {"recommendations"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"municipality": "Turnhout", "province": "Antwerpen"}, "province"),
        ({"province": "Antwerpen", "supralocal": True}, "supralocal"),
    ],
)
def test_an_item_has_one_place(values: dict, field: str):
    makers = {"municipality": municipality, "province": province}
    chosen = {
        name: makers[name](value) if name in makers else value for name, value in values.items()
    }
    card = PracticeCard(title="Kaart", teaser="Kort.", **chosen)
    with pytest.raises(ValidationError) as caught:
        card.clean()
    assert set(caught.value.message_dict) == {field}


def test_a_place_is_named_as_the_item_names_it(world: World):
    card = world.practice(municipality=municipality("Turnhout"))
    assert card.place_label == "Turnhout"
    card.municipality, card.province = None, province("Limburg")
    assert card.place_label == "provincie Limburg"
    card.province, card.supralocal = None, True
    assert card.place_label == "bovenlokaal"


@pytest.mark.django_db  # a page looks up its content type
@pytest.mark.parametrize(
    ("years", "label"),
    [
        ((2019, 2021), "2019–2021"),
        ((2019, 2019), "2019"),
        ((2019, None), "sinds 2019"),
        ((None, 2021), "tot 2021"),
        ((None, None), ""),
    ],
)
def test_a_period_in_words(years: tuple, label: str):
    assert PracticeCard(period_from=years[0], period_until=years[1]).period_label == label


def test_a_review_later_than_publication_stays_valid_when_it_has_passed(world: World):
    card = world.practice()
    card.first_published_at = card.first_published_at.replace(year=2020)
    card.review_by = date(2021, 1, 1)
    card.clean()
    card.review_by = date(2019, 1, 1)
    with pytest.raises(ValidationError, match="voor de publicatie"):
        card.clean()


@pytest.mark.parametrize("text", ["", "  \n"])
def test_a_recommendation_has_text_however_it_is_made(world: World, text: str):
    advice = world.advice(recommendations=("Vraag het hun.",))
    with pytest.raises(ValidationError) as caught:
        Recommendation(advice=advice, text=text).full_clean()
    assert set(caught.value.message_dict) == {"text"}


def test_a_recommendation_keeps_its_key_over_every_edit(world: World):
    advice = world.advice(recommendations=("Vraag het hun.",))
    key = advice.recommendations.get().key
    draft = advice.get_latest_revision_as_object()
    draft.title = "Nieuwe titel"
    draft.save_revision().publish()
    assert Recommendation.objects.get().key == key


def test_an_item_goes_only_where_its_kind_belongs(world: World):
    world.shelf.kind = "dossier"
    world.shelf.save()
    assert Dossier.can_create_at(world.shelf)
    assert not PracticeCard.can_create_at(world.shelf)
