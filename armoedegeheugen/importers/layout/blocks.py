"""Group lines into blocks of one kind: text, heading, link, noise.

Invariant: every non-blank line is in a block, or divided over several, but for the marks of list
items. A block never crosses a blank line, a page or a list item; later steps join what belongs
together.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from ...privacy import personal_data
from ..gazetteer import LABEL, PlaceMatch
from ..source import Line, Piece
from . import headings, noise
from .list_marks import BARE_BULLET, ENDED, LOST, bullet


class Kind(Enum):
    """The kind of a block."""

    TEXT = "text"
    HEADING = "heading"
    PLACE = "place"
    CONTACT = "contact"
    LINK = "link"
    # Page numbers, running heads, captions, stray marks.
    NOISE = "noise"
    # Text around the main text of a web page.
    ASIDE = "aside"


@dataclass(frozen=True)
class Block:
    """Lines of one kind that stand together."""

    kind: Kind
    pieces: tuple[Piece, ...]
    page_start: bool = False
    # A blank line stands before it.
    gap: bool = True
    # The mark of a list item, which is left out of the pieces.
    bullet: str = ""
    heading: str = ""
    level: int = 0
    found: PlaceMatch | None = None

    @property
    def text(self) -> str:
        """Return the lines as one text."""
        return " ".join(piece.text.strip() for piece in self.pieces)

    @property
    def is_text(self) -> bool:
        """Tell if the block is running text."""
        return self.kind is Kind.TEXT


# A labelled title in a form: *Titel: Ouders op weg*.
_CALLED = re.compile(
    r"\s*(?:titel|naam(?: van)?(?: (?:het|de))?(?: (?:project|praktijk|initiatief|werking))?"
    r"|project(?:naam)?|praktijk|initiatief)\s*:\s*(?=\S)",
    re.IGNORECASE,
)
# Labels of a form above the five headings, for which a card has no field.
_FACT = re.compile(
    r"\s*(?:periode|looptijd|startdatum|jaar|datum|thema(?:’|')?s?|trefwoorden|budget|kostprijs"
    r"|financiering|website|partners?)\s*:\s*\S",
    re.IGNORECASE,
)
# The kind of text, above its title.
_KICKER = re.compile(
    r"\s*(?:(?:goede|inspirerende) praktijk|praktijk(?:fiche|voorbeeld|steekkaart)|fiche"
    r"|(?:korte )?(?:omschrijving|beschrijving|samenvatting)|in het kort)\s*\d{0,3}\s*:?\s*",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\s*\d{1,2}\s*[.)]\s+(?=[A-ZÀ-Ý])")
_A_LABEL = 200
# Kinds that may stand within a sentence without ending it.
TRANSPARENT = (Kind.LINK, Kind.NOISE, Kind.ASIDE, Kind.CONTACT)


def group_lines(lines: Sequence[Line]) -> Iterator[Block]:
    """Yield the blocks in order; contact lines and places are still text."""
    layout = _Layout(lines)
    current: Block | None = None
    pieces: list[Piece] = []
    for index in range(len(lines)):
        for block in layout.blocks(index):
            if current and _continues(current, block):
                pieces += block.pieces
                continue
            if current:
                yield replace(current, pieces=tuple(pieces))
            current, pieces = block, list(block.pieces)
    if current:
        yield replace(current, pieces=tuple(pieces))


def _continues(before: Block, block: Block) -> bool:
    return (
        before.kind is block.kind is Kind.TEXT
        and not (block.gap or block.page_start or block.bullet)
        and before.level == block.level == 0
    )


class _Layout:
    """A walk over the lines that remembers what stood before the current one."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.running = noise.running_heads(lines)
        self.others = headings.missing(
            [line.text for n, line in enumerate(lines) if line.level or self._is_label(n)],
            [line.text for line in lines if not line.aside and len(line.text) < _A_LABEL],
        )
        self.headed = self.below_heading = False
        self.gap = self.page_start = True
        self.bullet = ""
        self.link = False
        self.half_heading = ""

    def blocks(self, index: int) -> Iterator[Block]:
        line = self.lines[index]
        self.page_start = self.page_start or line.page_start
        if line.blank:
            self.gap = True
            self.link = False
            return
        if BARE_BULLET.fullmatch(line.text) and self._followed(index):
            self.bullet = line.text.strip()
            return
        for block in self._told_apart(index):
            yield replace(block, gap=self.gap, page_start=self.page_start)
            self.gap = False
            # A running head does not begin a page.
            self.page_start = self.page_start and block.kind is Kind.NOISE
            self.below_heading = block.kind is Kind.HEADING
            self.headed = self.headed or self.below_heading
            self.link = block.kind is Kind.LINK

    def _followed(self, index: int) -> bool:
        """Tell if text stands right below, to which a bare bullet can belong."""
        return any(
            not line.blank and any(c.isalpha() for c in line.text)
            for line in self.lines[index + 1 : index + 3]
        )

    def _told_apart(self, index: int) -> Iterator[Block]:
        line = self.lines[index]
        whole = Piece(line.number, 0, line.text).stripped()
        kind = self._kind(index)
        if kind is not Kind.TEXT:
            yield Block(kind, (whole,))
        elif line.level:
            heading = headings.kind_of(line.text, self.others)
            shape = Kind.HEADING if heading else Kind.TEXT
            yield Block(shape, (whole,), heading=heading, level=line.level)
        elif match := _CALLED.match(line.text):
            self.headed = False
            yield Block(Kind.NOISE, (whole.cut(0, match.end()).stripped(),))
            yield Block(Kind.TEXT, (whole.cut(match.end()).stripped(),), level=1)
        elif _KICKER.fullmatch(line.text) or (not self.headed and _FACT.match(line.text)):
            yield Block(Kind.NOISE, (whole,))
        elif heading := self._in_two(index):
            yield Block(Kind.HEADING, (whole,), heading=heading)
        else:
            yield from self._parts(index)

    def _kind(self, index: int) -> Kind:
        line = self.lines[index]
        if line.aside:
            return Kind.ASIDE
        if noise.is_link(line.text, self.link):
            return Kind.LINK
        return Kind.NOISE if index in self.running or noise.is_noise(line.text) else Kind.TEXT

    def _in_two(self, index: int) -> str:
        """Return the heading of which a line is half: *NEVEN-*, *EFFECT*."""
        letters = headings.letters(self.lines[index].text)
        if self.half_heading:
            heading, self.half_heading = self.half_heading, ""
            return heading
        after = index + 1 < len(self.lines) and self.lines[index + 1].text
        if after and 3 < len(letters) < 12 and self.lines[index].text.strip().endswith("-"):
            self.half_heading = headings.exact(letters + headings.letters(after))
        return self.half_heading

    def _parts(self, index: int) -> Iterator[Block]:
        line = self.lines[index]
        parts = headings.split(line.text, self.others)
        if len(parts) == 1 and parts[0].kind and not self._stands_alone(index, parts[0]):
            parts = (headings.Part(0, len(line.text)),)
        for number, part in enumerate(parts):
            piece = Piece(line.number, 0, line.text).cut(part.start, part.end)
            if part.kind:
                yield Block(Kind.HEADING, (piece.stripped(),), heading=part.kind)
                continue
            if len(parts) > 1 and number == 0 and not piece.text.strip()[0].islower():
                self.gap = True  # a title before its heading is no part of the text above
            mark = "•" if line.item else LOST if line.blank_led and not number else ""
            first = number or self.below_heading
            yield self._text(piece, mark, "" if first else self._neighbour(index, -1))

    def _stands_alone(self, index: int, part: headings.Part) -> bool:
        """Tell if a line is a heading, and not the last word of a paragraph."""
        text = self.lines[index].text.strip()
        if part.style is headings.Style.SURE and not text[-1:].islower():
            return True
        before = self._neighbour(index, -1)
        after = self._neighbour(index, 1)
        broken = bool(before) and not ENDED.search(before)
        if part.style is headings.Style.LOWER:
            return self._clear(index, -1) and self._clear(index, 1) and not after[:1].islower()
        return not (broken and after[:1].islower())

    def _opens_practice(self, number: int) -> bool:
        """Tell if a line stands alone above a place or contact line: *2. De babbelbus*."""
        index = next((n for n, line in enumerate(self.lines) if line.number == number), -1)
        if index < 0 or not (self._clear(index, -1) and self._clear(index, 1)):
            return False
        after = next((line.text for line in self.lines[index + 1 :] if not line.blank), "")
        return bool(LABEL.match(after)) or personal_data.is_contact_line(after)

    def _is_label(self, index: int) -> bool:
        """Tell if nothing stands above a line, and below only if it stands out by itself."""
        own = self._clear(index, 1) or headings.stands_out(self.lines[index].text)
        return own and self._clear(index, -1)

    def _clear(self, index: int, step: int) -> bool:
        return not self._neighbour(index, step)

    def _neighbour(self, index: int, step: int) -> str:
        """Return the text of the line above or below; empty for a blank one or none."""
        place = index + step
        return self.lines[place].text.strip() if 0 <= place < len(self.lines) else ""

    def _text(self, piece: Piece, mark: str, above: str) -> Block:
        mark, self.bullet = self.bullet or mark, ""
        number = _NUMBERED.match(piece.text)
        if number and not mark and self._opens_practice(piece.line):
            return Block(Kind.TEXT, (piece.cut(number.end()).stripped(),), level=2)
        if match := bullet(piece.text, above):
            return Block(Kind.TEXT, (piece.cut(match.end()).stripped(),), bullet=match[1])
        return Block(Kind.TEXT, (piece.stripped(),), bullet=mark)
