"""The admin's search on SQLite: what Wagtail finds, in the order of Wagtail, without its price."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.query import MATCH_ALL

from armoedegeheugen.models import Association

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="another database ranks by itself"),
]

# Steps of SQLite's virtual machine between two counts.
STEPS = 1_000


def named(count: int) -> None:
    """Associations of which all but every tenth are about a house, some more than others."""
    Association.objects.all().delete()
    names = [f"Vereniging {n} {'huis ' * (n % 10 % 4 + (n % 10 > 0))}" for n in range(count)]
    made = Association.objects.bulk_create(
        [Association(name=name.strip(), slug=f"v-{n}") for n, name in enumerate(names)]
    )
    index = get_search_backend().get_index_for_model(Association)
    index.reset()
    index.add_items(Association, made)


def steps(work: Callable[[], object]) -> int:
    """How many thousands of steps SQLite takes for it."""
    taken = 0

    def count() -> int:
        nonlocal taken
        taken += 1
        return 0

    connection.ensure_connection()
    connection.connection.set_progress_handler(count, STEPS)
    try:
        work()
    finally:
        connection.connection.set_progress_handler(None, STEPS)
    return taken


def wagtails() -> Any:
    """Its own backend, which can be imported on SQLite alone."""
    from modelsearch.backends.database.sqlite.sqlite import SQLiteSearchBackend

    return SQLiteSearchBackend({})


def first_ten() -> list[Association]:
    return list(get_search_backend().autocomplete("huis", Association.objects.all())[:10])


def test_the_admin_searches_with_it():
    from armoedegeheugen.editorial.admin_search_sqlite import AdminSearchBackend

    assert isinstance(get_search_backend(), AdminSearchBackend)


@pytest.mark.parametrize("words", ["huis", "vereniging 1", "hui", "nergens", "", MATCH_ALL])
@pytest.mark.parametrize("part", [slice(0, 10), slice(10, 25), slice(90, 120)])
def test_hits_and_their_order_are_wagtails(words, part):
    named(100)
    everything = Association.objects.all()
    ours, theirs = get_search_backend(), wagtails()
    for way in ("search", "autocomplete"):
        found = getattr(ours, way)(words, everything)
        meant = getattr(theirs, way)(words, everything)
        assert list(found[part]) == list(meant[part])
        assert found.count() == meant.count()


def test_only_what_is_allowed_is_found_and_in_the_order_that_was_asked_for():
    root = Page.get_first_root_node()
    made = [root.add_child(title=f"Huis {n} {'huis ' * (n % 3)}", slug=f"h-{n}") for n in range(9)]
    allowed = Page.objects.filter(pk__in=[page.pk for page in made if page.slug != "h-5"])
    for pages, ranked in ((allowed, True), (allowed.order_by("-title"), False)):
        found = get_search_backend().autocomplete("huis", pages, order_by_relevance=ranked)
        meant = wagtails().autocomplete("huis", pages, order_by_relevance=ranked)
        assert [page.slug for page in found] == [page.slug for page in meant]
        assert len(found) == 8


def test_the_work_grows_with_what_is_found(django_assert_max_num_queries):
    named(200)
    few = steps(first_ten)
    named(800)
    many = steps(first_ten)
    assert few > 0
    assert many < 6 * few, "four times as much to find; Wagtail's own takes sixteen times as long"
    with django_assert_max_num_queries(2):
        assert len(first_ten()) == 10
