"""From an item in a file to a page: slugs become terms, lists become blocks."""

from datetime import date
from typing import Any

from django.db.models import DateField, Field, ForeignKey
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField

from ..models import Authority, Picture, Recommendation, Theme
from .files import Item, key
from .papers import PAPERS, document
from .pictures import Pictures
from .terms import Terms

LINKED = frozenset({"related", "sections"})
"""What points at other items, and so waits until these are there."""


class Filling:
    def __init__(self, terms: Terms, pictures: Pictures) -> None:
        self.terms = terms
        self.pictures = pictures

    def fill(self, page: Any, item: Item) -> None:
        """All of an item but its links to others."""
        for name in item.keys() - LINKED - {"internal", "recommendations"}:
            setattr(page, name, self._cast(page._meta.get_field(name), item[name]))
        if papers := PAPERS.get(item["slug"]):
            field = page._meta.get_field("documents")
            page.documents = self._blocks(field, [document(*paper).pk for paper in papers])
        if "recommendations" in item:
            page.recommendations = [
                self._recommendation(item["slug"], row) for row in item["recommendations"]
            ]

    def link(self, page: Any, item: Item, numbers: dict[str, int]) -> None:
        """Links to other items, by their primary keys; to one that is gone there is none."""
        related = [numbers[slug] for slug in item["related"] if slug in numbers]
        page.related_items = self._blocks(page._meta.get_field("related_items"), related)
        if "sections" in item:
            found = (self._section(section, numbers) for section in item["sections"])
            stream = page._meta.get_field("sections").stream_block
            page.sections = stream.to_python([section for section in found if section])

    def _cast(self, field: Field[Any, Any], value: Any) -> Any:
        if isinstance(field, ParentalManyToManyField):
            return self.terms.many(field.related_model, value)
        if isinstance(field, ForeignKey):
            if field.related_model is Picture:
                return self.pictures.get(value)
            return self.terms.one(field.related_model, value)
        if isinstance(field, StreamField):
            return self._blocks(field, value)
        if isinstance(field, DateField):
            return date.fromisoformat(value) if value else None
        return value

    def _blocks(self, field: Any, values: list[Any]) -> Any:
        """A list whose blocks are all of the one kind that the field has."""
        (kind,) = field.stream_block.child_blocks
        return field.stream_block.to_python([{"type": kind, "value": value} for value in values])

    def _recommendation(self, slug: str, row: Item) -> Recommendation:
        made = Recommendation(
            key=key("recommendations", slug, str(row["number"])),
            number=str(row["number"]),
            text=row["text"],
            responsible=self.terms.one(Authority, row["responsible"]),
            sort_order=row["number"] - 1,
        )
        made.themes.set(self.terms.many(Theme, row["themes"]))
        return made

    def _section(self, section: Item, numbers: dict[str, int]) -> Item | None:
        value = section["value"]
        if section["type"] == "beeld":
            picture = self.pictures.get(value["image"])
            value = {**value, "image": picture.pk if picture else None}
        if section["type"] == "verwijzing":
            items = [numbers[slug] for slug in value["items"] if slug in numbers]
            if not items:
                return None
            value = {**value, "items": items}
        return {"type": section["type"], "value": value}
