"""Split a text into blocks by the reader for its kind: plain text, PDF or styled paragraphs.

Invariant: every line that holds letters is in exactly one block.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..layout.shapes import continues, starts_lowercase
from . import boilerplate, letters, pdf, plain_text, styled
from .block import Block, BlockKind
from .lines import ExtractedText


def split_blocks(text: ExtractedText) -> list[Block]:
    """Return the blocks of a text in reading order, boilerplate included."""
    outside = boilerplate.lines_of(text)
    if text.from_pdf:
        blocks = list(pdf.split_blocks(text, outside))
    elif any(line.is_paragraph for line in text.formats.values()):
        blocks = list(styled.split_blocks(text, outside))
    else:
        blocks = list(plain_text.split_blocks(text, outside))
    return list(_join_broken_sentences(blocks))


def _join_broken_sentences(blocks: Sequence[Block]) -> Iterator[Block]:
    """Join the halves of a sentence that a page break, a running head or a note cut in two."""
    joined: list[Block] = []
    for block in blocks:
        above = (other for other in reversed(joined) if other.kind is not BlockKind.BOILERPLATE)
        last = next(above, None)
        if last is not None and _continues(last, block):
            joined[joined.index(last)] = replace(last, pieces=(*last.pieces, *block.pieces))
        else:
            joined.append(block)
    yield from joined


def _continues(last: Block, block: Block) -> bool:
    """Return whether a block is the rest of the sentence that the last one breaks off."""
    if block.kind is not BlockKind.TEXT or last.kind not in (BlockKind.TEXT, BlockKind.ITEM):
        return False
    if block.format.is_paragraph or not continues(last.text, block.text):
        return False
    if last.kind is BlockKind.ITEM and not starts_lowercase(block.text):
        return False
    return not (letters.is_salutation(last.text) or letters.is_closing(last.text))
