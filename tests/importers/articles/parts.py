"""Articles put together from their parts, without a file."""

from armoedegeheugen.importers.articles.article import (
    Article,
    LinkedText,
    Metadata,
    Part,
    PartKind,
    Section,
)
from armoedegeheugen.importers.articles.heading_meanings import Meaning


def text(words: str, kind: PartKind = PartKind.TEXT, url: str = "", **values) -> Part:
    links = ((0, len(words), url),) if url else ()
    return Part(kind, LinkedText(words, links=links), **values)


def section(heading: str, meaning: Meaning | None, *parts: Part) -> Section:
    return Section(LinkedText(heading) if heading else None, meaning, parts)


def asking(*parts: Part | str) -> Section:
    """Recommendations: parts as they are, words as items."""
    items = (text(one, PartKind.ITEM) if isinstance(one, str) else one for one in parts)
    return section("Aanbevelingen", Meaning.RECOMMENDATIONS, *items)


def article(*sections: Section, **values) -> Article:
    return Article(Metadata(**{"title": "Warm wonen", **values}), sections)
