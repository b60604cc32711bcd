"""Fail when a private name of Wagtail that the portal calls is gone or means something else."""

from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex

from armoedegeheugen import compat
from armoedegeheugen.models import PracticeCard
from tests.world import World, theme


def test_references_of_an_object_in_memory_are_those_that_wagtail_records(world: World):
    other = world.practice("Ander")
    page = world.practice("Kaart", related_items=[("item", other)], themes=[theme("Wonen")])
    recorded = ReferenceIndex.objects.filter(object_id=str(page.pk))
    expected = {(row.to_content_type_id, row.to_object_id, row.content_path) for row in recorded}
    found = {
        (row.content_type, row.object_id, row.content_path) for row in compat.references_from(page)
    }
    assert (compat.base_content_type(Page), str(other.pk)) in {row[:2] for row in found}
    assert found == expected


def test_unsaved_references_are_found_too(world: World):
    other = world.practice("Ander")
    page = PracticeCard(title="Nieuw", related_items=[("item", other)])
    assert str(other.pk) in {row.object_id for row in compat.references_from(page)}


def test_every_kind_of_page_has_the_content_type_of_page(db: None):
    expected = ContentType.objects.get_for_model(Page).pk
    assert compat.base_content_type(PracticeCard) == expected


def test_the_hash_is_the_one_that_wagtail_stores(world: World):
    page = world.practice("Kaart", related_items=[("item", world.practice("Ander"))])
    row = ReferenceIndex.objects.filter(object_id=str(page.pk)).first()
    assert isinstance(row.content_path_hash, UUID)
    assert compat.content_path_hash(row.content_path) == row.content_path_hash
