"""Fail when what the search calls of Django and Wagtail is gone or means something else."""

import inspect

import pytest
from django.db import connection, models, transaction
from django.db.models.signals import post_save, pre_save
from django.urls import URLResolver
from treebeard.mp_tree import MP_Node
from wagtail.models import Collection

from armoedegeheugen.models import PracticeCard, Theme
from search import compat
from tests.world import World, municipality, theme


def test_url_patterns_are_loaded_once(monkeypatch, settings):
    resolver = URLResolver(compat.get_resolver().pattern, settings.ROOT_URLCONF)
    monkeypatch.setattr(compat, "get_resolver", lambda: resolver)
    assert not resolver._populated
    compat.load_url_patterns()
    assert resolver._populated
    assert "search" in resolver.namespace_dict


def test_prefetched_rows_are_what_a_manager_returns(world: World, django_assert_num_queries):
    page = world.practice(themes=[theme("Wonen")])
    rows = [Theme(name="Energie", slug="energie")]
    assert compat.prefetched(page, "associations") is None
    compat.set_prefetched(page, "associations", rows)
    with django_assert_num_queries(0):
        assert list(page.associations.all()) == rows
        assert compat.prefetched(page, "associations") == rows


def test_rows_of_prefetch_related_are_found_also_where_there_are_none(world: World):
    world.practice(themes=[theme("Wonen")])
    page = PracticeCard.objects.prefetch_related("themes", "associations").get()
    assert [row.name for row in compat.prefetched(page, "themes")] == ["Wonen"]
    assert list(compat.prefetched(page, "associations")) == []


def test_a_foreign_key_that_is_set_costs_no_query(world: World, django_assert_num_queries):
    page = world.practice(municipality=municipality("Geel"))
    other = municipality("Mol")
    page = PracticeCard.objects.get(pk=page.pk)
    column = page.municipality_id
    with django_assert_num_queries(0):
        compat.set_foreign_key(page, PracticeCard._meta.get_field("municipality"), other)
        assert page.municipality is other
        compat.set_foreign_key(page, PracticeCard._meta.get_field("municipality"), None)
        assert page.municipality is None
    assert page.municipality_id == column


@pytest.mark.django_db(transaction=True)
def test_a_save_is_one_transaction_with_its_receivers():
    """Django alone sends `post_save` outside the transaction; then the patch is needed."""
    seen = []

    def note(**_: object) -> None:
        seen.append(connection.in_atomic_block)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Theme, "save", models.Model.save)
        post_save.connect(note, Theme)
        pre_save.connect(note, Theme)
        try:
            Theme(name="Een", slug="een").save()
            compat.save_in_transaction(Theme)
            Theme(name="Twee", slug="twee").save()
        finally:
            post_save.disconnect(note, Theme)
            pre_save.disconnect(note, Theme)
    assert seen == [False, False, True, True]


def test_a_collection_moves_between_two_calls(db, monkeypatch):
    monkeypatch.setattr(Collection, "move", MP_Node.move)
    root = Collection.get_first_root_node()
    there, here = (root.add_child(instance=Collection(name=name)) for name in ("Daar", "Hier"))
    paths = []

    def path() -> str:
        return Collection.objects.get(pk=here.pk).path

    def before(collection: Collection):
        assert collection.pk == here.pk
        assert transaction.get_connection().in_atomic_block
        paths.append(path())
        return lambda: paths.append(path())

    compat.wrap_collection_move(before)
    here.move(there, pos="sorted-child")
    assert paths[0].startswith(root.path)
    assert paths[1].startswith(there.path)


def test_no_signal_is_sent_of_a_move_of_a_collection():
    """As soon as Wagtail has a move of its own, `wrap_collection_move` may be able to go."""
    assert Collection.move.__wrapped__ is MP_Node.move
    assert "signal" not in inspect.getsource(MP_Node.move)
