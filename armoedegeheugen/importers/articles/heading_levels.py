"""Which headings are above which, where the format does not say: by their size or numbers."""

import re
from collections.abc import Sequence

from . import heading_meanings
from .block import Block, BlockKind
from .lines import ExtractedText

_LEAST = 3
"""Headings with a number, by which a text shows that it numbers them."""
_AT_END = re.compile(
    r"\W*(?:over|bijlagen?|annex|appendix|colofon|dank|contact|nawoord|meer|lees|wie zijn)\b", re.I
)


class HeadingLevels:
    """Of one text."""

    def __init__(
        self, text: ExtractedText, blocks: Sequence[Block], title: Sequence[Block]
    ) -> None:
        headings = [block for block in blocks if block.kind is BlockKind.HEADING]
        self._printed = text.from_pdf
        self._sizes = sorted({_size(one) for one in headings if one not in title}, reverse=True)
        self._numbered = sum(bool(one.number) for one in headings) >= _LEAST

    def level_of(self, block: Block, below_number: bool) -> int:
        """1 for the highest. `below_number`: the section that it stands in has a number."""
        if block.format.size and self._printed:
            return 1 + self._sizes.index(_size(block))
        return 2 if below_number and self._is_part(block) else 1

    def _is_part(self, block: Block) -> bool:
        """Where the headings have numbers, one without is part of what stands above it, unless it
        says itself what it is or belongs to the end."""
        own = (
            heading_meanings.meaning_of(block.text) is not None
            or _AT_END.match(block.text) is not None
        )
        return self._numbered and not block.number and not own


def _size(block: Block) -> tuple[float, bool]:
    return block.format.size, block.format.bold
