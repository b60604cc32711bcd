"""Rewrite every text in a database row: plain fields, blocks and JSON.

A revision keeps a whole page as JSON, and the blocks of that page as JSON in a string of it, so a
string that holds JSON is decoded as well.
"""

import json
from collections.abc import Callable
from typing import Any

from django.db.models import Model
from wagtail.fields import StreamField

# A function from a text and the name of its field or key to the new text.
Change = Callable[[str, str], str]


def rewrite_row(row: Model, change: Change) -> list[str]:
    """Apply `change` to each text of a row, in memory.

    Returns:
        The names of the changed fields.
    """
    touched = []
    for field in row._meta.concrete_fields:
        value = row.__dict__.get(field.attname)  # a deferred field is absent, and is not saved
        if isinstance(field, StreamField) and value is not None:
            value = field.get_prep_value(value)
        new = rewrite_value(value, change, field.name)
        if new != value:
            setattr(row, field.attname, new)
            touched.append(field.name)
    return touched


def rewrite_value(value: Any, change: Change, name: str = "") -> Any:
    """Apply `change` to each string in a value, and leave the rest as it is."""
    if isinstance(value, str):
        return _string(value, change, name)
    if isinstance(value, list | tuple):
        return [rewrite_value(one, change, name) for one in value]
    if isinstance(value, dict):
        return {key: rewrite_value(one, change, str(key)) for key, one in value.items()}
    return value


def _string(text: str, change: Change, name: str) -> str:
    if text.startswith(("[", "{")):
        try:
            data = json.loads(text)
        except ValueError:
            return change(text, name)
        new = rewrite_value(data, change, name)
        return text if new == data else json.dumps(new)
    return change(text, name)
