"""The register: every public recommendation, asked, counted and given as a file."""

import csv
from datetime import date, timedelta
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from armoedegeheugen.models import Feedback
from armoedegeheugen.models.choices import Execution, Position, Side
from search.engines.protocol import EngineUnavailable
from search.index import sync
from search.register import statistics
from tests import world as making
from tests.followup.conftest import Scene
from tests.pages.reading import text


def page(client: Client, query: str = "", status: int = 200) -> BeautifulSoup:
    sync.sync_all()
    response = client.get(f"/opvolging/?{query}")
    assert response.status_code == status, response.content
    return BeautifulSoup(response.content, "html.parser")


def titles(client: Client, query: str = "") -> list[str]:
    return [text(link) for link in page(client, query).select(".result__title")]


def counts(client: Client, facet: str, query: str = "") -> dict[str, int]:
    values = page(client, query).select(f"#facet-{facet} .value")
    return {
        value.input["value"]: int(text(value.select_one(".value__count")).split()[0])
        for value in values
    }


def rows(client: Client, query: str = "") -> list[dict[str, str]]:
    sync.sync_all()
    response = client.get(f"/opvolging/aanbevelingen.csv?{query}")
    assert response.status_code == 200
    told = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(told), delimiter=";"))


def lines(found: BeautifulSoup, heading: str) -> list[list[str]]:
    table = next(d for d in found.select(".lines") if text(d.h3) == heading)
    return [[text(cell) for cell in row.find_all(["th", "td"])] for row in table.select("tbody tr")]


@pytest.fixture
def told(scene: Scene) -> Scene:
    """One partly followed and contested, one followed and done, one without an answer."""
    scene.say(
        1, Position.PARTLY, execution=Execution.ONGOING, reason="Er is geld voor de helft.",
        date=date(2024, 2, 9), decision_url="https://example.org/besluit",
    )  # fmt: skip
    scene.say(
        1, Position.REFUSED, side=Side.ASSOCIATION, said_by="De Brug", reason="Niets gezien.",
        date=date(2024, 5, 1),
    )  # fmt: skip
    scene.say(2, Position.FOLLOWED, execution=Execution.DONE, date=date(2024, 3, 10))
    return scene


def test_only_recommendations_and_all_of_them(told: Scene, client: Client):
    told.world.practice("Kaart")
    assert sorted(titles(client)) == ["Bel eerst.", "Bouw meer.", "Praat met mensen."]


def test_a_row_shows_both_sides_and_the_wait(told: Scene, client: Client):
    contested, done, waiting = (
        page(client, f"q={word}").select_one(".result") for word in ("bouw", "mensen", "bel")
    )
    assert [text(badge) for badge in contested.select(".stand")] == [
        "Deels gevolgd", "Niet gevolgd",
    ]  # fmt: skip
    assert "Er is geld voor de helft." in text(contested)
    assert "Betwist" in text(contested.select_one(".meta"))
    assert "Antwoord na 4 weken" in text(contested)
    assert "uitgevoerd" in text(done)
    assert "Wacht al" in text(waiting)
    assert "Niet teruggekoppeld" in text(waiting)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("opvolging=geen-antwoord", ["Bel eerst."]),
        ("opvolging=betwist", ["Bouw meer."]),
        ("opvolging=gevolgd&opvolging=deels-gevolgd", ["Bouw meer.", "Praat met mensen."]),
        ("uitvoering=lopend", ["Bouw meer."]),
        ("uitvoering=onbekend", ["Bel eerst."]),
        ("uitvoerder=ocmw-gent&opvolging=gevolgd", ["Praat met mensen."]),
        ("teruggekoppeld=ja", []),
        ("thema=wonen&q=bel", ["Bel eerst."]),
        ("gemeente=aalst", []),
        ("vereniging=de-brug&uitvoering=uitgevoerd", ["Praat met mensen."]),
        ("ouderdom=tot-6-maanden", []),
        ("q=nergens", []),
    ],
)
def test_each_facet_narrows(told: Scene, client: Client, query, found):
    assert sorted(titles(client, query)) == found


def test_age_counts_and_narrows_by_today(scene: Scene, client: Client):
    today = timezone.localdate()
    scene.world.advice("Vers", ("Doe het snel.",), date=today - timedelta(days=20))
    scene.world.advice("Ongedateerd", ("Doe het ooit.",))
    found = counts(client, "ouderdom")
    assert found["tot-6-maanden"] == 1
    assert found["onbekend"] == 1
    assert sum(found.values()) == 5
    assert titles(client, "ouderdom=tot-6-maanden") == ["Doe het snel."]
    assert titles(client, "ouderdom=onbekend") == ["Doe het ooit."]
    both = titles(client, "ouderdom=tot-6-maanden&ouderdom=onbekend")
    assert sorted(both) == ["Doe het ooit.", "Doe het snel."]
    # The facet ignores its own choice, as all of them do.
    assert counts(client, "ouderdom", "ouderdom=onbekend") == found


