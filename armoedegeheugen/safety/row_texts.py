"""Every text that a row of the database holds, wherever in it: plain fields, blocks, JSON.

A revision keeps a whole page as JSON, and the blocks of that page as JSON in a string of it; so a
string that holds JSON is opened as well.
"""

import json
from collections.abc import Callable
from typing import Any

from django.db.models import Model
from wagtail.fields import StreamField

# From a text and the name of where it stands (a field, a key) to the text that it becomes.
Change = Callable[[str, str], str]


def rewrite_row(row: Model, change: Change) -> list[str]:
    """Put each text of a row through `change`, in memory; returns the names of changed fields."""
    touched = []
    for field in row._meta.concrete_fields:
        value = row.__dict__.get(field.attname)  # absent: deferred, and so not saved either
        if isinstance(field, StreamField) and value is not None:
            value = field.get_prep_value(value)
        new = rewrite_value(value, change, field.name)
        if new != value:
            setattr(row, field.attname, new)
            touched.append(field.name)
    return touched


def rewrite_value(value: Any, change: Change, name: str = "") -> Any:
    """The value with `change` done to each string in it; what is no text stays as it is."""
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
            held = json.loads(text)
        except ValueError:
            return change(text, name)
        new = rewrite_value(held, change, name)
        return text if new == held else json.dumps(new)
    return change(text, name)
