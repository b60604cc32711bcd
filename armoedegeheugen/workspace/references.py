"""Check what a form refers to against what its author may choose.

A chooser offers only one's own images, documents and pages, but a form can be posted with any
number. Invariant: a refused reference is taken out of the posted data before the form reads it, so
that neither the page nor the form that comes back shows anything of what was refused.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.forms import BaseForm, ModelChoiceField
from django.http import Http404, QueryDict
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.widgets import BaseChooser
from wagtail.blocks import (
    Block,
    ChooserBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
)
from wagtail.blocks.base import BlockField
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from ..compat import base_content_type, references_from
from ..safety.file_permissions import choosable_documents, choosable_images
from .separation import User, visible

REFUSED = (
    "Je verwijst naar een pagina, een afbeelding of een document dat er niet (meer) is of dat niet "
    "van jullie is. We haalden die verwijzing weg. Kijk je tekst na en bewaar opnieuw."
)
# Blocks within blocks that a posted form may have of one kind.
_MOST_BLOCKS = 1_000

# The content type and the key of an object, as Wagtail's index of references writes them.
Reference = tuple[int, str]


def choosable(user: User, model: type[Model]) -> QuerySet[Any] | None:
    """Return the images, documents or pages that the user may choose; None for other models."""
    if issubclass(model, Page):
        return visible(user, Page.objects.all())
    if issubclass(model, get_image_model()):
        return choosable_images(user)
    if issubclass(model, get_document_model()):
        return choosable_documents(user)
    return None


def references_of(item: Any) -> set[Reference]:
    """Return the images, documents and pages to which an item refers, in any field or block."""
    kinds = {base_content_type(model) for model in _guarded_models()}
    return {
        (row.content_type, row.object_id)
        for row in references_from(item)
        if row.content_type in kinds
    }


def refused(user: User, references: Iterable[Reference], before: set[Reference]) -> set[Reference]:
    """Return the references that were not there before and that the user may not introduce."""
    new = set(references) - before
    wrong: set[Reference] = set()
    for model in _guarded_models():
        kind = base_content_type(model)
        keys = {key for content_type, key in new if content_type == kind}
        allowed = choosable(user, model)
        if not keys or allowed is None:
            continue
        numbers = [int(key) for key in keys if key.isdecimal() and len(key) < 19]
        known = {str(pk) for pk in allowed.filter(pk__in=numbers).values_list("pk", flat=True)}
        wrong |= {(kind, key) for key in keys - known}
    return wrong


def _guarded_models() -> tuple[type[Model], ...]:
    return Page, get_image_model(), get_document_model()


class OwnReferencesForm(WagtailAdminPageForm):
    """A page form that refuses new references to what its author may not choose.

    A form of a command has no author, and refuses nothing.
    """

    data: QueryDict

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.references_before: set[Reference] = set()
        self.has_refused = False
        if self.for_user is not None and self.is_bound:
            if self.instance.pk:
                self.references_before = references_of(self.instance)
            self._remove_refused()

    def _remove_refused(self) -> None:
        posted = list(posted_references(self, self.data))
        wrong = refused(
            self.for_user, [entry.reference for entry in posted], self.references_before
        )
        if wrong:
            self.data = without(self.data, [entry for entry in posted if entry.reference in wrong])
            self.has_refused = True

    def _post_clean(self) -> None:
        """Refuse the form, also for a reference that no known field holds."""
        super()._post_clean()
        if self.for_user is None:
            return
        if self.has_refused or refused(
            self.for_user, references_of(self.instance), self.references_before
        ):
            self.add_error(None, ValidationError(REFUSED))


@dataclass(frozen=True)
class PostedReference:
    """A reference in posted data: the name of its field and, in rich text, its entity."""

    name: str
    reference: Reference
    entity: str = ""


def posted_references(form: BaseForm, data: QueryDict) -> Iterator[PostedReference]:
    """Yield the references to images, documents and pages in the posted data of a form."""
    for name, field in form.fields.items():
        prefix = form.add_prefix(name)
        if isinstance(field, BlockField):
            yield from _in_block(field.block, prefix, data)
        elif isinstance(field.widget, DraftailRichTextArea):
            yield from _in_rich_text(prefix, data)
        elif isinstance(field, ModelChoiceField) and isinstance(field.widget, BaseChooser):
            yield from _in_chooser(field.widget.model_class, prefix, data)


def _in_block(block: Block, prefix: str, data: QueryDict) -> Iterator[PostedReference]:
    """Yield what a block refers to, under the names that Wagtail gives to its fields."""
    if isinstance(block, StreamBlock):
        for number in range(_count(data, prefix)):
            child = block.child_blocks.get(data.get(f"{prefix}-{number}-type", ""))
            if child is not None:
                yield from _in_block(child, f"{prefix}-{number}-value", data)
    elif isinstance(block, ListBlock):
        for number in range(_count(data, prefix)):
            yield from _in_block(block.child_block, f"{prefix}-{number}-value", data)
    elif isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            yield from _in_block(child, f"{prefix}-{name}", data)
    elif isinstance(block, RichTextBlock):
        yield from _in_rich_text(prefix, data)
    elif isinstance(block, ChooserBlock):
        yield from _in_chooser(block.model_class, prefix, data)


def _count(data: QueryDict, prefix: str) -> int:
    count = data.get(f"{prefix}-count", "")
    return min(int(count), _MOST_BLOCKS) if count.isdecimal() and len(count) < 9 else 0


def _in_chooser(model: type[Model], name: str, data: QueryDict) -> Iterator[PostedReference]:
    value = data.get(name, "").strip()
    if value and issubclass(model, _guarded_models()):
        yield PostedReference(name, (base_content_type(model), value))


def _in_rich_text(name: str, data: QueryDict) -> Iterator[PostedReference]:
    models = {"LINK": Page, "DOCUMENT": get_document_model(), "IMAGE": get_image_model()}
    for key, entity in _entities(_content(data.get(name, ""))):
        number = entity["data"].get("id")
        if entity.get("type") in models and number is not None:
            reference = base_content_type(models[entity["type"]]), str(number).strip()
            yield PostedReference(name, reference, key)


def _content(value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        return None


def _entities(content: Any) -> list[tuple[str, dict[str, Any]]]:
    """Return the entities of the editor's JSON that carry data, by key."""
    entities = content.get("entityMap") if isinstance(content, dict) else None
    if not isinstance(entities, dict):
        return []
    return [
        (key, entity)
        for key, entity in entities.items()
        if isinstance(entity, dict) and isinstance(entity.get("data"), dict)
    ]