def test_a_choice_shows_as_a_chip_that_undoes_it(told: Scene, client: Client):
    found = page(client, "ouderdom=tot-6-maanden&opvolging=betwist")
    chips = {text(chip): chip["href"] for chip in found.select(".chip")}
    assert len(chips) == 2
    undo = next(url for label, url in chips.items() if "Jonger dan 6 maanden" in label)
    assert undo == "/opvolging/?opvolging=betwist"


def test_the_shortcuts_lead_there_and_back(told: Scene, client: Client):
    found = {text(link): link["href"] for link in page(client).select(".shortcut")}
    assert found == {
        "Zonder antwoord 1": "/opvolging/?opvolging=geen-antwoord",
        "Niet teruggekoppeld 3": "/opvolging/?teruggekoppeld=nee",
        "Betwist 1": "/opvolging/?opvolging=betwist",
    }
    chosen = page(client, "opvolging=geen-antwoord").select_one(".shortcut.is-chosen")
    assert chosen["href"] == "/opvolging/"


def test_the_sums_of_everything(told: Scene, client: Client):
    figures = [text(figure) for figure in page(client).select(".figures li")]
    assert figures == [
        "66 % kreeg een antwoord: 2 van de 3 aanbevelingen",
        "Na 6 weken was de helft van de antwoorden er",
        "1 betwist door de vereniging",
        "3 niet teruggekoppeld aan de deelnemers",
    ]


def test_the_sums_follow_the_choice(told: Scene, client: Client):
    found = page(client, "opvolging=betwist")
    assert text(found.select_one(".sums h2")) == "In deze selectie"
    assert text(found.select_one(".figures li")) == (
        "100 % kreeg een antwoord: 1 van de 1 aanbeveling"
    )


def test_the_sums_count_what_is_on_other_pages_too(scene: Scene, client: Client):
    scene.world.advice("Lang", tuple(f"Bouw toren {n}." for n in range(25)))
    assert "0 van de 26" in text(page(client, "q=bouw").select_one(".figures li"))


def test_the_sums_by_municipality_and_theme(told: Scene, client: Client):
    health = making.theme("Gezondheid")
    lungs = making.theme("Longen", health)
    told.world.advice(
        "Advies over lucht", ("Meet de lucht.",), themes=[lungs],
        municipality=making.merger("Melle", "Merelbeke-Melle"), date=date(2025, 1, 1),
    )  # fmt: skip
    found = page(client)
    assert [line[:2] for line in lines(found, "Per gemeente")] == [
        ["Gent", "2 van 3 (66 %)"], ["Merelbeke-Melle", "0 van 1 (0 %)"],
    ]  # fmt: skip
    assert [line[0] for line in lines(found, "Per thema")] == ["Wonen", "Gezondheid"]
    assert lines(found, "Per gemeente")[0][2:] == [
        "1 gevolgd, 1 deels gevolgd, 1 nog geen antwoord", "6 weken",
    ]  # fmt: skip


def test_a_recommendations_own_theme_goes_before_its_advices(told: Scene, client: Client):
    first = told.asked[0]
    first.themes = [making.theme("Energie")]
    first.save()
    assert [line[:2] for line in lines(page(client), "Per thema")] == [
        ["Wonen", "1 van 2 (50 %)"], ["Energie", "1 van 1 (100 %)"],
    ]  # fmt: skip


def test_what_was_told_back_is_counted_and_found(told: Scene, client: Client):
    Feedback(advice=told.advice, date=date(2024, 6, 1), how="Samen.", by_whom="De Brug").save()
    assert counts(client, "teruggekoppeld") == {"ja": 3}
    assert "0 niet teruggekoppeld" in text(page(client).select_one(".figures"))
    assert "Teruggekoppeld op 1 juni 2024" in text(page(client).select_one(".result"))


def test_nothing_internal_whoever_asks(told: Scene, client: Client):
    told.world.advice("Nota", ("Zwijg hierover.",), under=told.world.inside, date=date(2024, 1, 1))
    client.force_login(making.staff())
    assert "Zwijg hierover." not in titles(client)
    assert "2 van de 3" in text(page(client).select_one(".figures"))
    assert "Zwijg hierover." not in [row["aanbeveling"] for row in rows(client)]


def test_neither_what_expired_nor_what_is_still_to_come(told: Scene, client: Client):
    now = timezone.now()
    told.world.advice("Oud", ("Verlopen.",), expire_at=now + timedelta(hours=1))
    type(told.advice).objects.filter(title="Oud").update(expire_at=now - timedelta(hours=1))
    assert len(statistics.records()) == 3


