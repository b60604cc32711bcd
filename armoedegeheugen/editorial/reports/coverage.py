"""Count the published items about each main theme in each of today's municipalities.

The report is read for its empty cells, so every Flemish municipality has a row.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from wagtail.admin.ui.tables import Column

from ...models import Municipality, Province, Region, Theme
from ...models.querysets import ITEM_MODELS
from .base import Report

# ("gemeente", primary key), ("provincie", primary key) or ("bovenlokaal", 0).
Place = tuple[str, int]
WIDE: Place = ("bovenlokaal", 0)


@dataclass(frozen=True)
class Row:
    """A place with its number of items for each main theme, in the order of the themes."""

    place: str
    province: str
    counts: tuple[int, ...]

    @property
    def empty(self) -> int:
        """The number of themes without an item."""
        return self.counts.count(0)

    def __getattr__(self, name: str) -> int:
        """Return a count by column name, for tables and exports: `theme_3` is the fourth count."""
        if name.startswith("theme_"):
            return self.counts[int(name.removeprefix("theme_"))]
        raise AttributeError(name)


@dataclass(frozen=True)
class Block:
    """A province with its rows."""

    name: str
    rows: list[Row]

    @property
    def covered(self) -> int:
        """The number of places that have an item."""
        return sum(any(row.counts) for row in self.rows)


def main_themes() -> list[Theme]:
    """Return the main themes."""
    return list(Theme.objects.filter(parent=None))


def table(themes: list[Theme]) -> list[Row]:
    """Return the rows: wider places first, then municipalities by province and name."""
    items = _items_by_place_and_theme()

    def row(place: Place, name: str, province: str) -> Row:
        return Row(name, province, tuple(len(items[place, theme.pk]) for theme in themes))

    provinces = Province.objects.all()
    places = _municipalities()
    return [
        row(WIDE, "bovenlokaal", ""),
        *(
            row(("provincie", province.pk), "hele provincie", province.name)
            for province in provinces
        ),
        *(
            row(("gemeente", place.pk), place.name, place.province.name if place.province else "")
            for place in places
        ),
    ]


def blocks(rows: list[Row]) -> list[Block]:
    """Group the rows by province."""
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row.province].append(row)
    return [Block(name or "Zonder provincie", group) for name, group in grouped.items()]


def _municipalities() -> list[Municipality]:
    """Return today's municipalities of Flanders, and others that have an item."""
    current = _current_municipality()
    about = {
        current[pk]
        for model in ITEM_MODELS
        for pk in model.objects.live().values_list("municipality", flat=True)
        if pk
    }
    shown = Q(region=Region.FLANDERS, successor=None) | Q(pk__in=about)
    places = Municipality.objects.filter(shown).select_related("province")
    return list(places.order_by("province__name", "name"))


def _items_by_place_and_theme() -> dict[tuple[Place, int], set[int]]:
    """Return the items at each place about each main theme.

    An item with two themes below one main theme counts once.
    """
    main_theme = {pk: parent or pk for pk, parent in Theme.objects.values_list("pk", "parent")}
    current = _current_municipality()
    items: dict[tuple[Place, int], set[int]] = defaultdict(set)
    for model in ITEM_MODELS:
        fields = ("pk", "themes", "municipality", "province", "supralocal")
        for pk, theme, municipality, province, wide in model.objects.live().values_list(*fields):
            place = _place(current.get(municipality), province, wide)
            if theme and place:
                items[place, main_theme[theme]].add(pk)
    return items


def _place(municipality: int | None, province: int | None, wide: bool) -> Place | None:
    if municipality:
        return "gemeente", municipality
    if province:
        return "provincie", province
    return WIDE if wide else None


def _current_municipality() -> dict[int, int]:
    """Return the key of the present municipality of each municipality.

    A former one is followed through its mergers, and a circle of successors ends the search.
    """
    successor = dict(Municipality.objects.values_list("pk", "successor"))
    current = {}
    for pk in successor:
        place, seen = pk, {pk}
        while (following := successor.get(place)) and following not in seen:
            place = following
            seen.add(place)
        current[pk] = place
    return current


class Coverage(Report):
    """The report on places and themes."""

    page_title = "Spreiding"
    header_icon = "table"
    index_url_name = "verslag_spreiding"
    index_results_url_name = "verslag_spreiding_lijst"
    results_template_name = "editorial/reports/coverage_results.html"
    template_name = "editorial/reports/coverage.html"
    paginate_by = None

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        """Read the main themes."""
        super().setup(request, *args, **kwargs)
        self.themes = main_themes()

    @property
    def columns(self) -> list[Column]:
        """The columns: place, province, and one for each main theme."""
        shown = [Column(f"theme_{n}", label=theme.name) for n, theme in enumerate(self.themes)]
        return [Column("place", label="Gemeente"), Column("province", label="Provincie"), *shown]

    def rows(self) -> list[Row]:
        """Return the rows of the report."""
        return table(self.themes)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the themes and the rows by province."""
        context = super().get_context_data(**kwargs)
        return {
            **context,
            "themes": self.themes,
            "blocks": blocks(context["object_list"]),
        }
