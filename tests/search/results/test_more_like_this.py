"""Meer zoals dit: the same themes, similar words, elsewhere before here; and nothing to the wrong
reader."""

from secrets import token_hex

import pytest

from search.engines.protocol import Audience, EngineUnavailable
from search.facets import labels
from search.index import sync
from search.results.more_like_this import more_like_this
from search.searcher import Searcher
from tests import world as making

PUBLIC, INTERNAL = Audience.PUBLIC, Audience.INTERNAL


@pytest.fixture
def wonen(world):
    return making.theme("Wonen")


def titles(page, audience: Audience = PUBLIC) -> list[str]:
    sync.sync_all()
    return [one.title for one in more_like_this(page, Searcher.of(audience))]


def test_the_same_theme_and_then_the_most_similar_words(world, wonen):
    page = world.practice("Huurders kiezen zelf", themes=[wonen])
    world.practice("Koken met buren", themes=[wonen])
    world.dossier("Huurders aan het woord", themes=[wonen])
    world.advice("Huurders kiezen een raad", ("Laat huurders kiezen.",), themes=[wonen])
    world.practice("Huurders kiezen zelf, maar elders", themes=[making.theme("Werk")])
    assert titles(page) == [
        "Huurders kiezen een raad",
        "Huurders aan het woord",
        "Koken met buren",
    ]


def test_what_is_beside_it_under_one_main_theme_is_not_far(world, wonen):
    page = world.practice("Een", themes=[making.theme("Sociale huur", wonen)])
    world.practice("Twee", themes=[making.theme("Private huur", wonen)])
    world.practice("Drie", themes=[making.theme("Sociaal tarief", making.theme("Energie"))])
    assert titles(page) == ["Twee"]


def test_other_municipalities_come_first(world, wonen):
    here, there = making.municipality("Gent"), making.municipality("Aalst")
    page = world.practice("Huurders kiezen", municipality=here, themes=[wonen])
    world.practice("Huurders kiezen hier ook", municipality=here, themes=[wonen])
    world.practice("Koken", municipality=there, themes=[wonen])
    world.practice("Wandelen", themes=[wonen])
    assert titles(page)[-1] == "Huurders kiezen hier ook"
    assert set(titles(page)[:2]) == {"Koken", "Wandelen"}


def test_what_an_editor_named_already_is_not_said_twice(world, wonen):
    other = world.practice("Huurders kiezen ook", themes=[wonen])
    page = world.practice("Huurders kiezen", themes=[wonen], related_items=[("item", other)])
    assert titles(page) == []


def test_what_a_dossier_leads_to_in_its_text_is_not_said_twice(world, wonen):
    named, other = (world.practice(f"Huurders kiezen {each}", themes=[wonen]) for each in "ab")
    sections = [("verwijzing", {"title": "Verder lezen", "items": [named]})]
    page = world.dossier("Huurders kiezen", themes=[wonen], sections=sections)
    assert titles(page) == [other.title]


def test_no_theme_no_list(world, wonen):
    world.practice("Huurders kiezen ook", themes=[wonen])
    assert titles(world.practice("Huurders kiezen")) == []


def test_a_visitor_is_shown_nothing_internal(world, wonen, client):
    page = world.practice("Huurders kiezen", themes=[wonen])
    world.practice("Geheime huurders", under=world.inside, themes=[wonen])
    assert titles(page) == []
    assert titles(page, INTERNAL) == ["Geheime huurders"]
    assert "Geheime huurders" not in client.get(page.get_url()).text
    client.force_login(making.staff())
    assert "Geheime huurders" in client.get(page.get_url()).text


def test_an_item_shows_what_is_like_it(world, wonen, client):
    page = world.practice("Huurders kiezen", themes=[wonen])
    world.advice("Advies over <huur>", themes=[wonen])
    sync.sync_all()
    answer = client.get(page.get_url()).text
    assert "Meer zoals dit" in answer
    assert "Advies over &lt;huur&gt;" in answer


def test_without_engine_the_page_is_there_without_it(world, wonen, client, monkeypatch):
    page = world.practice("Huurders kiezen", themes=[wonen])
    world.advice("Advies over huur", themes=[wonen])
    sync.sync_all()
    asked = []

    class Down:
        def search(self, *_: object):
            asked.append(1)
            raise EngineUnavailable("weg")

    monkeypatch.setattr("search.searcher.engine", Down)
    answer = client.get(page.get_url())
    assert answer.status_code == 200
    assert "Meer zoals dit" not in answer.text
    assert len(asked) == 1


@pytest.mark.elasticsearch
def test_both_engines_show_the_same(world, wonen, settings, elasticsearch_url):
    places = [making.municipality(name) for name in ("Gent", "Aalst", "Lier")]
    subjects = ("huurders kiezen", "samen koken", "huurders koken", "raad van huurders")
    pages = [
        world.practice(
            f"{subjects[number % 4]} {number}", municipality=places[number % 3], themes=[wonen]
        )
        for number in range(16)
    ]
    embedded = [titles(page) for page in pages]
    settings.SEARCH_URL = elasticsearch_url
    settings.SEARCH_OPTIONS = {"prefix": f"alike-{token_hex(4)}", "timeout": 20.0}
    from search.index.rebuild import rebuild

    rebuild()
    labels.forget()
    assert [titles(page) for page in pages] == embedded
