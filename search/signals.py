"""Where a change becomes an outbox row: connected once, when the app is ready.

Every receiver runs in the transaction of the change and only says *which* items to look at again;
what became of them is found out later. A row too many costs a little time, one too few the truth.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Model, Q
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction, ReferenceIndex, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from armoedegeheugen.models import KnowledgePage, Municipality, PolicyAdvice, Recommendation, Term

from . import labels, outbox, sync
from .documents import RECOMMENDATION
from .outbox import Item
from .reading import MODELS, items_on

DRAFT_FIELDS = frozenset(
    ["latest_revision", "latest_revision_created_at", "draft_title", "has_unpublished_changes"]
)
"""Fields of a page that an edit of its draft touches, and no document holds."""


def connect() -> None:
    for model in MODELS.values():
        post_save.connect(_item_saved, model)
        post_delete.connect(_item_deleted, model)
    post_save.connect(_recommendation_changed, Recommendation)
    post_delete.connect(_recommendation_changed, Recommendation)
    for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
        signal.connect(_tree_changed)
    for signal in (post_save, post_delete):
        signal.connect(_fence_changed, PageViewRestriction)
        signal.connect(_site_changed, Site)
    for term in _vocabularies():
        post_save.connect(_term_changed, term)
        pre_delete.connect(_term_changed, term)
    for model in (get_image_model(), get_document_model()):
        post_save.connect(_file_changed, model)
        pre_delete.connect(_file_changed, model)
    for model, field in _relations():
        m2m_changed.connect(_relation_changed, getattr(model, field.name).through)


def record(items: Iterable[Item]) -> None:
    """Write rows now, and try to carry them out once this transaction is certain."""
    if outbox.add(items):
        sync.drain_after_commit()


def below(path: str) -> list[Item]:
    """Every item at or under a place in the tree."""
    return _items(lambda model: Q(path__startswith=path))


def _items(condition: Callable[[type[KnowledgePage]], Q]) -> list[Item]:
    found: list[Item] = []
    for kind, model in MODELS.items():
        keys = list(model.objects.filter(condition(model)).values_list("pk", flat=True).distinct())
        found += [Item(kind, str(key)) for key in keys]
        found += items_on(model, keys)
    return found


def _of(page: KnowledgePage) -> list[Item]:
    return [Item(page.kind, str(page.pk)), *items_on(type(page), [page.pk])]


def _item_saved(
    instance: KnowledgePage, created: bool, update_fields: frozenset[str] | None, **_: Any
) -> None:
    draft_only = update_fields is not None and update_fields <= DRAFT_FIELDS
    if not draft_only and not (created and not instance.live):
        record(_of(instance))


def _item_deleted(instance: KnowledgePage, **_: Any) -> None:
    record([Item(instance.kind, str(instance.pk))])


def _recommendation_changed(instance: Recommendation, **_: Any) -> None:
    record([Item(RECOMMENDATION, str(instance.key))])


def _tree_changed(instance: Page, **_: Any) -> None:
    record(below(instance.path))


def _fence_changed(instance: PageViewRestriction, **_: Any) -> None:
    record(below(instance.page.path))


def _site_changed(**_: Any) -> None:
    record(below(""))


def _term_changed(instance: Term, **_: Any) -> None:
    labels.forget()
    if isinstance(instance, Municipality):
        family = Q(pk=instance.today.pk) | Q(successor=instance.today)
        places = list(Municipality.objects.filter(family).values_list("pk", flat=True))
        record(_items(lambda model: Q(municipality__in=places)))
        return
    record(_items(lambda model: _uses(model, instance)))


def _file_changed(instance: Model, **_: Any) -> None:
    pages = ReferenceIndex.get_references_to(instance).filter(base_content_type__model="page")
    keys = [int(key) for key in pages.values_list("object_id", flat=True).distinct()]
    record(_items(lambda model: Q(pk__in=keys)))


def _relation_changed(instance: Model, action: str, reverse: bool, **_: Any) -> None:
    if not action.startswith("post_") or reverse:
        return
    if isinstance(instance, Recommendation):
        record([Item(RECOMMENDATION, str(instance.key))])
    elif isinstance(instance, KnowledgePage):
        record(_of(instance))


def _uses(model: type[KnowledgePage], term: Term) -> Q:
    """Items of a model that name this term, directly, by a sub-theme or in a recommendation."""
    condition = Q(pk__in=[])
    for field in model._meta.get_fields():
        if field.related_model is type(term) and not field.auto_created:
            condition |= Q(**{field.name: term})
    if model is PolicyAdvice:
        for field in Recommendation._meta.get_fields():
            if field.related_model is type(term) and not field.auto_created:
                condition |= Q(**{f"recommendations__{field.name}": term})
    children = getattr(term, "children", None)
    for child in children.all() if children is not None else ():
        condition |= _uses(model, child)
    return condition


def _vocabularies() -> list[type[Term]]:
    return [*_subclasses(Term)]


def _subclasses(model: type[Term]) -> Iterable[type[Term]]:
    for child in model.__subclasses__():
        if not child._meta.abstract:
            yield child
        yield from _subclasses(child)


def _relations() -> list[tuple[type[Model], Any]]:
    models: list[type[Model]] = [*MODELS.values(), Recommendation]
    return [(model, field) for model in models for field in model._meta.local_many_to_many]
