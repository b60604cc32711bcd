"""How a long list of filter values is folded and drawn. A short one keeps its order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

SHOWN = 10


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
class Folded:
    shown: tuple[Value, ...]
    rest: tuple[Value, ...]


@register.simple_tag
def choices(name: str, values: Iterable[Value]) -> SafeString:
    """The values of one facet as check boxes.

    Drawn here and not by a template: a search page has six hundred of them, which takes Django's
    templates 60 ms and this 3.
    """
    return mark_safe("".join(_choice(name, value) for value in values))


def _choice(name: str, value: Value) -> str:
    key = conditional_escape(value.key)
    label = conditional_escape(value.label[:1].upper() + value.label[1:])
    classes = "value value--below" if value.level else "value"
    if not value.count:
        classes += " value--none"
    checked = " checked" if value.selected else ""
    noun = "item" if value.count == 1 else "items"
    return (
        f'<li class="{classes}"><input type="checkbox" id="{name}-{key}" name="{name}" '
        f'value="{key}" form="zoekformulier" autocomplete="off"{checked}>'
        f'<label for="{name}-{key}"><span>{label}</span> <span class="value__count">{value.count}'
        f'<span class="visually-hidden"> {noun}</span></span></label></li>'
    )


@register.filter
def folded(facet: Facet) -> Folded:
    """What was chosen comes first and is never behind the fold; the rest keeps its order.

    A value moves together with those below it, or it would seem to belong to another.
    """
    if len(facet.values) <= SHOWN:
        return Folded(tuple(facet.values), ())
    chosen_first = sorted(_families(facet.values), key=lambda family: not _chosen(family))
    values = tuple(chain.from_iterable(chosen_first))
    last = max((place for place, value in enumerate(values, 1) if value.selected), default=0)
    fold = max(SHOWN, last)
    return Folded(values[:fold], values[fold:])


def _families(values: Iterable[Value]) -> list[list[Value]]:
    """Each value of the first level with those of the second that follow it."""
    families: list[list[Value]] = []
    for value in values:
        if value.level and families:
            families[-1].append(value)
        else:
            families.append([value])
    return families


def _chosen(family: list[Value]) -> bool:
    return any(value.selected for value in family)
