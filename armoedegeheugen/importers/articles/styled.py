"""A format that has paragraphs, and mostly says which of them are headings → blocks."""

from collections.abc import Iterator

from ...extracting.rows import Style
from ..source import Line, Piece
from . import heading_meanings
from .block import (
    LONGEST_HEADING,
    Block,
    Kind,
    heading,
    is_capitals,
    is_titled,
    item,
    marked,
    may_be_heading,
)
from .lines import Text

_KINDS = {
    Style.TITLE: Kind.TITLE,
    Style.QUOTE: Kind.QUOTE,
    Style.ROW: Kind.ROW,
    Style.NOTE: Kind.NOTE,
}


def blocks_of(text: Text, gone: frozenset[int]) -> Iterator[Block]:
    kept = [line for n, line in enumerate(text.lines) if n not in gone and not line.blank]
    following = dict(zip([line.number for line in kept], [*kept[1:], None], strict=True))
    levels = any(line.level for line in kept)
    for n, line in enumerate(text.lines):
        if line.blank:
            continue
        look = text.look(line.number)
        whole = Piece(line.number, 0, line.text).stripped()
        if n in gone:
            yield Block(Kind.AROUND, (whole,), look=look)
        elif line.level and look.style is Style.PLAIN:
            yield heading(whole, line.level, look)
        elif look.style in _KINDS:
            yield Block(_KINDS[look.style], (whole,), look=look)
        elif line.item:
            yield item(whole, look)
        elif _is_heading(text, line, following[line.number], levels):
            yield heading(whole, 0, look)
        else:
            yield marked(whole, look)


def _is_heading(text: Text, line: Line, after: Line | None, levels: bool) -> bool:
    """A short paragraph in bold, in capitals or with a number, over another that is text."""
    if after is None:
        return False
    if text.look(line.number).bold and line.text.endswith("?"):
        return len(line.text) <= LONGEST_HEADING  # a question to who is interviewed
    if not may_be_heading(line.text):
        return False
    if text.look(line.number).bold or is_capitals(line.text):
        return True
    if levels:
        return False
    return (
        is_titled(line.text)
        or heading_meanings.of(line.text) is not None
        or _stands_over(text, line, after)
    )


def _stands_over(text: Text, line: Line, after: Line) -> bool:
    if after.item or text.look(after.number).bold or not after.text[:1].isupper():
        return False
    short = len(line.text) < 70 and len(after.text) > 1.5 * len(line.text)
    return short and line.text[:1].isupper() and not line.text.endswith((":", "!"))
