"""Count which letters of the input ended up in a card or in the rest.

Invariant: a letter counts once, however often it is used; what no span names does not count.
"""

from collections.abc import Iterable, Sequence

from .source import Line, Span


def coverage(lines: Sequence[Line], spans: Iterable[Span]) -> float:
    """Return the share of the non-blank characters of `lines` that the spans hold."""
    total = filled(lines)
    return counted(lines, spans) / total if total else 1.0


def filled(lines: Sequence[Line]) -> int:
    """Count the non-blank characters of `lines`."""
    return sum(not c.isspace() for line in lines for c in line.text)


def counted(lines: Sequence[Line], spans: Iterable[Span]) -> int:
    """Count the non-blank characters of `lines` that the spans hold."""
    by_number = {line.number: line.text for line in lines}
    used = {number: bytearray(len(text)) for number, text in by_number.items()}
    for span in spans:
        for column in range(span.start, min(span.end, len(by_number[span.line]))):
            used[span.line][column] = not by_number[span.line][column].isspace()
    return sum(map(sum, used.values()))
