"""Lines → blocks, by the way in which the text was written: plain, printed, or in paragraphs.

Invariant: every line that holds letters is in one block.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..layout.shapes import continues, ends_sentence, starts_lowercase
from . import boilerplate, letters, pdf, plain_text, styled
from .block import Block, BlockKind, introduces_list
from .lines import ExtractedText


def split_blocks(text: ExtractedText) -> list[Block]:
    gone = boilerplate.lines_of(text)
    if text.from_pdf:
        found = list(pdf.split_blocks(text, gone))
    elif any(look.is_paragraph for look in text.formats.values()):
        found = list(styled.split_blocks(text, gone))
    else:
        found = list(plain_text.split_blocks(text, gone))
    return list(_joined(found))


def _joined(found: Sequence[Block]) -> Iterator[Block]:
    """A sentence that a page, a head or a note cut in two is made one again."""
    held: list[Block] = []
    for block in found:
        last = next((one for one in reversed(held) if one.kind is not BlockKind.BOILERPLATE), None)
        if (
            last is not None
            and block.kind is BlockKind.TEXT
            and last.kind in (BlockKind.TEXT, BlockKind.ITEM)
            and not block.format.is_paragraph
            and not ends_sentence(last.text)
            and continues(last.text, block.text)
            and (starts_lowercase(block.text) or last.kind is BlockKind.TEXT)
            and not introduces_list(last.text)
            and not letters.is_salutation(last.text)
            and not letters.is_closing(last.text)
        ):
            held[held.index(last)] = replace(last, pieces=(*last.pieces, *block.pieces))
            continue
        held.append(block)
    yield from held
