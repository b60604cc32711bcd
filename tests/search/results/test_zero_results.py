"""A page without results: two engine calls at most, and numbers that one click finds."""

from datetime import date
from random import Random
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup

from search.index import sync
from search.query import index_vocabulary, parser
from search.results.zero_results import MOST
from tests import world as making
from tests.pages.reading import text
from tests.search.counting import Counting, count_calls

WORDS = (
    *("energie", "delen", "energiefactuur", "huurdersraad", "kinderopvang", "wonen", "buurt"),
    *("zeppelin", "zeppelinvlucht", "qqqq", "huurdesraad", "armoedebestriding", "OF", "het"),
    *("-energie", '"delen met buren"', '"zeppelin vliegen"', "schuld", "OCMW-raad"),
)
CHOICES = {
    "thema": ("energie", "wonen", "werk", "onbekend"),
    "gemeente": ("gent", "aalst", "lier"),
    "trede": ("informeren", "adviseren"),
    "soort": ("praktijk", "advies", "dossier"),
    "jaar": ("2020", "1999", "onbekend"),
    "doelgroep": ("ouderen",),
    "vereniging": ("de-brug",),
    "hindernis": ("geld",),
    "opvolging": ("gevolgd", "betwist"),
    "overgenomen": ("ja", "nee"),
    "vanaf_trede": ("adviseren",),
}
REGISTER_CHOICES = {
    "thema": CHOICES["thema"],
    "gemeente": CHOICES["gemeente"],
    "vereniging": ("de-brug",),
    "opvolging": ("gevolgd", "geen-antwoord", "betwist"),
    "uitvoering": ("lopend", "onbekend"),
    "teruggekoppeld": ("ja", "nee"),
    "ouderdom": ("tot-6-maanden", "vanaf-5-jaar"),
}


@pytest.fixture
def portal(world):
    energie, wonen = making.theme("Energie"), making.theme("Wonen")
    making.theme("Werk")
    gent, aalst = making.municipality("Gent"), making.municipality("Aalst")
    making.municipality("Lier")
    low, high = making.rung("Informeren", 1), making.rung("Adviseren", 2)
    making.group("Ouderen"), making.association("De Brug"), making.hindrance("Geld")
    world.practice(
        *("Energie delen",), themes=[energie], municipality=gent, ladder_level=low,
        date=date(2020, 1, 1),
    )  # fmt: skip
    world.practice("De energiefactuur", themes=[energie], municipality=aalst, ladder_level=high)
    world.practice("Wonen in de buurt", themes=[wonen], municipality=gent)
    world.practice("De huurdersraad en de kinderopvang", themes=[wonen])
    world.dossier("Schuld en armoedebestrijding", themes=[wonen])
    world.advice(
        "Over energie", ("Laat buren energie delen.", "Verlaag de energiefactuur."),
        themes=[energie], municipality=gent,
    )  # fmt: skip
    sync.sync_all()
    index_vocabulary.refresh(now=True)
    return world


@pytest.fixture
def engine(portal, monkeypatch) -> Counting:
    return count_calls(monkeypatch)


def questions(choices, number: int) -> list[str]:
    """Questions of up to ten words with up to eight filters, most of which find nothing."""
    chance = Random(number)
    made = []
    for _ in range(number):
        words = chance.sample(WORDS, chance.choice((0, 1, 1, 2, 3, 8, 10)))
        names = chance.sample(list(choices), min(chance.choice((0, 1, 2, 4, 8)), len(choices)))
        pairs = [
            (name, key)
            for name in names
            for key in chance.sample(choices[name], chance.randint(1, len(choices[name])))
        ]
        pairs += chance.choice(([], [], [("pagina", "2")], [("sorteer", "nieuwste")]))
        made.append(urlencode([("q", " ".join(words)), *pairs]))
    return made


@pytest.mark.parametrize(
    ("address", "choices"), [("/zoeken/", CHOICES), ("/opvolging/", REGISTER_CHOICES)]
)
def test_a_page_without_results_makes_two_engine_calls_at_most(engine, client, address, choices):
    empty = 0
    for question in questions(choices, 60):
        engine.calls.clear()
        response = client.get(f"{address}?{question}").context["response"]
        if not response.total:
            empty += 1
            assert len(engine.calls) <= 2, question
            assert [name for name, _ in engine.calls] == ["search", "search_many"], question
    assert empty > 20


def test_the_api_takes_no_more_calls_without_results(engine, client):
    for question in questions(CHOICES, 40):
        engine.calls.clear()
        answer = client.get(f"/api/v1/zoeken/?{question}").json()
        if not answer["totaal"]:
            assert len(engine.calls) <= 2, question


def test_every_number_of_a_page_without_results_is_what_one_click_finds(engine, client):
    counted = set()
    for question in questions(CHOICES, 60):
        response = client.get(f"/zoeken/?{question}").context["response"]
        if response.total:
            continue
        assert len(response.drops) == min(len(response.chips), MOST)
        for chip in response.drops:
            found = client.get(chip.url.replace("/zoeken/", "/api/v1/zoeken/")).json()
            assert chip.count == found["totaal"], (question, chip)
            counted.add(chip.count)
        for theme in response.themes:
            found = client.get(theme.url.replace("/zoeken/", "/api/v1/zoeken/")).json()
            assert theme.count == found["totaal"]
        for word in parser.asked_words(response.request.q)[:MOST]:
            found = client.get("/api/v1/zoeken/", {"q": word}).json()
            assert (word in response.absent) == (not found["totaal"]), (question, word)
    assert len(counted) > 2


def test_an_excluded_word_is_not_said_to_be_absent(portal, client):
    response = client.get(
        "/zoeken/", {"q": 'zeppelin -qqqq −xxxx -"yyyy zzzz"', "thema": "werk"}
    ).context["response"]
    assert response.absent == ("zeppelin",)


def test_only_the_first_words_and_choices_are_looked_into(portal, client):
    words = " ".join(f"zeppelin{letter}" for letter in "abcdefghij")
    chosen = [("thema", "werk"), ("gemeente", "lier"), ("trede", "adviseren"), ("jaar", "1999")]
    chosen += [("soort", "dossier"), ("doelgroep", "ouderen"), ("vereniging", "de-brug")]
    chosen += [("hindernis", "geld"), ("overgenomen", "ja"), ("opvolging", "gevolgd")]
    response = client.get("/zoeken/", [*chosen, ("q", words)]).context["response"]
    assert len(response.absent) == MOST
    assert [chip.count for chip in response.drops] == [0] * MOST


def test_the_fullest_main_themes_come_first_and_no_more_than_twelve(world, client):
    for number in range(14):
        main = making.theme(f"Thema {number:02}")
        world.practice(f"Kaart {number}", themes=[making.theme(f"Onder {number}", main)])
    world.practice("Nog een", themes=[making.theme("Thema 13")])
    sync.sync_all()
    page = BeautifulSoup(client.get("/zoeken/?q=zeppelin").content, "html.parser")
    links = [text(link) for link in page.select(".ways a")]
    assert len(links) == 12
    assert links[:2] == ["Thema 13 2 items", "Thema 00 1 item"]


def test_staff_are_told_of_words_that_only_the_internal_index_has(portal, client):
    portal.practice("Kanarie", under=portal.inside)
    sync.sync_all()
    question = {"q": "kanarie zeppelin", "thema": "werk"}
    assert client.get("/zoeken/", question).context["response"].absent == ("kanarie", "zeppelin")
    client.force_login(making.staff())
    assert client.get("/zoeken/", question).context["response"].absent == ("zeppelin",)
