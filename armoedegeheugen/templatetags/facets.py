"""How a long list of filter values is folded and drawn. A short one keeps its order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Protocol

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

SHOWN = 8
"""Values in sight before "toon meer"; a short list has no more."""


class Value(Protocol):
    @property
    def key(self) -> str: ...

    @property
    def label(self) -> str: ...

    @property
    def count(self) -> int: ...

    @property
    def selected(self) -> bool: ...

    @property
    def level(self) -> int: ...


class Facet(Protocol):
    @property
    def values(self) -> Sequence[Value]: ...


@dataclass(frozen=True)
class Family:
    """A value of the first level, and those of the second that belong to it."""

    head: Value
    below: tuple[Value, ...] = ()

    @property
    def chosen(self) -> bool:
        return self.head.selected or any(value.selected for value in self.below)


@dataclass(frozen=True)
class Folded:
    shown: tuple[Family, ...]
    rest: tuple[Family, ...]


@register.simple_tag
def choices(name: str, families: Iterable[Family]) -> SafeString:
    """The values of one facet as check boxes, those below a value behind a step of its own.

    Drawn here and not by a template: a search page has six hundred of them, which takes Django's
    templates 60 ms and this 3.
    """
    return mark_safe("".join([_family(name, family) for family in families]))


@register.simple_tag
def choice(name: str, value: Value) -> SafeString:
    """One check box with its label and its count."""
    return mark_safe(_choice(name, value))


def _choice(name: str, value: Value) -> str:
    box, labelled = _drawn(name, value.key, value.label)
    count = value.count
    return (
        f"{box}{' checked' if value.selected else ''}>{labelled}"
        f'<span class="value__count">{count}<span class="visually-hidden">'
        f"{' item' if count == 1 else ' items'}</span></span></label>"
    )


@lru_cache(maxsize=2_048)
def _drawn(name: str, key: str, label: str) -> tuple[str, str]:
    """What is the same of a value on every page."""
    key, label = escape(key), escape(label[:1].upper() + label[1:])
    return (
        f'<input type="checkbox" id="{name}-{key}" name="{name}" '
        f'value="{key}" form="zoekformulier" autocomplete="off"',
        f'<label for="{name}-{key}"><span>{label}</span> ',
    )


def _family(name: str, family: Family) -> str:
    classes = "value" if family.head.count else "value value--none"
    below = _below(name, family) if family.below else ""
    return f'<li class="{classes}">{_choice(name, family.head)}{below}</li>'


def _below(name: str, family: Family) -> str:
    """Open where something in it is chosen: what was chosen is never out of sight."""
    values = "".join(_family(name, Family(value)) for value in family.below)
    opened = " open" if any(value.selected for value in family.below) else ""
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
def folded(facet: Facet) -> Folded:
    """What was chosen comes first and is never behind the fold; the rest keeps its order.

    A value moves together with those below it, or it would seem to belong to another.
    """
    found = families(facet.values)
    if len(found) <= SHOWN:
        return Folded(tuple(found), ())
    ordered = sorted(found, key=lambda family: not family.chosen)
    fold = max(SHOWN, sum(family.chosen for family in found))
    return Folded(tuple(ordered[:fold]), tuple(ordered[fold:]))


def families(values: Iterable[Value]) -> list[Family]:
    """Each value of the first level with those of the second that follow it."""
    found: list[Family] = []
    for value in values:
        if value.level and found:
            found[-1] = Family(found[-1].head, (*found[-1].below, value))
        else:
            found.append(Family(value))
    return found
