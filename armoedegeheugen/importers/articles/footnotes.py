"""Which blocks are notes below a text: they begin with a mark that stands in the words above."""

import re
from collections.abc import Sequence

from ...extracting.rows import RAISED
from .block import Block, BlockKind

_MARK = re.compile(r"\s*(?:(\[\^?\d{1,3}\]:?)|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))\s*\S")
_REFERS = re.compile(r"\[\^?\d{1,3}\]|(?<=\w)[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|(?<=[.,])[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}")


def is_footnote(blocks: Sequence[Block], block: Block, others: bool) -> bool:
    """Begins with the mark that stands raised, or between brackets, somewhere else. `others`: there
    were notes before it."""
    elsewhere = [one.text for one in blocks if one is not block and one.is_body_text]
    whole = "".join(piece.text for piece in (*block.marks, *block.pieces))
    if match := _MARK.match(whole):
        mark = re.escape((match[1] or match[2]).rstrip(":"))
        return any(re.search(rf"\w\S?{mark}(?![\w(])", text) for text in elsewhere)
    raised = block.number.translate(RAISED) if block.number.isdecimal() else ""
    if not raised or not _ends_text(blocks, block, others):
        return False
    return any(raised in text for text in elsewhere)


def strip_reference_marks(text: str) -> str:
    """For where there are no notes below it, as in a teaser."""
    return _REFERS.sub("", text)


def _ends_text(blocks: Sequence[Block], block: Block, others: bool) -> bool:
    """Nothing follows but more with a number, and it is the first or follows such a one."""
    index = next(n for n, one in enumerate(blocks) if one is block)
    after = [one for one in blocks[index + 1 :] if one.kind is not BlockKind.BOILERPLATE]
    above = (one for one in reversed(blocks[:index]) if one.kind is not BlockKind.BOILERPLATE)
    before = next(above, None)
    if before is None:
        return False  # a list with which the text begins
    first = block.number == "1" and before.kind is not BlockKind.ITEM
    return all(one.number.isdecimal() for one in after) and (first or others)
