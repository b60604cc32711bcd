"""Pictures, documents, and the collections that they are in."""

from django.db import transaction
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
)

from armoedegeheugen.models import DocumentText, Picture
from tests.search.index.changes.registry import change, post
from tests.search.scene import Scene


@change
def credit_changed(scene: Scene) -> None:
    picture = Picture.objects.get(pk=scene.picture)
    picture.credit = "Iemand anders"
    picture.save()


@change
def picture_deleted(scene: Scene) -> None:
    Picture.objects.get(pk=scene.picture).delete()


@change
def document_renamed(scene: Scene) -> None:
    document = get_document_model().objects.get(pk=scene.document)
    document.title = "Jaarverslag"
    document.save()


@change
def document_deleted(scene: Scene) -> None:
    post(scene, "wagtaildocs:delete", scene.document)


@change
def document_read(scene: Scene) -> None:
    pages = [[1, "Wat er in het verslag staat."]]
    DocumentText.objects.create(document_id=scene.document, pages=pages, status="read")


@change
def document_in_another_collection(scene: Scene) -> None:
    document = get_document_model().objects.get(pk=scene.document)
    document.collection = closed_collection()
    document.save()


@change
def documents_put_in_another_collection(scene: Scene) -> None:
    address = reverse("wagtail_bulk_action", args=["wagtaildocs", "document", "add_to_collection"])
    where = closed_collection().pk
    answer = scene.admin.post(f"{address}?id={scene.document}", {"collection": where})
    assert answer.status_code == 302


@change
def collection_closed(scene: Scene) -> None:
    document = get_document_model().objects.get(pk=scene.document)
    CollectionViewRestriction.objects.create(collection=document.collection)


@change
def collection_moved_below_a_closed_one(scene: Scene) -> None:
    closed = closed_collection()
    document = get_document_model().objects.get(pk=scene.document)
    with transaction.atomic():  # one that holds what is public until now
        own = Collection.get_first_root_node().add_child(name="Verslagen")
        get_document_model().objects.filter(pk=document.pk).update(collection=own)
        own.move(closed, "sorted-child")


def closed_collection() -> Collection:
    with transaction.atomic():
        made = Collection.get_first_root_node().add_child(name="Dicht")
        CollectionViewRestriction.objects.create(collection=made)
    return Collection.objects.get(pk=made.pk)
