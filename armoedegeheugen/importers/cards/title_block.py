"""Read a title block: the title, teaser, place and contact of a practice."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..gazetteer import PlaceMatch
from ..layout.blocks import Block, Kind
from ..layout.shapes import is_front_matter, starts_lowercase, title_and_teaser, title_length
from ..source import Piece


@dataclass(frozen=True)
class TitleBlock:
    """A title block of the input."""

    first: int
    # The index of its last block.
    last: int
    title: tuple[Piece, ...] = ()
    teaser: tuple[Piece, ...] = ()
    # The end of a sentence that began elsewhere.
    tail: tuple[Piece, ...] = ()
    found: PlaceMatch | None = None
    contact: bool = False
    # It is a title block by its shape alone, used where a practice has no better one.
    weak: bool = False


def read(blocks: Sequence[Block], first: int, last: int, weak: bool = False) -> TitleBlock | None:
    """Return the title block of some blocks; None if they hold neither title nor place."""
    if any(block.is_text and is_front_matter(block.text) for block in blocks[first : last + 1]):
        return None
    title: tuple[Piece, ...] = ()
    teaser: tuple[Piece, ...] = ()
    tail: tuple[Piece, ...] = ()
    texts = [block for block in blocks[first : last + 1] if block.is_text]
    found = next((block.found for block in blocks[first : last + 1] if block.found), None)
    contact = any(block.kind is Kind.CONTACT for block in blocks[first : last + 1])
    while texts:
        block = texts.pop(0)
        both = title_and_teaser(block) if not title else ((), ())
        length = title_length([block, *texts]) if not title else 0
        if both[0]:
            title, teaser = both
        elif length:
            title = block.pieces + (texts.pop(0).pieces if length > 1 else ())
        elif starts_lowercase(block.text) and not teaser:
            tail += block.pieces
        else:
            teaser += block.pieces
    if not title and found is None:
        return None
    return TitleBlock(first, last, title, teaser, tail, found, contact, weak)
