"""A place is one of the known names, also where a letter was misread."""

import pytest

from armoedegeheugen.importers.gazetteer import Gazetteer, Place
from tests.importers.reader import MAP


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("LOMMEL", "Lommel"),
        ("OCMW Gent", "Gent"),
        ("Stad Turnhout", "Turnhout"),
        ("HEIST OP DEN BERG", "Heist-op-den-Berg"),
        ("Heist-op-den-Berq", "Heist-op-den-Berg"),
        ("K A L M T H O U T", "Kalmthout"),
        ("Xalmthout", "Kalmthout"),
        ("CAVERE", "Gavere"),
        ("WESTERL0", "Westerlo"),
        ("LIMBURG", "Limburg"),
        ("Mol (Antwerpen)", "Mol"),
    ],
)
def test_name_is_recognised(text: str, name: str):
    found = MAP.named(text)
    assert found is not None
    assert found.place.name == name


@pytest.mark.parametrize("text", ["Netwerk", "Boos", "Gant", "Soep met buren", "", "Hem"])
def test_other_words_are_no_place(text: str):
    assert MAP.named(text) is None


def test_name_as_near_to_two_places_is_neither():
    two = Gazetteer([Place("Herent"), Place("Berent")])
    assert two.named("Zerent") is None


def test_province_and_town_of_one_name_are_told_apart():
    town, province = MAP.named("ANTWERPEN"), MAP.named("Provincie Antwerpen")
    assert town is not None
    assert province is not None
    assert (town.place.is_province, province.place.is_province) == (False, True)


@pytest.mark.parametrize(
    ("title", "text", "name"),
    [
        ("", "De dienst van OCMW Merelbeke werkt eraan.", "Merelbeke"),
        ("Thuis in Gavere", "Ook in Gent en in Mol.", "Gavere"),
        ("", "De stad Gent hielp. Gentenaars kwamen. CAW Antwerpen ook.", "Gent"),
        ("", "De provincie Limburg en de Limburgse diensten, onder meer in Genk.", "Limburg"),
        ("", "Het OCMW Kalmthaut en zijn buren.", "Kalmthout"),
        ("", "Een nieuw bestuur in Merelbeke-Melle, gemeente Merelbeke-Melle.", "Merelbeke-Melle"),
    ],
)
def test_text_tells_its_place(title: str, text: str, name: str):
    place, _ = MAP.spoken_of(title, text)
    assert place is not None
    assert place.name == name


def test_two_places_that_weigh_the_same_are_left_to_the_editor():
    place, among = MAP.spoken_of("", "Het OCMW Gent en het OCMW Mol doen dit samen.")
    assert place is None
    assert set(among) == {"Gent", "Mol"}


def test_word_that_is_also_a_place_needs_its_capital():
    assert MAP.spoken_of("", "We plantten een boom met ham en mol.") == (None, [])


def test_empty_map_knows_nothing():
    nothing = Gazetteer([])
    assert nothing.named("Gent") is None
    assert nothing.spoken_of("Gent", "Het OCMW Gent") == (None, [])
