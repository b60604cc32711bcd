"""A format that has paragraphs, and mostly says which of them are headings → blocks."""

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


def split_blocks(text: ExtractedText, gone: frozenset[int]) -> Iterator[Block]:
    kept = [line for n, line in enumerate(text.lines) if n not in gone and not line.blank]
    following = dict(zip([line.number for line in kept], [*kept[1:], None], strict=True))
    levels = any(line.level for line in kept)
    for n, line in enumerate(text.lines):
        if line.blank:
            continue
        look = text.format_of(line.number)
        whole = Piece(line.number, 0, line.text).stripped()
        if n in gone:
            yield Block(BlockKind.BOILERPLATE, (whole,), format=look)
        elif line.level and look.style is Style.PLAIN:
            yield heading_block(whole, line.level, look)
        elif look.style in _KINDS:
            yield Block(_KINDS[look.style], (whole,), format=look)
        elif line.item:
            yield item_block(whole, look)
        elif _is_heading(text, line, following[line.number], levels):
            yield heading_block(whole, 0, look)
        else:
            yield paragraph_block(whole, look)


def _is_heading(text: ExtractedText, line: Line, after: Line | None, levels: bool) -> bool:
    """A short paragraph in bold, in capitals or with a number, over another that is text."""
    if after is None:
        return False
    if text.format_of(line.number).bold and line.text.endswith("?"):
        return len(line.text) <= MAX_HEADING_LENGTH  # a question to who is interviewed
    if not may_be_heading(line.text):
        return False
    if text.format_of(line.number).bold or is_capitals(line.text):
        return True
    if levels:
        return False
    return (
        has_heading_number(line.text)
        or heading_meanings.meaning_of(line.text) is not None
        or _stands_over(text, line, after)
    )


def _stands_over(text: ExtractedText, line: Line, after: Line) -> bool:
    if after.item or text.format_of(after.number).bold or not after.text[:1].isupper():
        return False
    short = len(line.text) < 70 and len(after.text) > 1.5 * len(line.text)
    return short and line.text[:1].isupper() and not line.text.endswith((":", "!"))
