"""A text that was opened, as plain values: carried from a preview to the draft, so that a file is
opened once and kept nowhere.
"""

from dataclasses import asdict
from typing import Any

from ...extracting.rows import Link, Style
from ..source import Line, Source
from .lines import ExtractedText, FileMetadata, LineFormat

# Raise it when the keys change: a preview that an older release signed is then outdated.
VERSION = 2


def to_dict(text: ExtractedText) -> dict[str, Any]:
    source = text.source
    return {
        "source": [source.name, source.title, source.url, list(source.notes)],
        "lines": [_short(asdict(line)) for line in source.lines],
        "formats": {number: _short(asdict(look)) for number, look in text.formats.items()},
        "told": _short(asdict(text.file_metadata)),
        "printed": text.from_pdf,
    }


def from_dict(held: dict[str, Any]) -> ExtractedText:
    name, title, url, notes = held["source"]
    lines = tuple(Line(**{"number": 0, "text": "", **line}) for line in held["lines"])
    source = Source(name, lines, title, url, tuple(notes))
    formats = {int(number): _look(look) for number, look in held["formats"].items()}
    return ExtractedText(source, formats, FileMetadata(**held["told"]), held["printed"])


def _look(held: dict[str, Any]) -> LineFormat:
    links = tuple(Link(**link) for link in held.get("links", ()))
    return LineFormat(**{**held, "style": Style(held.get("style", "")), "links": links})


def _short(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
