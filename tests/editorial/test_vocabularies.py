"""Editors keep the vocabularies: they find terms, add and change them."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from armoedegeheugen.models import Association, Authority, Municipality, Term, Theme
from tests.editorial.answers import complaint, names
from tests.editorial.forms import term_url
from tests.world import group, merger, municipality, province, theme

VOCABULARIES = [model for model in Term.__subclasses__() if not model._meta.abstract]


@pytest.mark.parametrize("model", VOCABULARIES, ids=lambda model: model._meta.model_name)
def test_every_vocabulary_has_a_list_and_a_form(editor: Client, model: type[Term]):
    assert editor.get(term_url(model, "list")).status_code == 200
    assert editor.get(term_url(model, "add")).status_code == 200


@pytest.mark.parametrize("model", VOCABULARIES, ids=lambda model: model._meta.model_name)
def test_an_association_does_not_keep_vocabularies(member: Client, model: type[Term]):
    answers = [member.get(term_url(model, view)) for view in ("list", "add")]
    answers.append(member.post(term_url(model, "add"), {"name": "Iets", "slug": "iets"}))
    assert {answer.status_code for answer in answers} <= {302, 403}
    assert not model.objects.filter(slug="iets").exists()


def test_the_menu_groups_the_vocabularies_and_shows_associations_apart(editor: Client):
    menu = editor.get(reverse("wagtailadmin_home")).content.decode()
    for word in ("Woordenlijsten", "Verenigingen", "Gemeenten", "Treden van de participatieladder"):
        assert word in menu


def test_themes_are_listed_under_their_main_theme(editor: Client):
    energy, home = theme("Energie"), theme("Wonen")
    for position, main in enumerate((home, energy), 1):
        Theme.objects.filter(pk=main.pk).update(order=position)
    theme("Sociaal tarief", energy), theme("Private huur", home)
    response = editor.get(term_url(Theme, "list"))
    assert names(response) == ["Wonen", "Private huur", "Energie", "Sociaal tarief"]


def test_themes_filter_by_main_theme_and_by_level(editor: Client):
    energy, home = theme("Energie"), theme("Wonen")
    theme("Sociaal tarief", energy), theme("Private huur", home)
    listed = term_url(Theme, "list")
    assert names(editor.get(listed, {"parent": energy.pk})) == ["Sociaal tarief"]
    assert set(names(editor.get(listed, {"level": "hoofd"}))) == {"Energie", "Wonen"}
    assert names(editor.get(listed, {"level": "sub", "q": "huur"})) == ["Private huur"]


def test_municipalities_filter_by_province_region_and_time(editor: Client):
    east = province("Oost-Vlaanderen")
    merger("Melle", "Merelbeke-Melle")
    Municipality.objects.update(province=east, region="vlaanderen")
    municipality("Anderlecht", region="brussel")
    listed = term_url(Municipality, "list")
    assert names(editor.get(listed, {"time": "vroeger"})) == ["Melle"]
    assert names(editor.get(listed, {"time": "nu", "province": east.pk})) == ["Merelbeke-Melle"]
    assert names(editor.get(listed, {"region": "brussel"})) == ["Anderlecht"]
    assert names(editor.get(listed, {"q": "elle", "ordering": "-name"})) == [
        "Merelbeke-Melle",
        "Melle",
    ]


@pytest.mark.parametrize("model", [Association, Authority])
def test_organisations_filter_by_the_municipalities_that_have_one(
    editor: Client, model: type[Term]
):
    here = municipality("Turnhout")
    municipality("Gent")
    model.objects.create(name="Een huis", slug="een-huis", municipality=here)
    model.objects.create(name="Een ander", slug="een-ander")
    listed = term_url(model, "list")
    assert names(editor.get(listed, {"municipality": here.pk})) == ["Een huis"]
    choices = BeautifulSoup(editor.get(listed).content, "html.parser").select_one(
        "#id_municipality"
    )
    assert "Gent" not in choices.get_text()


def test_the_slug_stays_when_the_name_changes(editor: Client):
    method = group("Ouders")
    sent = {"name": "Moeders en vaders", "slug": "iets-anders", "description": ""}
    assert editor.post(term_url(method, "edit"), sent).status_code == 302
    method.refresh_from_db()
    assert (method.name, method.slug) == ("Moeders en vaders", "ouders")


def test_a_slug_is_taken_once(editor: Client):
    group("Ouders")
    sent = {"name": "Ouders", "slug": "ouders", "description": ""}
    response = editor.post(term_url(type(group("Ouders")), "add"), sent)
    assert "bestaat al" in complaint(response, "slug")


def test_a_theme_under_a_sub_theme_is_refused(editor: Client):
    below = theme("Sociaal tarief", theme("Energie"))
    typed = {"name": "Budgetmeter", "slug": "budgetmeter", "order": "3", "description": "Teller"}
    response = editor.post(term_url(Theme, "add"), {**typed, "parent": below.pk})
    assert "er zijn maar twee niveaus" in complaint(response, "parent")
    page = BeautifulSoup(response.content, "html.parser")
    kept = {name: page.find(id=f"id_{name}") for name in typed}
    assert {n: (f.get("value") or f.get_text()).strip() for n, f in kept.items()} == typed
    assert not Theme.objects.filter(slug="budgetmeter").exists()


def test_a_main_theme_with_themes_below_it_stays_a_main_theme(editor: Client):
    energy = theme("Energie")
    theme("Sociaal tarief", energy)
    sent = {"name": "Energie", "order": "1", "description": "", "parent": theme("Wonen").pk}
    response = editor.post(term_url(energy, "edit"), sent)
    assert "heeft zelf thema's onder zich" in complaint(response, "parent")


def municipality_form(**changes: Any) -> dict[str, Any]:
    return {"name": "Melle", "region": "vlaanderen", "nis_code": "44040", **changes}


def test_a_municipality_does_not_merge_into_itself(editor: Client):
    place = municipality("Melle")
    sent = municipality_form(successor=place.pk, merged_on="2025-01-01")
    response = editor.post(term_url(place, "edit"), sent)
    assert "kan niet in zichzelf opgaan" in complaint(response, "successor")
    assert BeautifulSoup(response.content, "html.parser").find(id="id_nis_code")["value"] == "44040"


def test_a_municipality_does_not_merge_into_its_own_past(editor: Client):
    old = merger("Melle", "Merelbeke-Melle")
    sent = municipality_form(name="Merelbeke-Melle", successor=old.pk, merged_on="2025-01-01")
    response = editor.post(term_url(old.successor, "edit"), sent)
    assert "kan niet in zichzelf opgaan" in complaint(response, "successor")


def test_a_merger_has_a_date(editor: Client):
    place = municipality("Melle")
    sent = municipality_form(successor=municipality("Merelbeke-Melle").pk)
    response = editor.post(term_url(place, "edit"), sent)
    assert "Vul de datum van de fusie in" in complaint(response, "merged_on")
