"""The same search as a feed and as a file."""

import csv
from dataclasses import replace
from datetime import date
from io import StringIO
from threading import BoundedSemaphore
from xml.etree import ElementTree

import pytest
from config.settings import base

from armoedegeheugen.spreadsheets import defuse
from search.engines.protocol import EngineUnavailable
from search.index import sync
from search.views import csv_export, feeds
from search.views.csv_export import COLUMNS, SeatedLines
from tests import world as making
from tests.world import theme

ATOM = "{http://www.w3.org/2005/Atom}"


def rows(client, query: str = "") -> list[list[str]]:
    sync.sync_all()
    response = client.get(f"/zoeken/resultaten.csv?{query}")
    assert response.status_code == 200
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(StringIO(text), delimiter=";"))


def entries(client, query: str = "") -> list[str]:
    sync.sync_all()
    response = client.get(f"/zoeken/nieuw.atom?{query}")
    assert response.status_code == 200
    root = ElementTree.fromstring(response.content)
    return [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")]


def test_file_holds_every_hit_and_not_just_a_page(world, client):
    for number in range(25):
        world.practice(f"Kaart {number:02}")
    found = rows(client, "sorteer=titel")
    assert [row[1] for row in found[1:]] == [f"Kaart {number:02}" for number in range(25)]


def test_file_starts_at_the_first_hit_whatever_page_is_asked(world, client):
    world.practice("Kaart")
    assert [row[1] for row in rows(client, "pagina=7")[1:]] == ["Kaart"]


def test_staff_see_in_file_and_api_which_items_are_internal(world, client):
    world.practice("Open")
    world.practice("Besloten", under=world.inside)
    assert rows(client, "sorteer=titel")[0] == list(COLUMNS)
    client.force_login(making.staff())
    heading, *found = rows(client, "sorteer=titel")
    assert heading == [*COLUMNS, "intern"]
    assert [(row[1], row[-1]) for row in found] == [("Besloten", "ja"), ("Open", "nee")]
    answer = client.get("/api/v1/zoeken/?sorteer=titel").json()
    marks = [(result["titel"], result["intern"]) for result in answer["resultaten"]]
    assert marks == [("Besloten", True), ("Open", False)]


def test_file_follows_the_filters(world, client):
    world.practice("Warm", themes=[theme("Energie")], date=date(2024, 5, 1))
    world.practice("Koud")
    (_, row) = rows(client, "thema=energie")
    assert row[1] == "Warm"
    assert row[4] == "Energie"
    assert row[6] == "2024-05-01"
    assert row[7] == "http://testserver/alles/warm/"


@pytest.mark.parametrize("cell", ["=1+1", "+32", "-5", "@som", "\tx", "\rx"])
def test_cells_cannot_be_formulas(cell):
    assert defuse(cell) == f"'{cell}"


def test_ordinary_cells_stay_as_they_are():
    assert defuse("Wonen = een recht") == "Wonen = een recht"


def test_hostile_title_is_defused_in_the_file(world, client):
    world.practice('=HYPERLINK("http://example.org")')
    assert rows(client)[1][1].startswith("'=")


def test_feed_lists_the_newest_first(world, client):
    world.practice("Oud", date=date(2020, 1, 1))
    world.practice("Nieuw", date=date(2024, 1, 1))
    assert entries(client) == ["Nieuw", "Oud"]


def test_feed_never_holds_what_is_internal(world, client):
    world.practice("Kanarie", under=world.inside)
    client.force_login(making.staff())
    assert entries(client) == []
    assert len(rows(client)) == 2


@pytest.mark.parametrize("letter", ["\x0b", "\x00", "\ufffe", "\uffff", "\ud800"])
def test_feed_leaves_out_what_xml_does_not_allow(world, client, letter: str, monkeypatch):
    world.practice("Vreemd teken")
    present = feeds.presenter.present

    def with_letter(*arguments):
        found = present(*arguments)
        [result] = found.results
        result = replace(result, title=f"Vreemd{letter} teken", summary=f"Kort{letter}.")
        return replace(found, results=(result,))

    monkeypatch.setattr(feeds.presenter, "present", with_letter)
    assert entries(client) == ["Vreemd teken"]


@pytest.mark.parametrize("address", ["/zoeken/resultaten.csv", "/zoeken/nieuw.atom"])
def test_faults_are_said(world, client, address):
    assert client.get(f"{address}?thema=bestaatniet").status_code == 400


@pytest.mark.parametrize("address", ["/zoeken/resultaten.csv", "/zoeken/nieuw.atom"])
def test_engine_down_is_said(world, client, monkeypatch, address):
    def down(*args: object) -> None:
        raise EngineUnavailable("weg")

    monkeypatch.setattr("search.pipeline.run", down)
    answer = client.get(address)
    assert answer.status_code == 503
    assert int(answer["Retry-After"]) > 0


@pytest.mark.parametrize(
    "address",
    ["/zoeken/resultaten.csv", "/zoeken/nieuw.atom", "/opvolging/aanbevelingen.csv", "/gezond/"],
)
def test_it_is_only_read(world, client, address):
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("address", ["/zoeken/resultaten.csv", "/opvolging/aanbevelingen.csv"])
def test_no_cache_hands_a_file_of_staff_to_a_visitor(world, client, address):
    assert {"Cookie", "HX-Request"} <= set(client.get(address)["Vary"].split(", "))
    client.force_login(making.staff())
    assert client.get(address)["Cache-Control"] == "private, no-store"


def test_staff_who_may_no_longer_log_in_are_visitors(world, rf):
    from search.engines.protocol import Audience
    from search.http import audience_of

    request = rf.get("/zoeken/")
    request.user = making.staff()
    assert audience_of(request) is Audience.INTERNAL
    request.user.is_active = False
    assert audience_of(request) is Audience.PUBLIC


def test_a_feed_holds_twenty_items_from_the_first_whatever_page_is_asked(world, client):
    for number in range(22):
        world.practice(f"Kaart {number:02}", date=date(2020, 1, 1 + number))
    found = entries(client, "pagina=2&per_pagina=50")
    assert found == [f"Kaart {number:02}" for number in range(21, 1, -1)]


@pytest.fixture
def seats(monkeypatch):
    monkeypatch.setattr(csv_export, "SEATS", BoundedSemaphore(2))
    return csv_export.SEATS


def test_two_files_are_sent_at_a_time_and_a_third_is_refused_until_one_ends(world, client, seats):
    world.practice("Kaart")
    sync.sync_all()
    get = lambda: client.get("/zoeken/resultaten.csv")  # noqa: E731
    first, second = get(), get()
    refused = get()
    assert refused.status_code == 503
    assert refused["Retry-After"] == "20"
    assert "Probeer het straks opnieuw" in refused.content.decode()
    assert client.get("/opvolging/aanbevelingen.csv").status_code == 503
    assert b"Kaart" in b"".join(first.streaming_content)
    fourth = get()
    assert fourth.status_code == 200
    second.close()  # a reader who left before the end
    third = get()
    assert third.status_code == 200
    third.close()
    third.close()  # frees its seat once
    fourth.close()
    assert sum(seats.acquire(blocking=False) for _ in range(3)) == 2


def test_a_file_that_fails_halfway_frees_its_seat(seats):
    def lines():
        yield "een"
        raise EngineUnavailable

    assert seats.acquire(blocking=False)
    sent = SeatedLines(lines())
    assert next(sent) == "een"
    with pytest.raises(EngineUnavailable):
        next(sent)
    assert sum(seats.acquire(blocking=False) for _ in range(3)) == 2


def test_a_server_sends_two_files_at_a_time():
    assert base.FILES_AT_ONCE == 2
