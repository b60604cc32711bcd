"""The one exception to what was said stays said: a person's data is erased where the law asks it.

The words of an entry stay but for that person's; where they stood, a mark stands, and the history
of the page tells that something was erased, and not what.
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

# Where someone may have typed a name, a number or an address.
FIELDS: dict[type[Model], tuple[str, ...]] = {
    FollowUp: ("said_by", "reason"),
    Feedback: ("by_whom", "how"),
    Adoption: ("contact_role", "contact_organisation", "note"),
}


@transaction.atomic
def erase(words: str) -> int:
    """Erase these words, whatever their capitals; returns in how many rows they stood."""
    if not words.strip():
        raise ValueError("Erase what? An empty text stands everywhere.")
    forget(words)
    return sum(_erased(model, row, words) for model in FIELDS for row in _holding(model, words))


def _holding(model: type[Model], words: str) -> Iterator[Any]:
    condition = Q()
    for field in FIELDS[model]:
        condition |= Q(**{f"{field}__icontains": words})
    yield from model._default_manager.filter(condition)


def _erased(model: type[Model], row: Any, words: str) -> int:
    pattern = re.compile(re.escape(words), re.IGNORECASE)
    cleaned = {field: pattern.sub(MARK, getattr(row, field)) for field in FIELDS[model]}
    changed = {field: text for field, text in cleaned.items() if text != getattr(row, field)}
    # A plain queryset: the model's own refuses any change, and should.
    QuerySet(model).filter(pk=row.pk).update(**_fitting(model, changed))
    page = row.item.specific if isinstance(row, Adoption) else row.advice
    log(page, ACTION, data={"what": model._meta.verbose_name})
    return 1


def _fitting(model: type[Model], texts: dict[str, str]) -> dict[str, str]:
    """A mark may be longer than the word that it replaces."""
    limits = {field: model._meta.get_field(field).max_length for field in texts}  # type: ignore[union-attr]
    return {field: text[: limits[field]] for field, text in texts.items()}
