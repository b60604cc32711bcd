"""Turn changes into rows of the outbox; connected once, when the app is ready.

Every receiver runs in the transaction of the change and only names the items to look at again;
their state is read later. A row too many costs a little time, a missing row makes the index wrong.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Model, Q
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from wagtail import hooks
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    Site,
    get_page_models,
)

from armoedegeheugen.models import (
    Adoption,
    DocumentText,
    Feedback,
    FollowUp,
    KnowledgePage,
    Municipality,
    Recommendation,
    Term,
)

from .. import compat
from ..facets import labels
from ..facets.kinds import MODELS
from . import after_commit, dependents, outbox
from .outbox import Item

# Fields of a page that an edit of its draft changes; no document holds them.
DRAFT_FIELDS = frozenset(
    ["draft_title", "has_unpublished_changes", "latest_revision", "latest_revision_created_at"]
)

ADDRESS_FIELDS = frozenset(["slug", "url_path"])


def connect() -> None:
    """Connect all receivers."""
    after_commit.connect()
    _pages()
    _recommendations()
    _vocabularies()
    _images_documents_and_sites()
    _followups()


def record(items: Iterable[Item]) -> None:
    """Write rows now, and carry them out as soon as this transaction is committed."""
    if outbox.add(items):
        after_commit.request_sync()


def _pages() -> None:
    for model in get_page_models():
        pre_save.connect(_address_changed, model)
    # Wagtail saves some changes, such as expiry and a move, with the base class.
    for model in (Page, *MODELS.values()):
        post_save.connect(_page_saved, model)
    for model in MODELS.values():
        post_delete.connect(_page_deleted, model)
        for field in model._meta.local_many_to_many:
            m2m_changed.connect(_relation_changed, getattr(model, field.name).through)


def _recommendations() -> None:
    compat.save_in_transaction(Recommendation)
    post_save.connect(_recommendation_changed, Recommendation)
    post_delete.connect(_recommendation_changed, Recommendation)
    for field in Recommendation._meta.local_many_to_many:
        m2m_changed.connect(_relation_changed, getattr(Recommendation, field.name).through)


def _vocabularies() -> None:
    for term in _terms():
        compat.save_in_transaction(term)
        post_save.connect(_term_changed, term)
        pre_delete.connect(_term_changed, term)
    # Also before the save: the merged municipality that it leaves.
    pre_save.connect(_term_changed, Municipality)


def _images_documents_and_sites() -> None:
    for model in (get_image_model(), get_document_model(), PageViewRestriction, Site):
        compat.save_in_transaction(model)
    post_save.connect(_image_changed, get_image_model())
    pre_delete.connect(_image_changed, get_image_model())
    post_save.connect(_document_changed, get_document_model())
    pre_delete.connect(_document_changed, get_document_model())
    _attachments()
    pre_save.connect(_restriction_changed, PageViewRestriction)
    pre_delete.connect(_restriction_changed, PageViewRestriction)
    post_save.connect(_site_changed, Site)
    post_delete.connect(_site_changed, Site)


def _attachments() -> None:
    for model in (DocumentText, CollectionViewRestriction):
        compat.save_in_transaction(model)
    post_save.connect(_text_changed, DocumentText)
    post_delete.connect(_text_changed, DocumentText)
    compat.wrap_collection_move(_collection_moves)
    pre_save.connect(_collection_restriction_changed, CollectionViewRestriction)
    post_save.connect(_collection_restriction_changed, CollectionViewRestriction)
    pre_delete.connect(_collection_restriction_changed, CollectionViewRestriction)
    hooks.register("after_bulk_action", _documents_put_in_collection)


def _followups() -> None:
    for model in (FollowUp, Feedback, Adoption):
        compat.save_in_transaction(model)
    post_save.connect(_follow_up_changed, FollowUp)
    post_save.connect(_feedback_changed, Feedback)
    pre_save.connect(_adoption_changed, Adoption)
    post_save.connect(_adoption_changed, Adoption)
    post_delete.connect(_adoption_changed, Adoption)


def _address_changed(instance: Page, update_fields: frozenset[str] | None, **_: Any) -> None:
    """Record all items below a page whose slug or place changes: their addresses change too."""
    if update_fields is not None and not update_fields & ADDRESS_FIELDS:
        return
    before = Page.objects.filter(pk=instance.pk).values_list("path", "url_path").first()
    if before and before[1] != instance.url_path:
        record(dependents.of_subtree(before[0]))


def _page_saved(instance: Page, update_fields: frozenset[str] | None, **_: Any) -> None:
    if update_fields is None or not update_fields <= DRAFT_FIELDS:
        record(dependents.of_page(instance.pk))


def _page_deleted(instance: KnowledgePage, **_: Any) -> None:
    record([Item(instance.kind, str(instance.pk))])


def _recommendation_changed(instance: Recommendation, **_: Any) -> None:
    record(dependents.of_recommendation(instance))


def _relation_changed(instance: Model, action: str, **_: Any) -> None:
    if isinstance(instance, Term):  # changed from the other side: theme.practicecard_set
        if action in ("post_add", "pre_remove", "pre_clear"):
            record(dependents.of_term(instance))
    elif not action.startswith("post_"):
        return
    elif isinstance(instance, Recommendation):
        record(dependents.of_recommendation(instance))
    else:
        record(dependents.of_page(instance.pk))


def _term_changed(instance: Term, **_: Any) -> None:
    labels.forget()
    transaction.on_commit(labels.forget)
    record(dependents.of_term(instance))


def _image_changed(instance: Model, **_: Any) -> None:
    record(dependents.of_image(instance))


def _document_changed(instance: Model, **_: Any) -> None:
    record(dependents.of_documents([instance.pk]))


def _text_changed(instance: DocumentText, **_: Any) -> None:
    record(dependents.of_documents([instance.document_id]))


def _collection_moves(collection: Collection) -> Callable[[], None]:
    """Record the documents of a collection that moves behind another restriction or out of one."""
    # Another move may have changed the path since this object was read.
    current = Collection.objects.get(pk=collection.pk)
    return partial(record, dependents.of_collection(current.path))


def _collection_restriction_changed(instance: CollectionViewRestriction, **_: Any) -> None:
    """Record the documents of a restricted collection, and of the one it restricted before."""
    collections = Q(pk=instance.collection_id)
    if instance.pk:
        collections |= Q(view_restrictions=instance.pk)
    paths = Collection.objects.filter(collections).distinct().values_list("path", flat=True)
    for path in paths:
        record(dependents.of_collection(path))


def _documents_put_in_collection(
    request: object, action_type: str, objects: Any, action: Any
) -> None:
    """Record documents that an editor puts in another collection from the list.

    No signal is sent for that.
    """
    if action_type == "add_to_collection" and action.model is get_document_model():
        record(dependents.of_documents([document.pk for document in objects]))


def _restriction_changed(instance: PageViewRestriction, **_: Any) -> None:
    """Record the items below a restricted page, and below the page it restricted before."""
    pages = Q(pk=instance.page_id)
    if instance.pk:
        pages |= Q(view_restrictions=instance.pk)
    for path in Page.objects.filter(pages).distinct().values_list("path", flat=True):
        record(dependents.of_subtree(path))


def _site_changed(**_: Any) -> None:
    record(dependents.of_subtree(""))


def _follow_up_changed(instance: FollowUp, **_: Any) -> None:
    record(dependents.of_follow_up(instance))


def _feedback_changed(instance: Feedback, **_: Any) -> None:
    record(dependents.of_page(instance.advice_id))


def _adoption_changed(instance: Adoption, **_: Any) -> None:
    """Record the item of an adoption, and the item that it was about before."""
    items = Q(pk=instance.item_id)
    if instance.pk:
        items |= Q(adoptions=instance.pk)
    for key in Page.objects.filter(items).distinct().values_list("pk", flat=True):
        record(dependents.of_page(key))


def _terms(model: type[Model] = Term) -> Iterator[type[Model]]:
    for child in model.__subclasses__():
        if not child._meta.abstract:
            yield child
        yield from _terms(child)
