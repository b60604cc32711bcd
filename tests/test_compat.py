"""Fail when a private name of Wagtail or its packages is gone or means something else."""

import hashlib
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from wagtail.blocks import CharBlock, ListBlock
from wagtail.documents import get_document_model
from wagtail.models import Page, ReferenceIndex
from wagtail_2fa.middleware import VerifyUserPermissionsMiddleware

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


def test_a_document_gets_the_size_and_hash_of_its_file(db: None):
    document = get_document_model()(title="x", file=ContentFile(b"twaalf bytes", name="x.txt"))
    compat.set_file_metadata(document)
    assert document.file_size == 12
    assert document.file_hash == hashlib.sha1(b"twaalf bytes").hexdigest()
    assert document.file.read() == b"twaalf bytes"


def test_a_slug_is_taken_by_a_sibling_and_not_by_the_page_itself(world: World):
    page, other = world.practice("Kaart"), world.practice("Ander")
    assert compat.slug_is_available(page.slug, page)
    assert not compat.slug_is_available(other.slug, page)
    assert compat.slug_is_available("nog-vrij", page)


def test_the_paths_of_all_pages_below_move_along(world: World):
    page = world.practice("Kaart")
    shelf = page.get_parent()
    before, shelf.url_path = shelf.url_path, "/elders/plank/"
    compat.move_descendant_paths(shelf, before)
    page.refresh_from_db()
    assert page.url_path == f"/elders/plank/{page.slug}/"
    assert not Page.objects.filter(url_path__startswith=before).exclude(pk=shelf.pk).exists()


def test_an_item_of_a_list_is_told_from_a_bare_value():
    block = ListBlock(CharBlock())
    stored = block.get_prep_value(block.to_python(["waarde"]))[0]
    assert compat.is_list_item(block, stored)
    for bare in ("waarde", {"value": "waarde"}, {"type": "item", "value": "waarde"}):
        assert not compat.is_list_item(block, bare)


def test_the_second_step_is_not_asked_on_the_pages_that_lead_to_it():
    """The package reads this very name of a subclass."""
    assert {"wagtail_2fa_auth", "wagtailadmin_login", "wagtailadmin_logout"} <= set(
        compat.TWO_FACTOR_EXEMPT
    )
    assert "wagtailadmin_home" not in compat.TWO_FACTOR_EXEMPT
    assert "_allowed_url_names" in VerifyUserPermissionsMiddleware.__mro__[1].__dict__
