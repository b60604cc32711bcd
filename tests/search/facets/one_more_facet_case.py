"""What holds for a facet that was added a moment ago; run by `test_one_more_facet.py`."""

import csv
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.core.checks import run_checks

from armoedegeheugen.models import Method
from search.engines.elasticsearch import schema
from search.index import sync
from tests.pages.reading import text


@pytest.fixture
def cards(world):
    visit, group = (
        Method.objects.create(name=name, slug=name.lower()) for name in ("Huisbezoek", "Praatgroep")
    )
    world.practice("Aan huis", methods=[visit])
    world.practice("Samen", methods=[visit, group])
    world.practice("Zonder")
    sync.sync_all()


def test_no_check_complains():
    assert not [error for error in run_checks() if str(error.id).startswith("search.")]


def test_the_api_counts_and_filters_it(cards, client):
    found = client.get("/api/v1/zoeken/").json()["facetten"]["methode"]
    assert [(v["waarde"], v["label"], v["aantal"]) for v in found] == [
        ("huisbezoek", "Huisbezoek", 2), ("praatgroep", "Praatgroep", 1),
        ("onbekend", "Onbekend", 1),
    ]  # fmt: skip
    answer = client.get("/api/v1/zoeken/?methode=praatgroep").json()
    assert [result["titel"] for result in answer["resultaten"]] == ["Samen"]
    assert client.get("/api/v1/zoeken/?methode=telefoon").status_code == 400


def test_the_page_lists_it_and_shows_a_choice_as_a_chip(cards, client):
    page = BeautifulSoup(client.get("/zoeken/?methode=praatgroep").content, "html.parser")
    assert text(page.select_one("#facet-methode summary")) == "Werkwijze 1 gekozen"
    assert [field["value"] for field in page.select("#facet-methode input")] == [
        "huisbezoek", "praatgroep", "onbekend",
    ]  # fmt: skip
    assert text(page.select_one("a.chip")) == "Verwijder filter Werkwijze: Praatgroep ×"


def test_the_file_follows_it(cards, client):
    response = client.get("/zoeken/resultaten.csv?methode=huisbezoek&sorteer=titel")
    lines = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(StringIO(lines), delimiter=";"))[1:]
    assert [row[1] for row in rows] == ["Aan huis", "Samen"]


def test_elasticsearch_has_a_field_for_it():
    assert schema.mapping()["properties"]["methode"] == {"type": "keyword"}
