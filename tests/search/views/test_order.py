"""Files hold every hit in the order of the pages, and the feed the newest first, on each engine."""

import csv
from datetime import date, timedelta
from io import StringIO
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from search import pipeline
from search.index import sync
from search.query import index_vocabulary
from tests import world as making
from tests.pages.reading import text
from tests.search.counting import count_calls

ITEMS = 36
PARAMS = [
    {"q": "tuin"},
    {"q": "tuin ouderen"},
    {"q": "tuin zeppelin"},
    {"q": "tuin", "thema": "wonen"},
    {"q": "tuin", "sorteer": "titel"},
    {"q": "tuin", "sorteer": "oudste"},
    {"q": ""},
]


@pytest.fixture(params=["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def index(request, settings, tmp_path) -> str:
    """An index of this test's own, on each engine."""
    if request.param == "embedded":
        settings.SEARCH_URL = f"embedded:{tmp_path / 'index'}"
    else:
        prefix = f"{request.getfixturevalue('elasticsearch_prefix')}-{abs(hash(tmp_path))}"
        settings.SEARCH_URL = request.getfixturevalue("elasticsearch_url")
        settings.SEARCH_OPTIONS = {"prefix": prefix, "timeout": 20.0}
    return settings.SEARCH_URL


@pytest.fixture
def garden(world):
    """More hits than a chunk, of which the best by score are not the first of their themes."""
    energie, wonen = making.theme("Energie"), making.theme("Wonen")
    for number in range(ITEMS // 4):
        day = date(2024, 1, 1) - timedelta(days=37 * (number % 7) + number)
        world.practice(f"Tuin {number}", themes=[energie], date=day)
        world.practice(f"Een tuin voor iedereen {number}", themes=[wonen], date=day)
        world.practice(f"Een tuin met ouderen {number}", themes=[wonen], date=day)
        world.practice(f"Buren {number}", teaser=f"Een tuin, {'en nog iets ' * (number % 5)}.")
    sync.sync_all()
    index_vocabulary.refresh(now=True)
    return world


@pytest.fixture
def small_chunks(monkeypatch):
    """Read in several chunks, and past the deepest page."""
    monkeypatch.setattr(pipeline, "CHUNK", 24)
    monkeypatch.setattr(pipeline, "MAX_WINDOW", 24)


def rows(client, address: str, params) -> list[list[str]]:
    response = client.get(address, params)
    assert response.status_code == 200
    file = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(StringIO(file), delimiter=";"))[1:]


def on_pages(client, params) -> list[str]:
    """The titles of every page, without those that lack a word of the others."""
    found, total, page = [], None, 1
    while total is None or len(found) < total:
        answer = client.get("/api/v1/zoeken/", {**params, "pagina": page}).json()
        total, page = answer["totaal"], page + 1
        found += [result["titel"] for result in answer["resultaten"]]
    return found[:total]


def test_the_file_has_the_order_of_the_pages(garden, client, monkeypatch):
    monkeypatch.setattr(pipeline, "CHUNK", 24)
    for params in PARAMS:
        expected = on_pages(client, params)
        assert len(expected) >= ITEMS // 4, params
        found = [row[1] for row in rows(client, "/zoeken/resultaten.csv", params)]
        assert found == expected, params
    by_date = on_pages(client, {"q": "tuin", "sorteer": "nieuwste"})
    assert by_date != on_pages(client, {"q": "tuin"})


def test_beyond_the_deepest_page_every_hit_follows_once(garden, client, small_chunks):
    expected = on_pages(client, {"q": "tuin"})
    found = [row[1] for row in rows(client, "/zoeken/resultaten.csv", {"q": "tuin"})]
    assert found[:24] == expected[:24]
    assert sorted(found) == sorted(expected)


def test_a_file_is_read_in_chunks_and_only_as_far_as_it_is_sent(
    garden, client, monkeypatch, small_chunks
):
    monkeypatch.setattr(pipeline, "MAX_WINDOW", 36)
    engine = count_calls(monkeypatch)
    response = client.get("/zoeken/resultaten.csv", {"q": "tuin"})
    lines = iter(response.streaming_content)
    for _ in range(10):
        next(lines)
    assert [name for name, _ in engine.calls] == ["search"]
    for _ in lines:
        pass
    assert [name for name, _ in engine.calls] == ["search", "search"]
    assert max(arguments[1].size for _, arguments in engine.calls) == 24


def test_a_hit_that_moved_while_the_file_was_read_comes_once(garden, client, small_chunks):
    """Its new place is among what is still to be read."""
    response = client.get("/zoeken/resultaten.csv", {"q": "tuin"})
    lines = iter(response.streaming_content)
    sent = [next(lines).decode() for _ in range(4)]
    title = sent[2].split(";")[1]
    page = making.models.PracticeCard.objects.get(title=title)
    page.teaser = "Heel lang en over iets anders. " * 9
    page.save_revision().publish()
    sync.sync_all()
    sent += [line.decode() for line in lines]
    titles = [line.split(";")[1] for line in sent[2:]]
    assert len(titles) == len(set(titles)) == ITEMS


def test_the_feed_has_the_newest_first_whatever_the_question(garden, client):
    expected = on_pages(client, {"q": "tuin", "sorteer": "nieuwste"})[:20]
    assert expected != on_pages(client, {"q": "tuin"})[:20]
    for params in ({"q": "tuin"}, {"q": "tuin", "sorteer": "titel", "pagina": "2"}):
        root = ElementTree.fromstring(client.get("/zoeken/nieuw.atom", params).content)
        titles = root.iterfind("{*}entry/{*}title")
        assert [title.text for title in titles] == expected


def test_the_file_of_the_register_has_the_order_of_its_pages(world, client, monkeypatch):
    monkeypatch.setattr(pipeline, "CHUNK", 24)
    energie, wonen = making.theme("Energie"), making.theme("Wonen")
    for number in range(16):
        texts = (f"Maak een tuin {number}.", f"Geef iedereen een kleine tuin {number}.")
        theme = wonen if number % 3 else energie
        world.advice(f"Advies {number}", texts, themes=[theme], date=date(2020, 1, 1 + number))
    sync.sync_all()
    for params in ({"q": "tuin"}, {"q": "tuin", "sorteer": "titel"}, {}):
        expected = []
        for page in range(1, 5):
            html = client.get("/opvolging/", {**params, "pagina": page}).content
            links = BeautifulSoup(html, "html.parser").select(".result__title")
            expected += [text(link) for link in links]
        found = [row[0] for row in rows(client, "/opvolging/aanbevelingen.csv", params)]
        assert len(found) == 32
        assert found == expected, params
