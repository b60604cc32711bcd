"""Derive the levels of headings from their size or their numbers."""

import re
from collections.abc import Sequence

from . import heading_meanings
from .block import Block, BlockKind
from .lines import ExtractedText

# Headings with a number that show that a text numbers its headings.
_MIN_NUMBERED = 3
_AT_END = re.compile(
    r"\W*(?:over|bijlagen?|annex|appendix|colofon|dank|contact|nawoord|meer|lees|wie zijn)\b", re.I
)


class HeadingLevels:
    """The levels of the headings of one text whose format does not state them."""

    def __init__(
        self, text: ExtractedText, blocks: Sequence[Block], title: Sequence[Block]
    ) -> None:
        headings = [block for block in blocks if block.kind is BlockKind.HEADING]
        self._from_pdf = text.from_pdf
        sizes = {_size(heading) for heading in headings if heading not in title}
        self._sizes = sorted(sizes, reverse=True)
        self._numbered = sum(bool(heading.number) for heading in headings) >= _MIN_NUMBERED

    def level_of(self, block: Block, in_numbered: bool) -> int:
        """Return the level of a heading, 1 for the highest.

        Args:
            block: The heading.
            in_numbered: Whether the section that it stands in has a number.
        """
        if block.format.size and self._from_pdf:
            return 1 + self._sizes.index(_size(block))
        return 2 if in_numbered and self._is_part_of_numbered(block) else 1

    def _is_part_of_numbered(self, block: Block) -> bool:
        """Return whether a heading without a number is part of the numbered one above it.

        It is not if it announces a meaning of its own or belongs to the end of the text.
        """
        if not self._numbered or block.number or _AT_END.match(block.text):
            return False
        return heading_meanings.meaning_of(block.text) is None


def _size(block: Block) -> tuple[float, bool]:
    return block.format.size, block.format.bold
