"""How a long list of filter values is folded. A short one keeps its order under the hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from django import template

register = template.Library()

SHOWN = 10


class Value(Protocol):
    selected: bool


class Facet(Protocol):
    values: Sequence[Value]


@dataclass(frozen=True)
class Folded:
    shown: tuple[Value, ...]
    rest: tuple[Value, ...]


@register.filter
def folded(facet: Facet) -> Folded:
    """What was chosen, always; then the rest in its order, `SHOWN` in all before the fold."""
    if len(facet.values) <= SHOWN:
        return Folded(tuple(facet.values), ())
    chosen = tuple(value for value in facet.values if value.selected)
    others = tuple(value for value in facet.values if not value.selected)
    room = max(SHOWN - len(chosen), 0)
    return Folded(chosen + others[:room], others[room:])
