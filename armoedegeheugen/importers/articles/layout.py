"""Lines → blocks, by the way in which the text was written: plain, printed, or in paragraphs.

Invariant: every line that holds letters is in one block.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..layout.shapes import ended, goes_on, starts_low
from . import edges, letters, plain, printed, styled
from .block import Block, Kind, is_lead
from .lines import Text


def lay(text: Text) -> list[Block]:
    gone = edges.around(text)
    if text.printed:
        found = list(printed.blocks_of(text, gone))
    elif any(look.whole for look in text.looks.values()):
        found = list(styled.blocks_of(text, gone))
    else:
        found = list(plain.blocks_of(text, gone))
    return list(_joined(found))


def _joined(found: Sequence[Block]) -> Iterator[Block]:
    """A sentence that a page, a head or a note cut in two is made one again."""
    held: list[Block] = []
    for block in found:
        last = next((one for one in reversed(held) if one.kind is not Kind.AROUND), None)
        if (
            last is not None
            and block.kind is Kind.TEXT
            and last.kind in (Kind.TEXT, Kind.ITEM)
            and not block.look.whole
            and not ended(last.text)
            and goes_on(last.text, block.text)
            and (starts_low(block.text) or last.kind is Kind.TEXT)
            and not is_lead(last.text)
            and not letters.opens(last.text)
            and not letters.closes(last.text)
        ):
            held[held.index(last)] = replace(last, pieces=(*last.pieces, *block.pieces))
            continue
        held.append(block)
    yield from held
