"""Fill the fields of a page from an item in the files: slugs become terms, lists become blocks."""

from datetime import date
from typing import Any

from django.db.models import DateField, Field, ForeignKey
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField

from ..models import Authority, Picture, Recommendation, Theme
from .documents import DOCUMENTS, get_or_create
from .files import Item, key
from .pictures import Pictures
from .terms import Terms

# Fields that refer to other items, set by `link` once all items exist.
LINKED = frozenset({"related", "sections"})


class PageFields:
    """Set the fields of pages, with the terms and pictures of the site."""

    def __init__(self, terms: Terms, pictures: Pictures) -> None:
        self.terms = terms
        self.pictures = pictures

    def fill(self, page: Any, item: Item) -> None:
        """Set all fields of an item except its links to other items."""
        for name in item.keys() - LINKED - {"internal", "recommendations"}:
            setattr(page, name, self._cast(page._meta.get_field(name), item[name]))
        if documents := DOCUMENTS.get(item["slug"]):
            field = page._meta.get_field("documents")
            page.documents = self._blocks(field, [get_or_create(*row).pk for row in documents])
        if "recommendations" in item:
            page.recommendations = [
                self._recommendation(item["slug"], row) for row in item["recommendations"]
            ]

    def link(self, page: Any, item: Item, primary_keys: dict[str, int]) -> None:
        """Set the links to other items, without those that no longer exist."""
        related = [primary_keys[slug] for slug in item["related"] if slug in primary_keys]
        page.related_items = self._blocks(page._meta.get_field("related_items"), related)
        if "sections" in item:
            sections = (self._section(section, primary_keys) for section in item["sections"])
            stream = page._meta.get_field("sections").stream_block
            page.sections = stream.to_python([section for section in sections if section])

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
        """Return a stream for a field that has one kind of block."""
        (kind,) = field.stream_block.child_blocks
        return field.stream_block.to_python([{"type": kind, "value": value} for value in values])

    def _recommendation(self, slug: str, row: Item) -> Recommendation:
        recommendation = Recommendation(
            key=key("recommendations", slug, str(row["number"])),
            number=str(row["number"]),
            text=row["text"],
            responsible=self.terms.one(Authority, row["responsible"]),
            sort_order=row["number"] - 1,
        )
        recommendation.themes.set(self.terms.many(Theme, row["themes"]))
        return recommendation

    def _section(self, section: Item, primary_keys: dict[str, int]) -> Item | None:
        value = section["value"]
        if section["type"] == "beeld":
            picture = self.pictures.get(value["image"])
            value = {**value, "image": picture.pk if picture else None}
        if section["type"] == "verwijzing":
            items = [primary_keys[slug] for slug in value["items"] if slug in primary_keys]
            if not items:
                return None
            value = {**value, "items": items}
        return {"type": section["type"], "value": value}
