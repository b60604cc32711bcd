"""Read the places and the items that are already in the database.

Invariant: only reads. An item is known by its text as it is now and as it was first, so that one
that an editor rewrote is still recognised.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Revision, WorkflowState

from ...models import KnowledgePage, Municipality, PracticeCard, Province
from ..gazetteer import Gazetteer, Place
from ..source import SECTIONS
from . import richtext
from .duplicates import Fingerprint, fingerprint
from .plan import ExistingItem, State

# The fields of a page as a revision keeps them.
Content = dict[str, Any]
# Kind and id of a place → the key of today's place, and its own name.
PlaceKeys = dict[tuple[str, int], tuple[str, str]]


def gazetteer() -> Gazetteer:
    """Return all municipalities and provinces."""
    towns = Municipality.objects.select_related("province")
    places = [Place(town.name, town.province.name if town.province else "") for town in towns]
    provinces = [Place(p.name, p.name, is_province=True) for p in Province.objects.all()]
    return Gazetteer([*places, *provinces])


@dataclass(frozen=True)
class Shape:
    """The fields by which one kind of item is recognised."""

    model: type[KnowledgePage]
    # The plain text of each field, by its name.
    texts: Mapping[str, Callable[[Content], str]]


def existing_cards() -> Iterator[ExistingItem]:
    """Yield the practice cards that exist."""
    yield from existing_items(CARDS)


def existing_items(shape: Shape) -> Iterator[ExistingItem]:
    """Yield the items of one kind that exist."""
    first, last, touched = _revisions(shape.model)
    judged = _judged(shape.model)
    keys = _place_keys()
    for page in shape.model.objects.all():
        now = last.get(page.pk) or _content(page, shape)
        versions = [now, first[page.pk]] if page.pk in first else [now]
        yield ExistingItem(
            page.pk,
            page.draft_title or page.title,
            _state(page, page.pk in touched, page.pk in judged),
            tuple(_fingerprint(version, keys, shape) for version in versions),
            frozenset(_sources(now)),
            frozenset(name for name, text in shape.texts.items() if text(now).strip()),
        )


def _content(page: KnowledgePage, shape: Shape) -> Content:
    """Return the fields of a page without revisions in the form of a revision."""
    if shape is CARDS:
        values: Content = {name: getattr(page, name) for name in SECTIONS if name != "tips"}
        values["tips"] = page.tips.get_prep_value()
    else:
        values = page.serializable_data()
    values |= {"title": page.title, "sources": page.sources.get_prep_value()}
    return values | {"municipality": page.municipality_id, "province": page.province_id}


def _state(page: KnowledgePage, touched: bool, judged: bool) -> State:
    if page.live:
        return State.PUBLISHED
    if page.locked or judged:
        return State.BUSY
    return State.EDITED if touched or page.first_published_at else State.UNTOUCHED


def _judged(model: type[KnowledgePage]) -> set[int]:
    """Return the pages that are in a workflow."""
    kind = ContentType.objects.get_for_model(model)
    states = WorkflowState.objects.active().filter(content_type=kind)
    return {int(object_id) for object_id in states.values_list("object_id", flat=True)}


def _revisions(
    model: type[KnowledgePage],
) -> tuple[dict[int, Content], dict[int, Content], set[int]]:
    """Return the first and the last revision of each page, and the pages that a person edited."""
    first: dict[int, Content] = {}
    last: dict[int, Content] = {}
    touched: set[int] = set()
    kind = ContentType.objects.get_for_model(model)
    rows = Revision.objects.filter(content_type=kind)
    for revision in rows.order_by("created_at", "pk").iterator():
        page_id = int(revision.object_id)
        first.setdefault(page_id, revision.content)
        last[page_id] = revision.content
        if revision.user_id is not None:
            touched.add(page_id)
    return first, last, touched


def _fingerprint(content: Content, keys: PlaceKeys, shape: Shape) -> Fingerprint:
    place = keys.get(("municipality", content.get("municipality") or 0))
    place = place or keys.get(("province", content.get("province") or 0)) or ("", "")
    texts = [text(content) for text in shape.texts.values()]
    return fingerprint(str(content.get("title") or ""), place[0], place[1], texts)


def rich(name: str) -> Callable[[Content], str]:
    """Return a function that gives the words of a rich text field."""
    return lambda content: richtext.words(str(content.get(name) or ""))


def _tips(content: Content) -> str:
    return " ".join(str(block.get("value") or "") for block in blocks(content.get("tips")))


CARDS = Shape(
    PracticeCard, {name: rich(name) for name in SECTIONS if name != "tips"} | {"tips": _tips}
)


def _sources(content: Content) -> Iterator[tuple[str, str]]:
    for block in blocks(content.get("sources")):
        value = block.get("value") or {}
        yield str(value.get("title") or ""), str(value.get("url") or "")


def blocks(value: Any) -> Sequence[dict[str, Any]]:
    """Return the blocks of a StreamField, which a revision keeps as JSON in a string."""
    found = json.loads(value) if isinstance(value, str) and value else value
    return [block for block in found or [] if isinstance(block, dict)]


def place_key(place: Municipality | Province | None) -> str:
    """Return the key of today's municipality or of the province; empty for none."""
    if isinstance(place, Municipality):
        return f"gemeente {place.today.slug}"
    return f"provincie {place.slug}" if place else ""


def _place_keys() -> PlaceKeys:
    """Return the key of today's place and the own name of each place."""
    towns = Municipality.objects.select_related("successor__successor")
    found = {("municipality", town.pk): (place_key(town), town.name) for town in towns}
    for province in Province.objects.all():
        found["province", province.pk] = (place_key(province), province.name)
    return found
