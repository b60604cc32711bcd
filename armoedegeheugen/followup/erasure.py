"""Erase a person from follow-up, the one exception to entries that never change.

Only that person's words go; a mark stands in their place, and the log of the page says that
something was erased, not what.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import Model, Q, QuerySet
from wagtail.log_actions import log

from ..models import Adoption, Feedback, FollowUp
from .reminders import forget

MARK = "[gewist]"
ACTION = "armoedegeheugen.erased"

# Fields in which someone may have typed a name, a number or an address.
FIELDS: dict[type[Model], tuple[str, ...]] = {
    FollowUp: ("said_by", "reason", "removed_because"),
    Feedback: ("by_whom", "how", "removed_because"),
    Adoption: ("contact_role", "contact_organisation", "note"),
}


@transaction.atomic
def erase(words: str) -> int:
    """Replace these words in all entries, in any capitals, and forget the address in reminders.

    Returns:
        The number of rows that held them.

    Raises:
        ValueError: The text is empty.
    """
    if not words.strip():
        raise ValueError("Erase what? An empty text stands everywhere.")
    forget(words)
    return sum(
        _erase_in_row(model, row, words) for model in FIELDS for row in _rows_with(model, words)
    )


def _rows_with(model: type[Model], words: str) -> Iterator[Any]:
    condition = Q()
    for field in FIELDS[model]:
        condition |= Q(**{f"{field}__icontains": words})
    yield from model._default_manager.filter(condition)


def _erase_in_row(model: type[Model], row: Any, words: str) -> int:
    pattern = re.compile(re.escape(words), re.IGNORECASE)
    cleaned = {field: pattern.sub(MARK, getattr(row, field)) for field in FIELDS[model]}
    changed = {field: text for field, text in cleaned.items() if text != getattr(row, field)}
    # A plain queryset: that of the model refuses every change.
    QuerySet(model).filter(pk=row.pk).update(**_truncate(model, changed))
    page = row.item.specific if isinstance(row, Adoption) else row.advice
    log(page, ACTION, data={"what": model._meta.verbose_name})
    return 1


def _truncate(model: type[Model], texts: dict[str, str]) -> dict[str, str]:
    """Cut texts to their field: the mark may be longer than the words it replaces."""
    limits = {field: model._meta.get_field(field).max_length for field in texts}  # type: ignore[union-attr]
    return {field: text[: limits[field]] for field, text in texts.items()}