def test_the_sums_and_the_search_agree(told: Scene, client: Client):
    told.world.advice("Geheim", ("Zwijg.",), under=told.world.inside)
    told.world.advice("Ontwerp", ("Wacht.",), live=False)
    told.world.advice("Elders", ("Vraag het.",), municipality=making.municipality("Aalst"))
    found = counts(client, "gemeente")
    by_place = {line[0]: line[1].split()[2] for line in lines(page(client), "Per gemeente")}
    assert by_place == {"Gent": str(found["gent"]), "Aalst": str(found["aalst"])}


def test_a_page_takes_as_many_queries_for_many_as_for_few(
    told: Scene, client: Client, django_assert_max_num_queries
):
    def queries() -> int:
        sync.sync_all()
        with django_assert_max_num_queries(100) as captured:
            client.get("/opvolging/?q=bouw")
        return len(captured)

    queries()
    before = queries()
    for number in range(8):
        told.world.advice(f"Advies {number}", ("Bouw.", "Bouw nog."), themes=[making.theme("Werk")])
    for month in (6, 7, 8):
        told.say(1, date=date(2024, month, 1))
    queries()  # reads the labels anew, now that there is another theme
    assert queries() <= before


def test_the_file_holds_every_row_with_both_sides(told: Scene, client: Client):
    found = {row["aanbeveling"]: row for row in rows(client)}
    assert len(found) == 3
    contested, waiting = found["Bouw meer."], found["Bel eerst."]
    assert contested["advies"] == "Advies over wonen"
    assert contested["bestuur: standpunt"] == "deels gevolgd"
    assert contested["bestuur: uitvoering"] == "lopend"
    assert contested["bestuur: reden"] == "Er is geld voor de helft."
    assert contested["vereniging: standpunt"] == "niet gevolgd"
    assert contested["betwist"] == "ja"
    assert contested["beantwoord op"] == "2024-02-09"
    assert contested["dagen tot antwoord"] == "30"
    assert contested["verenigingen"] == "De Brug"
    assert contested["officiële beslissing"] == "https://example.org/besluit"
    assert contested["webadres"].startswith("http://testserver/alles/advies-over-wonen/#aanb")
    assert waiting["bestuur: standpunt"] == "nog geen antwoord"
    assert waiting["dagen tot antwoord"] == ""


def test_the_file_follows_the_question_and_goes_beyond_a_page(scene: Scene, client: Client):
    scene.world.advice("Lang", tuple(f"Bouw toren {n}." for n in range(25)))
    assert len(rows(client, "q=bouw&pagina=2")) == 26
    assert [row["aanbeveling"] for row in rows(client, "q=bouw&gemeente=gent")] == ["Bouw meer."]


@pytest.mark.parametrize("cell", ["=1+1", "+32 x", "-5 euro", "@som"])
def test_no_cell_is_a_formula(scene: Scene, client: Client, cell):
    scene.say(1, Position.PARTLY, reason=cell)
    row = next(row for row in rows(client) if row["aanbeveling"] == "Bouw meer.")
    assert row["bestuur: reden"] == f"'{cell}"


@pytest.mark.parametrize("query", ["opvolging=misschien", "pagina=abc", "ouderdom=2024-01"])
def test_faults_are_said(scene: Scene, client: Client, query):
    assert page(client, query, status=400).select_one(".notice--error")
    assert client.get(f"/opvolging/aanbevelingen.csv?{query}").status_code == 400


def test_the_ordinary_facets_that_are_not_offered_do_nothing(scene: Scene, client: Client):
    assert len(titles(client, "soort=praktijk&jaar=1999")) == 3


def test_without_an_engine_the_sums_remain(told: Scene, client: Client, monkeypatch):
    def down(*args: object) -> None:
        raise EngineUnavailable("weg")

    monkeypatch.setattr("search.pipeline.run", down)
    found = page(client)
    assert "Zoeken lukt nu even niet" in text(found)
    assert "2 van de 3" in text(found.select_one(".figures"))
    assert client.get("/opvolging/aanbevelingen.csv").status_code == 503


def test_an_empty_register_says_so(world, client: Client):
    found = page(client)
    assert "Geen aanbeveling gevonden" in text(found)
    assert not found.select(".sums")


def test_a_strict_content_policy_breaks_nothing(told: Scene, client: Client):
    found = page(client)
    assert not found.find_all(style=True)
    assert not found.find_all("style")
    assert [script for script in found.find_all("script") if not script.get("src")] == []


def test_it_is_only_read(world, client: Client):
    assert client.post("/opvolging/").status_code == 405
    assert client.post("/opvolging/aanbevelingen.csv").status_code == 405