def without(data: QueryDict, refused_ones: Iterable[PostedReference]) -> QueryDict:
    """Return posted data in which these references are empty."""
    changed = data.copy()
    for entry in refused_ones:
        if not entry.entity:
            changed[entry.name] = ""
            continue
        content = _content(str(changed[entry.name]))
        del content["entityMap"][entry.entity]
        for block in content["blocks"]:  # the words of the link stay
            ranges = block.get("entityRanges", ())
            block["entityRanges"] = [r for r in ranges if str(r.get("key")) != entry.entity]
        changed[entry.name] = json.dumps(content)
    return changed


def hide_unseen_in_bulk_actions() -> None:
    """Let no bulk action of Wagtail name an object that the user may not see.

    It asks for permission too, but lists what it refuses by title.
    """
    BulkAction.get_actionable_objects = _without_unseen(  # type: ignore[method-assign]
        BulkAction.get_actionable_objects
    )


def _without_unseen(get_objects: Callable[..., Any]) -> Callable[..., Any]:
    """Answer 404 where nothing is left, as for numbers that do not exist."""

    @wraps(get_objects)
    def wrapper(self: BulkAction) -> tuple[list[Any], dict[str, list[Any]]]:
        objects, others = get_objects(self)
        seen = {name: _seen(self.request.user, items) for name, items in others.items()}
        if not objects and not any(seen.values()):
            raise Http404
        return objects, seen

    return wrapper


def _seen(user: User, items: list[Any]) -> list[Any]:
    if not items:
        return []
    model = type(items[0])
    allowed = choosable(user, model)
    if allowed is None:
        return items if _manages(user, model) else []
    known = set(allowed.filter(pk__in=[item.pk for item in items]).values_list("pk", flat=True))
    return [item for item in items if item.pk in known]


def _manages(user: User, model: type[Model]) -> bool:
    names = (f"{model._meta.app_label}.{verb}_{model._meta.model_name}" for verb in _VERBS)
    return any(user.has_perm(name) for name in names)  # type: ignore[union-attr]


_VERBS = ("add", "change", "delete", "view")
