"""A result that is opened is counted for its question, and nothing of who opened it."""

from datetime import date

import pytest

from search.analytics import query_log
from search.models import OpenedItem
from tests import world as making


@pytest.fixture
def page(world):
    query_log.count("energie", date(2026, 1, 1))
    return world.practice("Energie delen")


def visit(client, page, came_from: str = "http://testserver/zoeken/?q=Energie", **headers: str):
    answer = client.get(page.get_url(), headers={"referer": came_from, **headers})
    assert answer.status_code == 200
    return answer


def kept() -> list[tuple[str, int, int]]:
    return list(OpenedItem.objects.values_list("asked__question", "page", "count"))


def test_a_visit_from_results_is_counted(page, client):
    visit(client, page)
    visit(client, page, "http://testserver/zoeken/?q=energie&thema=wonen&pagina=2#resultaten")
    assert kept() == [("energie", page.pk, 2)]


def test_nothing_is_asked_of_the_browser(page, client):
    answer = visit(client, page)
    assert not answer.cookies
    assert {field.name for field in OpenedItem._meta.get_fields()} == {
        *("id", "asked", "page", "count")
    }


@pytest.mark.parametrize(
    "came_from",
    [
        "",
        "http://testserver/",
        "http://testserver/zoeken/",
        "http://testserver/zoeken/?q=",
        "http://testserver/zoeken/?q=nooit+gevraagd",
        "http://testserver/zoeken/?q=an@example.org",
        "http://testserver/elders/?q=energie",
        "https://elders.example/zoeken/?q=energie",
        "http://[::1/zoeken/?q=energie",
        "http://testserver/zoeken/?" + "q=energie&" * 200,
        "\x00",
    ],
)
def test_any_other_visit_is_not_counted(page, client, came_from):
    visit(client, page, came_from)
    assert kept() == []


def test_what_a_browser_fetches_beforehand_is_not_counted(page, client):
    visit(client, page, **{"sec-purpose": "prefetch;prerender"})
    assert kept() == []


def test_what_staff_open_is_not_counted(page, client):
    client.force_login(making.staff())
    visit(client, page)
    assert kept() == []


def test_it_goes_with_its_question(page, client):
    visit(client, page)
    query_log.erase_old(date(2028, 1, 1))
    assert kept() == []


def test_the_latest_month_gets_it(page, client):
    query_log.count("energie", date(2026, 2, 3))
    visit(client, page)
    assert OpenedItem.objects.get().asked.month == date(2026, 2, 1)
