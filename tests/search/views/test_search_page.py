"""The search page: a form that works without JavaScript, and the same parts swapped in with it."""

from search.index import sync
from tests import world as making
from tests.world import theme


def page(client, query: str = "", **headers: str) -> str:
    sync.sync_all()
    return client.get(f"/zoeken/?{query}", headers=headers).content.decode()


def test_page_shows_results_facets_and_chips(world, client):
    world.practice("Energie delen", themes=[theme("Energie")])
    html = page(client, "q=energie&thema=energie")
    assert "<mark>Energie</mark> delen" in html
    assert 'name="thema"' in html
    assert "Filters toepassen" in html
    assert 'href="/zoeken/?q=energie"' in html


def test_htmx_gets_the_part_that_changes(world, client):
    world.practice("Energie delen")
    live = page(client, "q=energie", **{"HX-Request": "true"})
    assert "Energie" in live
    assert "<html" not in live


def test_history_gets_the_whole_page(world, client):
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert "<html" in page(client, "q=energie", **headers)


def test_faults_are_said_and_the_rest_is_answered(world, client):
    world.practice("Energie delen")
    response = client.get("/zoeken/?q=energie&pagina=abc")
    assert response.status_code == 400
    assert "geen getal" in response.content.decode()


def test_no_result_offers_to_drop_a_filter(world, client):
    world.practice("Energie delen")
    theme("Wonen")
    html = page(client, "q=energie&thema=wonen")
    assert html.count('href="/zoeken/?q=energie"') >= 2


def test_no_result_says_what_one_click_finds_and_which_filter_is_no_help(world, client):
    world.practice("Energie delen", themes=[theme("Energie")])
    world.practice("Wonen", themes=[theme("Wonen")])
    theme("Werk")
    html = page(client, "q=delen&thema=werk")
    assert "Er zijn wel items met die woorden, maar niet met deze filters." in html
    assert "Zoek zonder “Werk”</a> (thema, 1 resultaat)" in html
    html = page(client, "q=zzzz&thema=wonen")
    assert "Geen enkel item bevat dat woord." in html
    assert "Geen enkel item bevat “qqqq”." in page(client, "q=energie+qqqq&thema=werk")
    assert "Zoek zonder “Wonen”" not in html
    assert 'href="/zoeken/?thema=energie"' in html, "a theme to go on with"


def test_a_view_is_an_address_of_its_own(world, client):
    place = making.municipality("Gent")
    place.latitude, place.longitude = 51.05, 3.72
    place.save()
    for title in ("Energie delen", "Energie sparen"):
        world.practice(title, municipality=place)
    html = page(client, "q=energie&weergave=kaart&per_pagina=10")
    assert html.count("<circle ") == 1
    assert "<title>Gent: 2</title>" in html
    assert '<input type="hidden" name="weergave" value="kaart"' in html
    assert "results--kaarten" in page(client, "q=energie&weergave=kaarten")


def test_from_a_rung_finds_it_and_what_is_above(world, client):
    low, high = making.rung("Informeren", 1), making.rung("Adviseren", 2)
    world.practice("Energie en xylofoon", ladder_level=low)
    world.practice("Energie raden", ladder_level=high)
    found = page(client, "q=energie&vanaf_trede=adviseren").replace("<mark>", "")
    assert "raden" in found
    assert "xylofoon" not in found
    assert "Vanaf Adviseren" in found
    assert '<input type="hidden" name="vanaf_trede" value="adviseren"' in found


def test_staff_see_what_is_internal(world, client):
    world.practice("Vergadernota", under=world.inside)
    assert "Vergadernota" not in page(client, "q=vergadernota")
    client.force_login(making.staff())
    html = page(client, "q=vergadernota")
    assert "Vergadernota" in html.replace("<mark>", "").replace("</mark>", "")
    assert "Intern" in html


def test_engine_down_shows_the_newest_from_the_database(world, client, monkeypatch):
    from search.engines.protocol import EngineUnavailable

    def down(*args: object, **named: object) -> None:
        raise EngineUnavailable("weg")

    world.practice("Energie delen")
    monkeypatch.setattr("search.pipeline.run", down)
    response = client.get("/zoeken/?q=iets")
    assert response.status_code == 200
    assert "Energie delen" in response.content.decode()
