"""Sentences in which each name of a person stands in braces; all names are invented."""

import re
from collections.abc import Iterator
from pathlib import Path

from armoedegeheugen.privacy import names

Spans = set[tuple[int, int]]


def read(name: str) -> Iterator[tuple[str, Spans]]:
    """Yield each sentence of a file without braces, with the spans of its names."""
    for line in Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines():
        text, spans = "", set()
        for part in re.split(r"(\{[^}]*\})", line):
            bare = part.strip("{}")
            if bare != part:
                spans.add((len(text), len(text) + len(bare)))
            text += bare
        yield text, spans


def measure(name: str) -> tuple[float, float, list[str]]:
    """Return recall and precision of exact spans, and the sentences that were read wrongly."""
    right = marked = found = 0
    wrong = []
    for text, spans in read(name):
        result = {name.span for name in names.find(text)}
        right += len(result & spans)
        marked += len(spans)
        found += len(result)
        if result != spans:
            wrong.append(text)
    return right / marked, right / found, wrong
