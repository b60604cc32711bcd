"""Split a text in paragraphs, most of them styled, into blocks (HTML, DOCX, ODT)."""

from collections.abc import Iterator

from ...extracting.rows import Style
from ..source import Line, Piece
from . import heading_meanings
from .block import (
    MAX_HEADING_LENGTH,
    Block,
    BlockKind,
    has_heading_number,
    heading_block,
    is_capitals,
    item_block,
    may_be_heading,
    paragraph_block,
)
from .lines import ExtractedText

_KINDS = {
    Style.TITLE: BlockKind.TITLE,
    Style.QUOTE: BlockKind.QUOTE,
    Style.ROW: BlockKind.ROW,
    Style.NOTE: BlockKind.NOTE,
}


def split_blocks(text: ExtractedText, outside: frozenset[int]) -> Iterator[Block]:
    """Yield a block for each line; those whose index is in `outside` are boilerplate."""
    inside = [line for n, line in enumerate(text.lines) if n not in outside and not line.blank]
    following = dict(zip([line.number for line in inside], [*inside[1:], None], strict=True))
    has_levels = any(line.level for line in inside)
    for n, line in enumerate(text.lines):
        if line.blank:
            continue
        line_format = text.format_of(line.number)
        piece = Piece(line.number, 0, line.text).stripped()
        if n in outside:
            yield Block(BlockKind.BOILERPLATE, (piece,), format=line_format)
        elif line.level and line_format.style is Style.PLAIN:
            yield heading_block(piece, line.level, line_format)
        elif line_format.style in _KINDS:
            yield Block(_KINDS[line_format.style], (piece,), format=line_format)
        elif line.item:
            yield item_block(piece, line_format)
        elif _is_heading(text, line, following[line.number], has_levels):
            yield heading_block(piece, 0, line_format)
        else:
            yield paragraph_block(piece, line_format)


def _is_heading(text: ExtractedText, line: Line, after: Line | None, has_levels: bool) -> bool:
    """Return whether an unstyled paragraph is a heading over the one that follows.

    It is if it is a question in bold, or short and in bold, in capitals or with a number.
    """
    if after is None:
        return False
    if text.format_of(line.number).bold and line.text.endswith("?"):
        return len(line.text) <= MAX_HEADING_LENGTH  # a question of an interviewer
    if not may_be_heading(line.text):
        return False
    if text.format_of(line.number).bold or is_capitals(line.text):
        return True
    if has_levels:
        return False
    return (
        has_heading_number(line.text)
        or heading_meanings.meaning_of(line.text) is not None
        or _stands_over(text, line, after)
    )


def _stands_over(text: ExtractedText, line: Line, after: Line) -> bool:
    """Return whether a short line stands over a clearly longer paragraph."""
    if after.item or text.format_of(after.number).bold or not after.text[:1].isupper():
        return False
    short = len(line.text) < 70 and len(after.text) > 1.5 * len(line.text)
    return short and line.text[:1].isupper() and not line.text.endswith((":", "!"))
