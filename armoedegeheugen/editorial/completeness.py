"""Measure how much of an item is filled in, as a share of its possible parts.

The share is derived and never stored, so it is never outdated. Each part is computed in two ways:
for one item in memory, and for all items in the database. A test compares the two.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast

from ..models import Dossier, KnowledgePage, PolicyAdvice, PracticeCard, Recommendation

# Rich text that has words: at the start, or after a tag.
_HAS_WORDS = r"(^|>)\s*[^<\s]"


@dataclass(frozen=True)
class Part:
    """A part to fill in, with a test for an item in memory and a condition for the database.

    `annotation`, if any, is added to the queryset as *name*_part, for use in `condition`.
    """

    name: str
    label: str
    filled: Callable[[Any], bool]
    condition: Q
    annotation: Any = None


def text_part(name: str, label: str) -> Part:
    """Return the part of a text field."""
    return Part(name, label, lambda item: bool(getattr(item, name)), ~Q(**{name: ""}))


def single_part(name: str, label: str) -> Part:
    """Return the part of a foreign key or a date."""
    filled = Q(**{f"{name}__isnull": False})
    return Part(name, label, lambda item: getattr(item, name) is not None, filled)


def many_part(name: str, label: str) -> Part:
    """Return the part of a many-to-many field."""

    def has_terms(model: type[KnowledgePage]) -> Exists:
        join_table = model._meta.get_field(name).remote_field.through  # type: ignore[union-attr]
        key = f"{model._meta.model_name}_id"
        return Exists(join_table.objects.filter(**{key: OuterRef("pk")}))

    return Part(
        name,
        label,
        lambda item: bool(getattr(item, name).all()),
        Q(**{f"{name}_part": True}),
        has_terms,
    )


def rich_text_part(name: str, label: str) -> Part:
    """Return the part of a rich text field."""
    pattern = re.compile(_HAS_WORDS)
    return Part(
        name,
        label,
        lambda item: bool(pattern.search(getattr(item, name))),
        Q(**{f"{name}__regex": _HAS_WORDS}),
    )


def stream_part(name: str, label: str) -> Part:
    """Return the part of a StreamField."""

    def as_text(_model: type[KnowledgePage]) -> Cast:
        return Cast(F(name), TextField())

    filled = ~Q(**{f"{name}_part__in": ["", "[]", "null"]}) & Q(**{f"{name}_part__isnull": False})
    return Part(name, label, lambda item: len(getattr(item, name)) > 0, filled, as_text)


PLACE_PART = Part(
    "municipality",
    "de plaats",
    lambda item: bool(item.municipality_id or item.province_id or item.supralocal),
    Q(municipality__isnull=False) | Q(province__isnull=False) | Q(supralocal=True),
)
RECOMMENDATIONS_PART = Part(
    "recommendations",
    "de aanbevelingen",
    lambda item: bool(item.recommendations.all()),
    Q(recommendations_part=True),
    lambda _model: Exists(Recommendation.objects.filter(advice=OuterRef("pk"))),
)
SHARED = (
    text_part("plain_summary", "de samenvatting in eenvoudige taal"),
    single_part("image", "een afbeelding"),
    PLACE_PART,
    many_part("themes", "de thema's"),
    many_part("target_groups", "de doelgroepen"),
    single_part("ladder_level", "de trede"),
    single_part("date", "de datum"),
    stream_part("sources", "de bron"),
    text_part("contact_role", "het contact"),
)
OWN: dict[type[KnowledgePage], tuple[Part, ...]] = {
    PracticeCard: (
        rich_text_part("doelstelling", "de doelstelling"),
        rich_text_part("bereik", "het bereik"),
        rich_text_part("neveneffect", "het neveneffect"),
        rich_text_part("hindernis", "de hindernis"),
        stream_part("tips", "de tips"),
    ),
    PolicyAdvice: (
        single_part("authority", "aan wie het gericht is"),
        rich_text_part("context", "de aanleiding"),
        rich_text_part("participation", "hoe mensen meewerkten"),
        rich_text_part("findings", "de bevindingen"),
        RECOMMENDATIONS_PART,
    ),
    Dossier: (
        rich_text_part("introduction", "de inleiding"),
        stream_part("sections", "de onderdelen"),
    ),
}


def parts(model: type[KnowledgePage]) -> tuple[Part, ...]:
    """Return the parts of a kind of item."""
    return (*SHARED, *OWN[model])


def missing(item: KnowledgePage) -> list[str]:
    """Return the labels of the parts that are empty."""
    return [part.label for part in parts(type(item)) if not part.filled(item)]


def percent(item: KnowledgePage) -> int:
    """Return the share of filled parts, from 0 to 100."""
    all_parts = parts(type(item))
    return 100 * sum(part.filled(item) for part in all_parts) // len(all_parts)


def with_percent(items: QuerySet[Any]) -> QuerySet[Any]:
    """Annotate each row with `completeness`, from 0 to 100.

    It counts the columns of the table. Those hold the published version, or the draft of an item
    that was never published.
    """
    model = items.model
    all_parts = parts(model)
    annotations = {
        f"{part.name}_part": part.annotation(model) for part in all_parts if part.annotation
    }
    count: Any = sum(
        Case(When(part.condition, then=Value(1)), default=Value(0), output_field=IntegerField())
        for part in all_parts
    )
    return items.annotate(**annotations).annotate(completeness=count * 100 / len(all_parts))
