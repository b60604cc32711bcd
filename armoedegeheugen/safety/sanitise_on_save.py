"""Sanitise all text when a row is saved.

Hidden characters are removed, and HTML that the rich text editor cannot write.

Forms, imports and scripts all save, so this is a signal. A draft is a revision, so the content of a
revision is read as the page that it holds.
"""

import json
from typing import Any

from django.db.models import Model
from django.db.models.signals import pre_save
from wagtail.blocks import BaseStreamBlock, BaseStructBlock, Block, ListBlock, RichTextBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Revision

from ..compat import is_list_item
from ..sanitise import clean_stored_html, without_hidden
from .row_texts import rewrite_row

# Apps whose texts nobody reads: axes looks a failed log-in up by the name as it was typed.
UNTOUCHED = {"axes"}


def connect() -> None:
    """Connect the receiver."""
    pre_save.connect(_before_saving, dispatch_uid="text that enters")


def _before_saving(instance: Model, **_: Any) -> None:
    if instance._meta.app_label in UNTOUCHED:
        return
    rewrite_row(instance, lambda text, _name: without_hidden(text))
    if isinstance(instance, Revision):
        model = instance.content_type.model_class()
        _clean(model, instance.content) if model else None
    else:
        _clean(type(instance), instance.__dict__)


def _clean(model: type[Model], values: dict[str, Any]) -> None:
    """Sanitise the values of a row or a revision; in the latter blocks are a JSON string."""
    for field in model._meta.concrete_fields:
        value = values.get(field.attname)
        if isinstance(field, RichTextField) and isinstance(value, str):
            values[field.attname] = clean_stored_html(value)
        elif isinstance(field, StreamField) and value is not None:
            values[field.attname] = _stream(field, value)


def _stream(field: StreamField, value: Any) -> Any:
    if isinstance(value, str):
        return json.dumps(_block(field.stream_block, json.loads(value or "[]")))
    raw = field.get_prep_value(value)
    new = _block(field.stream_block, raw)
    return value if new == raw else field.to_python(new)


def _block(block: Block, raw: Any) -> Any:
    """Return the raw value of a block with all rich text in it sanitised."""
    if isinstance(block, RichTextBlock):
        return clean_stored_html(raw) if isinstance(raw, str) else raw
    if isinstance(block, BaseStreamBlock):
        return [{**child, "value": _child(block, child["type"], child["value"])} for child in raw]
    if isinstance(block, BaseStructBlock):
        return {name: _child(block, name, value) for name, value in raw.items()}
    if isinstance(block, ListBlock):
        return [_item(block, item) for item in raw]
    return raw


def _item(block: ListBlock, item: Any) -> Any:
    """Sanitise an item of a list, with an id as Wagtail stores it or without."""
    if is_list_item(block, item):
        return {**item, "value": _block(block.child_block, item["value"])}
    return _block(block.child_block, item)


def _child(block: Any, name: str, value: Any) -> Any:
    """Sanitise a child; the value of a kind that no longer exists stays."""
    child = block.child_blocks.get(name)
    return value if child is None else _block(child, value)
