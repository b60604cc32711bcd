"""Divide the blocks of one practice over its headings, and set aside what is no text.

Invariant: each block of the run is in one stretch, in `rest`, in `headings`, or belongs to a title
block (then it is in none).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..layout.blocks import Block, Kind
from ..layout.headings import MORE
from ..layout.shapes import continues, is_front_matter, is_title, starts_lowercase
from .section_texts import Stretch

# Letters of running text that make a page of its own behind a list of tips.
_PROSE = 200
_MUCH_PROSE = 1200
_FOREIGN = "Na de laatste kop volgt een bladzijde die er niet bij lijkt te horen: zie de rest."
_MORE_TEXT = "Onder ‘meer’ of ‘contact’ stond tekst: zie de rest."
_A_LINE = 90


@dataclass
class Body:
    """The blocks of one practice by their role."""

    stretches: list[Stretch]
    headings: list[Block]
    rest: list[Block]
    notes: list[str]


def divide(blocks: Sequence[Block], first: int, end: int, taken: frozenset[int]) -> Body:
    """Divide the blocks from `first` up to `end`; `taken` are those of its title blocks."""
    return _Walk(blocks, first, end, taken).walk()


class _Walk:
    def __init__(
        self, blocks: Sequence[Block], first: int, end: int, taken: frozenset[int]
    ) -> None:
        self.blocks, self.first, self.end, self.taken = blocks, first, end, taken
        own = range(first, end)
        kinds = [i for i in own if blocks[i].kind is Kind.HEADING and blocks[i].heading != MORE]
        self.last_heading = max(kinds, default=first)
        self.level = min((blocks[i].level for i in kinds if blocks[i].level), default=0)
        self.tips_seen = False
        self.closed = False
        self.body = Body([Stretch("")], [], [], [])

    def walk(self) -> Body:
        for index in range(self.first, self.end):
            if index in self.taken:
                continue
            if self._is_foreign_page(index):
                own = (i for i in range(index, self.end) if i not in self.taken)
                self.body.rest += [self.blocks[i] for i in own]
                self.body.notes.append(_FOREIGN)
                break
            self._put(self.blocks[index], index)
        if not self.body.stretches[0].blocks:
            del self.body.stretches[0]
        return self.body

    def _put(self, block: Block, index: int) -> None:
        if block.page_start and not self.level:
            self.closed = False
        if block.kind is Kind.HEADING and (block.heading != MORE or self._closes(index)):
            self._open(block)
        elif block.kind is Kind.HEADING:
            self._add(replace(block, kind=Kind.TEXT, heading=""))
        elif block.is_text and block.level and self.level and block.level <= self.level:
            self.closed = len(self.body.stretches) > 1
            self._add(block)
        else:
            self._add(block)

    def _open(self, block: Block) -> None:
        self.body.headings.append(block)
        self.closed = block.heading == MORE
        self.tips_seen = self.tips_seen or block.heading == "tips"
        if not self.closed:
            self.body.stretches.append(Stretch(block.heading))

    def _add(self, block: Block) -> None:
        if not block.is_text or self.closed:
            self.body.rest.append(block)
            if block.is_text and len(block.text) > _A_LINE and not self.level:
                self.body.notes = list(dict.fromkeys([*self.body.notes, _MORE_TEXT]))
        else:
            self.body.stretches[-1].blocks.append(block)

    def _closes(self, index: int) -> bool:
        """Tell if *Meer* or *Contact* ends the card's text.

        It does if that is what it announces; in the middle of a text it may be about
        meeting people.
        """
        if self.tips_seen or self.blocks[index].level:
            return True
        for block in self.blocks[index + 1 : self.end]:
            if block.kind is Kind.HEADING:
                return False
            if block.kind in (Kind.CONTACT, Kind.LINK):
                return True
        return False

    def _is_afterword(self, block: Block) -> bool:
        """Tell if a text behind the tips begins like *Over deze bundel*, without a new page."""
        opens = block.is_text and block.gap and not block.bullet and self.tips_seen
        return opens and len(self.body.stretches) > 1 and is_front_matter(block.pieces[0].text)

    def _is_foreign_page(self, index: int) -> bool:
        """Tell if a page behind the last heading opens another text: an afterword, a colophon."""
        if index <= self.last_heading:
            return False
        if not self.blocks[index].page_start:
            return self._is_afterword(self.blocks[index])
        if any(later > index for later in self.taken):
            return False
        page = [b for b in self.blocks[index : self.end] if b.is_text]
        before = self.body.stretches[-1].blocks
        if not page or page[0].bullet or starts_lowercase(page[0].text):
            return False
        if is_front_matter(page[0].text):
            return True
        if before and continues(before[-1].text, page[0].text):
            return False
        prose = sum(len(block.text) for block in page if not block.bullet)
        listed = any(b.bullet for b in before) and not any(b.bullet for b in page)
        titled = is_title(page[0]) and len(page) > 1
        return titled or (listed and prose > _PROSE) or prose > _MUCH_PROSE
