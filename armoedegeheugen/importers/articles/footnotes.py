"""Recognise footnotes: blocks that begin with a mark that stands in the text above."""

import re
from collections.abc import Sequence

from ...extracting.rows import RAISED
from .block import Block, BlockKind

_MARK = re.compile(r"\s*(?:(\[\^?\d{1,3}\]:?)|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))\s*\S")
_REFERENCE_MARK = re.compile(r"\[\^?\d{1,3}\]|(?<=\w)[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|(?<=[.,])[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}")


def is_footnote(blocks: Sequence[Block], block: Block, has_earlier: bool) -> bool:
    """Return whether a block begins with a mark that stands raised or in brackets elsewhere.

    Args:
        blocks: All blocks of the text.
        block: The one to judge.
        has_earlier: Whether there were footnotes before it.
    """
    elsewhere = [other.text for other in blocks if other is not block and other.is_body_text]
    full_text = "".join(piece.text for piece in (*block.marks, *block.pieces))
    if match := _MARK.match(full_text):
        mark = re.escape((match[1] or match[2]).rstrip(":"))
        return any(re.search(rf"\w\S?{mark}(?![\w(])", text) for text in elsewhere)
    raised = block.number.translate(RAISED) if block.number.isdecimal() else ""
    if not raised or not _ends_text(blocks, block, has_earlier):
        return False
    return any(raised in text for text in elsewhere)


def strip_reference_marks(text: str) -> str:
    """Remove the marks that refer to footnotes, for a teaser that has none below it."""
    return _REFERENCE_MARK.sub("", text)


def _ends_text(blocks: Sequence[Block], block: Block, has_earlier: bool) -> bool:
    """Return whether only numbered blocks follow, and this is the first or follows a footnote."""
    index = next(n for n, other in enumerate(blocks) if other is block)
    after = [other for other in blocks[index + 1 :] if other.kind is not BlockKind.BOILERPLATE]
    above = [other for other in blocks[:index] if other.kind is not BlockKind.BOILERPLATE]
    before = above[-1] if above else None
    if before is None:
        return False  # a list with which the text begins
    first = block.number == "1" and before.kind is not BlockKind.ITEM
    return all(other.number.isdecimal() for other in after) and (first or has_earlier)
