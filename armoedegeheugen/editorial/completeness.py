"""Measure how much of an item is filled in, as a share of its possible parts."""

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

# Rich text in which something stands: words at the begin or behind a tag.
_TOLD = r"(^|>)\s*[^<\s]"


@dataclass(frozen=True)
class Part:
    """One thing to fill in. `annotation`, if any, is first put on the queryset as *name*_part."""

    name: str
    label: str
    filled: Callable[[Any], bool]
    condition: Q
    annotation: Any = None


def plain(name: str, label: str) -> Part:
    """Return the part of a text field."""
    return Part(name, label, lambda item: bool(getattr(item, name)), ~Q(**{name: ""}))


def chosen(name: str, label: str) -> Part:
    """Return the part of a foreign key or a date."""
    there = Q(**{f"{name}__isnull": False})
    return Part(name, label, lambda item: getattr(item, name) is not None, there)


def several(name: str, label: str) -> Part:
    """Return the part of a many-to-many field."""

    def through(model: type[KnowledgePage]) -> Exists:
        link = model._meta.get_field(name).remote_field.through  # type: ignore[union-attr]
        own = f"{model._meta.model_name}_id"
        return Exists(link.objects.filter(**{own: OuterRef("pk")}))

    return Part(
        name,
        label,
        lambda item: bool(getattr(item, name).all()),
        Q(**{f"{name}_part": True}),
        through,
    )


def told(name: str, label: str) -> Part:
    """Return the part of a rich text field."""
    pattern = re.compile(_TOLD)
    return Part(
        name,
        label,
        lambda item: bool(pattern.search(getattr(item, name))),
        Q(**{f"{name}__regex": _TOLD}),
    )


def blocks(name: str, label: str) -> Part:
    """Return the part of a StreamField."""

    def as_text(_model: type[KnowledgePage]) -> Cast:
        return Cast(F(name), TextField())

    held = ~Q(**{f"{name}_part__in": ["", "[]", "null"]}) & Q(**{f"{name}_part__isnull": False})
    return Part(name, label, lambda item: len(getattr(item, name)) > 0, held, as_text)


PLACE = Part(
    "municipality",
    "de plaats",
    lambda item: bool(item.municipality_id or item.province_id or item.supralocal),
    Q(municipality__isnull=False) | Q(province__isnull=False) | Q(supralocal=True),
)
ADVISED = Part(
    "recommendations",
    "de aanbevelingen",
    lambda item: bool(item.recommendations.all()),
    Q(recommendations_part=True),
    lambda _model: Exists(Recommendation.objects.filter(advice=OuterRef("pk"))),
)
SHARED = (
    plain("plain_summary", "de samenvatting in eenvoudige taal"),
    chosen("image", "een afbeelding"),
    PLACE,
    several("themes", "de thema's"),
    several("target_groups", "de doelgroepen"),
    chosen("ladder_level", "de trede"),
    chosen("date", "de datum"),
    blocks("sources", "de bron"),
    plain("contact_role", "het contact"),
)
OWN: dict[type[KnowledgePage], tuple[Part, ...]] = {
    PracticeCard: (
        told("doelstelling", "de doelstelling"),
        told("bereik", "het bereik"),
        told("neveneffect", "het neveneffect"),
        told("hindernis", "de hindernis"),
        blocks("tips", "de tips"),
    ),
    PolicyAdvice: (
        chosen("authority", "aan wie het gericht is"),
        told("context", "de aanleiding"),
        told("participation", "hoe mensen meewerkten"),
        told("findings", "de bevindingen"),
        ADVISED,
    ),
    Dossier: (told("introduction", "de inleiding"), blocks("sections", "de onderdelen")),
}


def parts(model: type[KnowledgePage]) -> tuple[Part, ...]:
    """Return the parts of a kind of item."""
    return (*SHARED, *OWN[model])


def missing(item: KnowledgePage) -> list[str]:
    """Return the labels of the parts that are empty."""
    return [part.label for part in parts(type(item)) if not part.filled(item)]


def percent(item: KnowledgePage) -> int:
    """Return the share of filled parts, from 0 to 100."""
    known = parts(type(item))
    return 100 * sum(part.filled(item) for part in known) // len(known)


def with_percent(items: QuerySet[Any]) -> QuerySet[Any]:
    """Annotate each row with `completeness`, from 0 to 100.

    It counts the columns of the table: the published version, or the draft of an item that was
    never published.
    """
    model = items.model
    known = parts(model)
    notes = {f"{part.name}_part": part.annotation(model) for part in known if part.annotation}
    count: Any = sum(
        Case(When(part.condition, then=Value(1)), default=Value(0), output_field=IntegerField())
        for part in known
    )
    return items.annotate(**notes).annotate(completeness=count * 100 / len(known))
