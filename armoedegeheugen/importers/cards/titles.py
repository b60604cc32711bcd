"""Put together the title and the teaser of a practice from its title blocks.

A title over two pages is read in two parts, the second line mostly before the first.

Invariant: a title is made of whole lines of the input, in the order that the text itself or the
broken sentence between them gives; nothing is shortened.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..layout.joining import join
from ..layout.shapes import ends_sentence
from ..source import Piece
from .title_block import TitleBlock


@dataclass(frozen=True)
class Caption:
    """The title and teaser of a practice, with what was left over."""

    title: tuple[Piece, ...] = ()
    teaser: tuple[Piece, ...] = ()
    # Parts of sentences that belong to no teaser that was read.
    loose: tuple[Piece, ...] = ()
    notes: tuple[str, ...] = ()


def caption(heads: Sequence[TitleBlock], text: str) -> Caption:
    """Return the caption of title blocks; `text` may quote the title and so give its order."""
    titled = [head for head in heads if head.title]
    notes: tuple[str, ...] = ()
    if len(titled) > 1 and _same(titled[0].title, titled[1].title):
        titled = titled[:1]
    if len(titled) > 1:
        titled = _in_order(titled[0], titled[1], text) + titled[2:]
        notes = ("De titel stond in twee delen: kijk na.",)
    title = tuple(piece for head in titled for piece in head.title)
    teaser, loose = _teaser(heads)
    return Caption(title, teaser, loose, notes)


def _plain(pieces: Sequence[Piece]) -> str:
    text = join((piece, False) for piece in pieces).text
    return " ".join(re.findall(r"\w+", text.casefold()))


def _same(first: Sequence[Piece], second: Sequence[Piece]) -> bool:
    return _plain(first) == _plain(second)


def _in_order(first: TitleBlock, second: TitleBlock, text: str) -> list[TitleBlock]:
    """Return two titles in order: as the text quotes them, else by the broken teaser."""
    words = " ".join(re.findall(r"\w+", text.casefold()))
    if f"{_plain(second.title)} {_plain(first.title)}" in words:
        return [second, first]
    if f"{_plain(first.title)} {_plain(second.title)}" in words:
        return [first, second]
    if first.tail and second.teaser and not ends_sentence(second.teaser[-1].text):
        return [second, first]
    return [first, second]


def _teaser(heads: Sequence[TitleBlock]) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return the first teaser, with the end of its sentence if that was read elsewhere."""
    teaser = next((head.teaser for head in heads if head.teaser), ())
    others = tuple(p for head in heads for p in head.teaser if p not in teaser)
    tails = tuple(piece for head in heads for piece in head.tail)
    if teaser and tails and not ends_sentence(teaser[-1].text):
        return teaser + tails, others
    return teaser, others + tails
