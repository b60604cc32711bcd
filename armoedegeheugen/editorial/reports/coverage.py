"""Count the published items about each main theme in each of today's municipalities."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from wagtail.admin.ui.tables import Column

from ...models import Municipality, Province, Region, Theme
from ...models.querysets import ITEM_MODELS
from .base import Report

# `gemeente` or `provincie` with its number; ("bovenlokaal", 0).
Place = tuple[str, int]
WIDE: Place = ("bovenlokaal", 0)


@dataclass(frozen=True)
class Row:
    """`counts` holds one number for each main theme, in their order."""

    place: str
    province: str
    counts: tuple[int, ...]

    @property
    def empty(self) -> int:
        """The number of themes without an item."""
        return self.counts.count(0)

    def __getattr__(self, name: str) -> int:
        """`theme_3`: the fourth number, as a column of a file asks for it."""
        if name.startswith("theme_"):
            return self.counts[int(name.removeprefix("theme_"))]
        raise AttributeError(name)


@dataclass(frozen=True)
class Block:
    """A province with its rows. `covered` counts the municipalities that have any item."""

    name: str
    rows: list[Row]

    @property
    def covered(self) -> int:
        """The number of places with an item."""
        return sum(any(row.counts) for row in self.rows)


def main_themes() -> list[Theme]:
    """Return the main themes."""
    return list(Theme.objects.filter(parent=None))


def table(themes: list[Theme]) -> list[Row]:
    """Return the rows: wider places first, then municipalities by province and name."""
    held = _held()

    def row(place: Place, name: str, province: str) -> Row:
        return Row(name, province, tuple(len(held[place, theme.pk]) for theme in themes))

    provinces = Province.objects.all()
    places = _municipalities()
    return [
        row(WIDE, "bovenlokaal", ""),
        *(row(("provincie", each.pk), "hele provincie", each.name) for each in provinces),
        *(
            row(("gemeente", each.pk), each.name, each.province.name if each.province else "")
            for each in places
        ),
    ]


def blocks(rows: list[Row]) -> list[Block]:
    """Group the rows by province."""
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row.province].append(row)
    return [Block(name or "Zonder provincie", found) for name, found in grouped.items()]


def _municipalities() -> list[Municipality]:
    """Today's of Flanders, and any other that an item is about."""
    today = _today()
    about = {
        today[pk]
        for model in ITEM_MODELS
        for pk in model.objects.live().values_list("municipality", flat=True)
        if pk
    }
    shown = Q(region=Region.FLANDERS, successor=None) | Q(pk__in=about)
    found = Municipality.objects.filter(shown).select_related("province")
    return list(found.order_by("province__name", "name"))


def _held() -> dict[tuple[Place, int], set[int]]:
    """Return the items at each place about each main theme.

    An item with two themes below one main theme counts once.
    """
    heads = {pk: parent or pk for pk, parent in Theme.objects.values_list("pk", "parent")}
    today = _today()
    found: dict[tuple[Place, int], set[int]] = defaultdict(set)
    for model in ITEM_MODELS:
        fields = ("pk", "themes", "municipality", "province", "supralocal")
        for pk, theme, municipality, province, wide in model.objects.live().values_list(*fields):
            place = _place(today.get(municipality), province, wide)
            if theme and place:
                found[place, heads[theme]].add(pk)
    return found


def _place(municipality: int | None, province: int | None, wide: bool) -> Place | None:
    if municipality:
        return "gemeente", municipality
    if province:
        return "provincie", province
    return WIDE if wide else None


def _today() -> dict[int, int]:
    into = dict(Municipality.objects.values_list("pk", "successor"))
    found = {}
    for pk in into:
        place, seen = pk, {pk}
        while (onward := into.get(place)) and onward not in seen:
            place = onward
            seen.add(place)
        found[pk] = place
    return found


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
