"""Convert an opened text to plain values and back.

A preview carries the text to the draft in this form, so that a file is opened once and stored
nowhere.
"""

from dataclasses import asdict
from typing import Any

from ...extracting.rows import Link, Style
from ..source import Line, Source
from .lines import ExtractedText, FileMetadata, LineFormat

# Raise it when the keys change: a preview that an older release signed is then outdated.
VERSION = 2


def to_dict(text: ExtractedText) -> dict[str, Any]:
    """Return a text as values that JSON can hold."""
    source = text.source
    return {
        "source": [source.name, source.title, source.url, list(source.notes)],
        "lines": [_without_empty(asdict(line)) for line in source.lines],
        "formats": {n: _without_empty(asdict(each)) for n, each in text.formats.items()},
        "file_metadata": _without_empty(asdict(text.file_metadata)),
        "from_pdf": text.from_pdf,
    }


def from_dict(values: dict[str, Any]) -> ExtractedText:
    """Return the text that `to_dict` made these values of."""
    name, title, url, notes = values["source"]
    lines = tuple(Line(**{"number": 0, "text": "", **line}) for line in values["lines"])
    source = Source(name, lines, title, url, tuple(notes))
    formats = {int(number): _line_format(each) for number, each in values["formats"].items()}
    file_metadata = FileMetadata(**values["file_metadata"])
    return ExtractedText(source, formats, file_metadata, values["from_pdf"])


def _line_format(values: dict[str, Any]) -> LineFormat:
    links = tuple(Link(**link) for link in values.get("links", ()))
    return LineFormat(**{**values, "style": Style(values.get("style", "")), "links": links})


def _without_empty(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
