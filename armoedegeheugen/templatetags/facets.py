"""Render the values of a facet as check boxes, and fold long lists behind "toon meer"."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Protocol

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# Values in sight before "toon meer".
MAX_SHOWN = 8


class Value(Protocol):
    """A value of a facet; `level` is 0, or 1 for a value below the one before it."""

    @property
    def key(self) -> str:
        """The value in the address."""

    @property
    def label(self) -> str:
        """The value on the page."""

    @property
    def count(self) -> int:
        """The number of items with this value."""

    @property
    def selected(self) -> bool:
        """Return True if the search filters on this value."""

    @property
    def level(self) -> int:
        """The depth of the value in its vocabulary."""


class Facet(Protocol):
    """A facet of the search results."""

    @property
    def values(self) -> Sequence[Value]:
        """All values, each followed by the values below it."""


@dataclass(frozen=True)
class Family:
    """A value of the first level with the values below it."""

    head: Value
    below: tuple[Value, ...] = ()

    @property
    def is_selected(self) -> bool:
        """Return True if the search filters on a value of this family."""
        return self.head.selected or any(value.selected for value in self.below)


@dataclass(frozen=True)
class FoldedList:
    """The families in sight, and the rest behind "toon meer"."""

    shown: tuple[Family, ...]
    rest: tuple[Family, ...]


@register.simple_tag
def choices(name: str, families: Iterable[Family]) -> SafeString:
    """Render the values of one facet, with the values below each in a `<details>`.

    This is Python and not a template because a search page has some 600 values: a template takes
    60 ms for them, this function 3 ms.
    """
    return mark_safe("".join([_list_item(name, family) for family in families]))


@register.simple_tag
def choice(name: str, value: Value) -> SafeString:
    """Render one check box with its label and count."""
    return mark_safe(_check_box(name, value))


def _check_box(name: str, value: Value) -> str:
    box, label = _static_parts(name, value.key, value.label)
    count = value.count
    return (
        f"{box}{' checked' if value.selected else ''}>{label}"
        f'<span class="value__count">{count}<span class="visually-hidden">'
        f"{' item' if count == 1 else ' items'}</span></span></label>"
    )


@lru_cache(maxsize=2_048)
def _static_parts(name: str, key: str, label: str) -> tuple[str, str]:
    """Return the parts of a check box that are the same on every page."""
    key, label = escape(key), escape(label[:1].upper() + label[1:])
    return (
        f'<input type="checkbox" id="{name}-{key}" name="{name}" '
        f'value="{key}" form="zoekformulier" autocomplete="off"',
        f'<label for="{name}-{key}"><span>{label}</span> ',
    )


def _list_item(name: str, family: Family) -> str:
    classes = "value" if family.head.count else "value value--none"
    below = _values_below(name, family) if family.below else ""
    return f'<li class="{classes}">{_check_box(name, family.head)}{below}</li>'


def _values_below(name: str, family: Family) -> str:
    # Open if it holds a selected value, so that a selected value is always in sight.
    opened = " open" if any(value.selected for value in family.below) else ""
    values = "".join(_list_item(name, Family(value)) for value in family.below)
    key = conditional_escape(family.head.key)
    label = conditional_escape(family.head.label)
    number = len(family.below)
    noun = "deelthema" if number == 1 else "deelthema’s"
    return (
        f'<details class="below" id="onder-{name}-{key}"{opened}>'
        f'<summary>{number} {noun}<span class="visually-hidden"> van {label}</span></summary>'
        f'<ul class="values">{values}</ul></details>'
    )


@register.filter
def folded(facet: Facet) -> FoldedList:
    """Split the values of a facet; selected values come first and are never folded away.

    A list of at most `MAX_SHOWN` families keeps its order. A value moves together with the values
    below it, or these would seem to belong to another value.
    """
    groups = families(facet.values)
    if len(groups) <= MAX_SHOWN:
        return FoldedList(tuple(groups), ())
    ordered = sorted(groups, key=lambda family: not family.is_selected)
    fold = max(MAX_SHOWN, sum(family.is_selected for family in groups))
    return FoldedList(tuple(ordered[:fold]), tuple(ordered[fold:]))


def families(values: Iterable[Value]) -> list[Family]:
    """Group each value of the first level with the values below it."""
    groups: list[Family] = []
    for value in values:
        if value.level and groups:
            groups[-1] = Family(groups[-1].head, (*groups[-1].below, value))
        else:
            groups.append(Family(value))
    return groups
