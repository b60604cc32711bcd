"""The items of a kind in one list, filtered by what an editor looks for."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from armoedegeheugen.models import PracticeCard
from tests.editorial.answers import names
from tests.editorial.conftest import Own, Portal
from tests.world import association, merger, municipality, rung, theme

LIST = "/beheer/inspiratiekaarten/"
KINDS = ("inspiratiekaarten", "beleidsadviezen", "themadossiers")


@pytest.fixture
def cards(portal: Portal) -> dict[str, PracticeCard]:
    energy = theme("Energie")
    terms = {
        "Kruidenier": {
            "themes": [theme("Voeding")],
            "municipality": merger("Melle", "Merelbeke-Melle"),
        },
        "Energiehuis": {
            "themes": [theme("Sociaal tarief", energy)],
            "ladder_level": rung("Raadplegen"),
        },
        "Praatcafé": {"themes": [energy], "associations": [association("Een huis")]},
    }
    made = {}
    for title, values in terms.items():
        portal.praktijken.refresh_from_db()
        many = {name: values.pop(name) for name in ("themes", "associations") if name in values}
        card = PracticeCard(title=title, teaser="Kort.", live=title != "Praatcafé", **values)
        portal.praktijken.add_child(instance=card)
        for name, chosen in many.items():
            setattr(card, name, chosen)
        card.save()
        made[title] = card
    return made


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_a_list(editor: Client, kind: str):
    assert editor.get(f"/beheer/{kind}/").status_code == 200
    assert editor.get(f"/beheer/{kind}/results/").status_code == 200


def test_a_main_theme_covers_the_themes_below_it(editor: Client, cards: dict[str, PracticeCard]):
    found = names(editor.get(LIST, {"themes": theme("Energie").pk}))
    assert set(found) == {"Energiehuis", "Praatcafé"}


def test_filters_by_place_rung_association_and_status(
    editor: Client, cards: dict[str, PracticeCard]
):
    asked = {
        "Kruidenier": {"municipality": cards["Kruidenier"].municipality_id},
        "Energiehuis": {"ladder_level": cards["Energiehuis"].ladder_level_id},
        "Praatcafé": {"associations": association("Een huis").pk},
    }
    for title, query in asked.items():
        assert names(editor.get(LIST, query)) == [title]
    assert names(editor.get(LIST, {"live": "False"})) == ["Praatcafé"]


def test_filters_by_the_day_of_review(editor: Client, cards: dict[str, PracticeCard]):
    PracticeCard.objects.filter(title="Kruidenier").update(review_by=date(2030, 5, 1))
    query = {"review_by_from": "2030-04-01", "review_by_to": "2030-06-01"}
    assert names(editor.get(LIST, query)) == ["Kruidenier"]


def test_a_filter_and_a_word_hold_together(editor: Client, cards: dict[str, PracticeCard]):
    query = {"themes": theme("Energie").pk, "q": "energiehuis"}
    assert names(editor.get(LIST, query)) == ["Energiehuis"]
    assert names(editor.get(LIST, {"themes": theme("Voeding").pk, "q": "energiehuis"})) == []


def test_only_municipalities_that_have_a_card_are_offered(
    editor: Client, cards: dict[str, PracticeCard]
):
    municipality("Turnhout")
    page = BeautifulSoup(editor.get(LIST).content, "html.parser")
    offered = page.select_one("#id_municipality").get_text()
    assert "Melle" in offered
    assert "Turnhout" not in offered


@pytest.mark.parametrize(
    "order", ["title", "-date", "review_by", "live", "-latest_revision_created_at"]
)
def test_every_column_sorts_also_while_searching(
    editor: Client, cards: dict[str, PracticeCard], order: str
):
    for query in ({}, {"q": "kruidenier"}):
        assert editor.get(LIST, {"ordering": order, **query}).status_code == 200


def test_a_new_card_goes_where_its_kind_belongs(editor: Client, portal: Portal):
    page = editor.get(f"{LIST}choose_parent/").content
    radios = BeautifulSoup(page, "html.parser").select("input[name=parent_page]")
    offered = {radio["value"] for radio in radios}
    assert offered == {str(portal.praktijken.pk), str(portal.intern.pk)}
    chosen = editor.post(f"{LIST}choose_parent/", {"parent_page": portal.praktijken.pk})
    assert chosen.url == f"/beheer/pages/add/armoedegeheugen/practicecard/{portal.praktijken.pk}/"
    refused = editor.post(f"{LIST}choose_parent/", {"parent_page": portal.dossiers.pk})
    assert refused.status_code == 200


def test_who_has_one_place_to_add_goes_straight_there(member: Client, own: Own):
    response = member.get("/beheer/themadossiers/choose_parent/")
    assert response.url == f"/beheer/pages/add/armoedegeheugen/dossier/{own.dossiers.pk}/"


def test_a_member_is_offered_only_what_they_may_add(member: Client, portal: Portal):
    home = member.get(reverse("wagtailadmin_home")).content.decode()
    assert "Nieuw: themadossier" in home
    assert "Nieuw: beleidsadvies" in home
    assert "Nieuw: inspiratiekaart" not in home
    assert "kijkt de redactie na" in home
    assert "choose_parent" not in member.get(LIST).content.decode()
    assert '"/beheer/inspiratiekaarten/"' not in home


def test_an_editor_is_offered_every_kind(editor: Client, portal: Portal):
    home = editor.get(reverse("wagtailadmin_home")).content.decode()
    for kind in ("inspiratiekaart", "beleidsadvies", "themadossier"):
        assert f"Nieuw: {kind}" in home
    assert "kijkt de redactie na" not in home


def test_filters_by_how_much_is_filled_in(editor: Client, cards: dict[str, PracticeCard]):
    assert set(names(editor.get(LIST, {"filled": "weinig"}))) == set(cards)
    assert names(editor.get(LIST, {"filled": "veel"})) == []
