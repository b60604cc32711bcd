"""Terms read for many pages at once are those that each page has, in the same order."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from armoedegeheugen.models import Method, PracticeCard, Theme
from search.index.loader import read_items
from search.index.outbox import Item
from search.index.prefetch import many_to_many
from tests import world as making

pytestmark = pytest.mark.django_db


@pytest.fixture
def cards() -> list[PracticeCard]:
    place = making.make()
    main = Theme.objects.create(name="Zorg voor later", slug="zz-later", order=900)
    below = [
        Theme.objects.create(name=f"Deel {n}", slug=f"zz-{n}", parent=main, order=9 - n)
        for n in range(3)
    ]
    methods = [Method.objects.create(name=name, slug=f"m-{name}") for name in "cab"]
    place.practice("Eerste", themes=[*below, main], methods=methods)
    place.practice("Tweede", themes=[below[1]])
    place.practice("Derde")
    return list(PracticeCard.objects.order_by("pk"))


def test_they_are_those_of_each_page_in_the_vocabularys_order(cards):
    names = ["themes", "methods", "target_groups"]
    meant = [[list(getattr(card, name).all()) for name in names] for card in cards]
    assert [len(themes) for themes, *_ in meant] == [4, 1, 0]
    many_to_many(cards, names)
    assert [[list(getattr(card, name).all()) for name in names] for card in cards] == meant


def test_it_takes_two_statements_a_relation(cards, django_assert_num_queries):
    with django_assert_num_queries(4):
        many_to_many(cards, ["themes", "methods"], joins=[])
        assert [theme.slug for card in cards for theme in card.themes.all()]
    with django_assert_num_queries(0):
        many_to_many([], ["themes"])


def test_what_the_terms_lead_to_can_come_along(cards, django_assert_num_queries):
    with django_assert_num_queries(2):
        many_to_many(cards, ["themes"], joins=["parent"])
        parents = {theme.parent.slug for theme in cards[0].themes.all() if theme.parent}
    assert parents == {"zz-later"}


def test_reading_more_items_takes_no_more_statements(cards, django_assert_max_num_queries):

    items = [Item("praktijk", str(card.pk)) for card in cards]
    read_items(items[:1])
    with CaptureQueriesContext(connection) as one:
        read_items(items[:1])
    with django_assert_max_num_queries(len(one)):
        assert len(read_items(items)) == 3
