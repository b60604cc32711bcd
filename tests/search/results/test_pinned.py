"""What an editor puts first for a question stands first and marked, for who may find it."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from search.engines.protocol import Audience
from search.index import sync
from search.models import Promotion
from search.results import pinned
from search.searcher import Searcher
from tests import world as making

MARK = "Aanbevolen door de redactie"


@pytest.fixture
def page(world):
    return world.practice("Budgetcafé")


def first(client, query: str) -> list[str]:
    """Titles under the mark."""
    sync.sync_all()
    whole = BeautifulSoup(client.get(f"/zoeken/?{query}").content, "html.parser")
    part = whole.find(class_="promoted")
    assert (part is not None) == (MARK in whole.text)
    return [title.text for title in part.select("h3 a")] if part else []


def test_it_stands_first_for_that_question(page, client):
    pinned.put_first("Hulp bij geldzorgen", page)
    assert first(client, "q=hulp bij geldzorgen") == ["Budgetcafé"]
    assert first(client, "q=Geldzorgen, hulp bij") == ["Budgetcafé"]
    assert first(client, "q=hulp") == []
    assert first(client, "q=") == []


def test_it_is_not_said_twice(page, world, client):
    world.practice("Budgetcafé in Lier")
    pinned.put_first("budgetcafé", page)
    assert first(client, "q=budgetcafe") == ["Budgetcafé"]
    titles = [
        title.text
        for title in BeautifulSoup(
            client.get("/zoeken/?q=budgetcafe").content, "html.parser"
        ).select(".result__title a")
    ]
    assert sorted(titles) == ["Budgetcafé", "Budgetcafé in Lier"]


def test_filters_and_pages_are_left_alone(page, client):
    making.theme("Wonen")
    pinned.put_first("geldzorgen", page)
    for query in ("q=geldzorgen&thema=wonen", "q=geldzorgen&pagina=2"):
        assert first(client, query) == []


def test_a_visitor_is_shown_nothing_that_is_not_for_visitors(world, client):
    inside = world.practice("Geheim", under=world.inside)
    later = world.practice("Verlopen", expire_at=timezone.now() - timedelta(minutes=1))
    draft = world.practice("Klad", live=False)
    for page in (inside, later, draft):
        pinned.put_first("geldzorgen", page)
    assert first(client, "q=geldzorgen") == []
    client.force_login(making.staff())
    assert first(client, "q=geldzorgen") == ["Geheim"]


def test_no_more_than_three(world):
    pages = [world.practice(f"Kaart {number}") for number in range(4)]
    assert [pinned.put_first("geld", page) for page in pages] == [True, True, True, False]
    pinned.take_away("geld", pages[0].pk)
    assert pinned.put_first("geld", pages[3])
    assert [page.title for page in pinned.pages_for("geld")] == ["Kaart 1", "Kaart 2", "Kaart 3"]


def test_a_page_that_goes_takes_it_along(page):
    pinned.put_first("geld", page)
    page.delete()
    assert not Promotion.objects.exists()


def test_where_there_is_nothing_it_takes_one_query(world, django_assert_num_queries):
    searcher = Searcher.of(Audience.PUBLIC)
    with django_assert_num_queries(1):
        assert pinned.results("geldzorgen", searcher) == ()
    with django_assert_num_queries(0):
        assert pinned.results("…!", searcher) == ()
