"""A text that was opened, as plain values: carried from a preview to the draft, so that a file is
opened once and kept nowhere.
"""

from dataclasses import asdict
from typing import Any

from ...extracting.rows import Link, Style
from ..source import Line, Source
from .lines import Look, Text, Told


def data(text: Text) -> dict[str, Any]:
    source = text.source
    return {
        "source": [source.name, source.title, source.url, list(source.notes)],
        "lines": [_short(asdict(line)) for line in source.lines],
        "looks": {number: _short(asdict(look)) for number, look in text.looks.items()},
        "told": _short(asdict(text.told)),
        "printed": text.printed,
    }


def of(held: dict[str, Any]) -> Text:
    name, title, url, notes = held["source"]
    lines = tuple(Line(**{"number": 0, "text": "", **line}) for line in held["lines"])
    source = Source(name, lines, title, url, tuple(notes))
    looks = {int(number): _look(look) for number, look in held["looks"].items()}
    return Text(source, looks, Told(**held["told"]), held["printed"])


def _look(held: dict[str, Any]) -> Look:
    links = tuple(Link(**link) for link in held.get("links", ()))
    return Look(**{**held, "style": Style(held.get("style", "")), "links": links})


def _short(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
