"""The lines of a PDF → blocks, by their size and their place on the page."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...extracting.rows import Style
from ..layout.list_marks import BARE_BULLET, BULLETS
from ..layout.shapes import ends_sentence, starts_lowercase
from ..source import Line
from . import heading_meanings
from .block import (
    Block,
    BlockKind,
    has_heading_number,
    heading_block,
    is_capitals,
    item_block,
    line_piece,
    may_be_heading,
    paragraph_block,
)
from .lines import ExtractedText, LineFormat

_LARGER = 1.12
"""Times the size of the text: a heading."""
_SMALLER = 0.87
"""A footnote, or a caption."""
_WIDE_LEADING = 1.35
"""Times the usual distance between two lines: a blank line."""
_INDENT = 7.0
"""Points."""
_SAME_HEIGHT = 0.006
"""Share of a page's height, between an item and its mark."""
_NEAR = 45.0
"""Points between a mark and its item, at the most."""
_COLUMN = 120.0
"""Points between the left edges of two columns, at the least."""
_NOTE = re.compile(r"(?:[\d⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}[.)]?|\*|†)\s*[^\W\d_]|[⁰¹²³⁴⁵⁶⁷⁸⁹]")
_BARE_MARK = re.compile(r"\s*(?:\(?(?:\d{1,2}|[a-z])[.)]|\d{1,2}°|o)\s*")
_ANY_BULLET = re.compile(rf"\s*[{re.escape(BULLETS)}o]\s")


def split_blocks(text: ExtractedText, gone: frozenset[int]) -> Iterator[Block]:
    yield from _Printed(text, gone).blocks()


class _Printed:
    def __init__(self, text: ExtractedText, gone: frozenset[int]) -> None:
        self.text = text
        self.gone = gone
        self.lines = list(_with_marks(text))
        self.kept = [line for line in self.lines if line.number not in gone]
        self.size = self._usual_size()
        self.leading = self._usual_leading()
        self.columns = self._columns()

    def format_of(self, line: Line) -> LineFormat:
        return self.text.format_of(line.number)

    def _usual_size(self) -> float:
        sizes: Counter[float] = Counter()
        for line in self.kept:
            sizes[round(self.format_of(line).size * 2) / 2] += len(line.text)
        return sizes.most_common(1)[0][0] if sizes else 11.0

    def _usual_leading(self) -> float:
        steps = [
            self.format_of(line).leading
            for line in self.kept
            if abs(self.format_of(line).size - self.size) < 0.6
            and 0.8 * self.size < self.format_of(line).leading < 2.4 * self.size
        ]
        return sorted(steps)[len(steps) // 5] if steps else 1.3 * self.size

    def _columns(self) -> list[tuple[float, float]]:
        """Left and right edge of each column, from left to right; most pages have one."""
        long = [line for line in self.kept if len(line.text) > 20]
        starts = Counter(round(self.format_of(line).left) for line in long)
        lefts: list[float] = []
        for start, count in starts.most_common():
            left = float(start)
            wide = all(abs(left - other) > _COLUMN for other in lefts)
            if not lefts or (wide and count > 0.15 * len(long)):
                lefts.append(left)
        found: list[tuple[float, float]] = []
        for edge in sorted(lefts) or [0.0]:
            after = min((other for other in lefts if other > edge), default=10_000.0)
            ends = sorted(
                look.right
                for look in map(self.format_of, long)
                if edge - 3 <= look.left < after - 3 and look.right < after
            )
            found.append((edge, ends[int(len(ends) * 0.9)] if ends else edge + 400))
        return found

    def column(self, look: LineFormat) -> tuple[float, float]:
        inside = [column for column in self.columns if column[0] <= look.left + 3]
        return inside[-1] if inside else self.columns[0]

    def blocks(self) -> Iterator[Block]:
        held: list[Line] = []
        marks: list[Line] = []
        for line in self.lines:
            if line.number in self.gone:
                yield Block(BlockKind.BOILERPLATE, (line_piece(line),), format=self.format_of(line))
                continue
            if _is_mark(line):
                yield from self._block(held, marks)
                held, marks = [], [line]
                continue
            if held and not self._same(held, line):
                yield from self._block(held, marks)
                held, marks = [], []
            held.append(line)
        yield from self._block(held, marks)

    def _same(self, held: Sequence[Line], line: Line) -> bool:
        """The line goes on with the block that is held."""
        if Style.ROW in (self.format_of(line).style, self.format_of(held[-1]).style):
            return False
        last, look = self.format_of(held[-1]), self.format_of(line)
        if self._rank(held[-1]) != self._rank(line):
            return False
        if self._is_marked(line) or is_capitals(line.text) != is_capitals(held[-1].text):
            return False
        if self._rank(line) > 0:  # two lines of one heading
            return (
                0 < look.leading < 1.7 * look.size
                and not ends_sentence(held[-1].text)
                and last.page == look.page
            )
        full = last.right > self._full(held)
        if last.page != look.page or look.leading <= 0:
            return not ends_sentence(held[-1].text) or (full and starts_lowercase(line.text))
        if look.leading > _WIDE_LEADING * self._step(look):
            return False
        if ends_sentence(held[-1].text) and not full and not starts_lowercase(line.text):
            return False
        indented = look.left > self.format_of(held[0]).left + _INDENT
        if indented and ends_sentence(held[-1].text) and not self._is_marked(held[0]):
            return False
        if self._listed(held, line, full):
            return False
        return not (
            look.left < last.left - 3 * _INDENT
            and not self._is_marked(held[0])
            and ends_sentence(held[-1].text)
        )

    def _step(self, look: LineFormat) -> float:
        return self.leading * look.size / self.size if self.size else self.leading

    def _full(self, held: Sequence[Line]) -> float:
        """From where on a line reaches the margin."""
        left, right = self.column(self.format_of(held[-1]))
        return right - 0.22 * (right - left)

    def _listed(self, held: Sequence[Line], line: Line, full: bool) -> bool:
        """Items without a mark: lines further in than the text, each with a capital."""
        look, last = self.format_of(line), self.format_of(held[-1])
        left, right = self.column(look)
        if look.left <= left + _INDENT or not line.text[:1].isupper():
            return False
        if full and not (
            ends_sentence(held[-1].text) and last.right < right - 0.03 * (right - left)
        ):
            return False
        return not held[-1].text.endswith((",", "-"))

    def _is_marked(self, line: Line) -> bool:
        if _ANY_BULLET.match(line.text):
            return True
        found = paragraph_block(line_piece(line), LineFormat())
        return found.kind is BlockKind.ITEM

    def _rank(self, line: Line) -> int:
        """How much larger than the text; -1 for smaller; bold lines are a rank of their own."""
        look = self.format_of(line)
        if look.size > _LARGER * self.size:
            return round(look.size * 2)
        if look.size < _SMALLER * self.size:
            return -1
        return 1 if look.bold else 0

    def _block(self, lines: Sequence[Line], marks: Sequence[Line]) -> Iterator[Block]:
        before = tuple(line_piece(line) for line in marks)
        if not lines:
            if before:
                yield Block(BlockKind.BOILERPLATE, before)
            return
        pieces = tuple(line_piece(line) for line in lines)
        look = self.format_of(lines[0])
        if look.style is Style.ROW:
            yield Block(BlockKind.ROW, pieces, marks=before, format=look)
            return
        first, rank = pieces[0], self._rank(lines[0])
        whole = " ".join(piece.text for piece in pieces)
        if before:
            found = item_block(first, look)
            said = before[0].text.strip(" ().")
            yield replace(
                found,
                pieces=(*found.pieces, *pieces[1:]),
                marks=(*before, *found.marks),
                number=found.number or (said if said.isalnum() else ""),
            )
            return
        if self._is_heading(lines, whole, rank):
            found = heading_block(first, 0, look)
            yield replace(found, pieces=(*found.pieces, *pieces[1:]))
            return
        if rank < 0 and _NOTE.match(first.text) and look.top > 0.5:
            yield Block(BlockKind.NOTE, pieces, format=look)
            return
        first_text = first.text
        if first_text.startswith("o ") and _ANY_BULLET.match(first_text):
            found = Block(
                BlockKind.ITEM, (first.cut(2).stripped(),), marks=(first.cut(0, 1),), format=look
            )
        else:
            found = paragraph_block(first, look)
        if found.kind is BlockKind.TEXT and self._in_list(lines, whole):
            found = replace(found, kind=BlockKind.ITEM)
        yield replace(found, pieces=(*found.pieces, *pieces[1:]))

    def _in_list(self, lines: Sequence[Line], whole: str) -> bool:
        """Further in than the text, and no quote: an item whose mark was drawn, not written."""
        edge = self.column(self.format_of(lines[0]))[0]
        further = min(self.format_of(line).left for line in lines) > edge + 2 * _INDENT
        return (
            further
            and self._rank(lines[0]) >= 0
            and len(whole) < 400
            and whole[0] not in "“„«\"'‘"
            and not _centred(lines, self)
        )

    def _is_heading(self, lines: Sequence[Line], whole: str, rank: int) -> bool:
        if rank < 0 or not may_be_heading(whole) or len(lines) > 4:
            return False
        if rank > 1:
            return True
        if rank == 1:
            return len(lines) < 3
        if len(lines) > 1 or len(whole) > 90:
            return False
        if is_capitals(whole):
            return True
        if heading_meanings.meaning_of(whole) is not None and self._alone(lines[0]):
            return True
        is_numbered = whole[0].isdigit() and "." in whole[:4] and not self._numbered_list(lines[0])
        return is_numbered and has_heading_number(whole) and self._alone(lines[0])

    def _alone(self, line: Line) -> bool:
        """With more than the usual room above it."""
        look = self.format_of(line)
        return look.leading <= 0 or look.leading > 1.2 * self._step(look)

    def _numbered_list(self, line: Line) -> bool:
        """Another item with a number comes right before or after."""
        index = self.kept.index(line)
        near = [*self.kept[max(0, index - 2) : index], *self.kept[index + 1 : index + 3]]
        return any(re.match(r"\(?\d{1,2}[.)]\s", other.text) for other in near)


def _with_marks(text: ExtractedText) -> Iterator[Line]:
    """The lines in order, with the mark of each item right before it: some programs write all the
    marks of a page after its text."""
    pages: dict[int, list[Line]] = defaultdict(list)
    for line in text.lines:
        pages[text.format_of(line.number).page].append(line)
    before: dict[int, list[Line]] = defaultdict(list)
    for lines in pages.values():
        for mark in filter(_is_mark, lines):
            if (beside := _beside(text, lines, mark)) is not None:
                before[beside].append(mark)
    moved = {mark.number for marks in before.values() for mark in marks}
    for line in text.lines:
        yield from before.get(line.number, ())
        if line.number not in moved:
            yield line


def _is_mark(line: Line) -> bool:
    return bool(BARE_BULLET.fullmatch(line.text) or _BARE_MARK.fullmatch(line.text))


def _beside(text: ExtractedText, page: Sequence[Line], mark: Line) -> int | None:
    """The line of text on the page that stands right behind a mark."""
    place = text.format_of(mark.number)
    near = [
        (look.left - place.right, line.number)
        for line in page
        if abs((look := text.format_of(line.number)).top - place.top) < _SAME_HEIGHT
        and 0 <= look.left - place.right < _NEAR
        and not _is_mark(line)
    ]
    return min(near)[1] if near else None


def _centred(lines: Sequence[Line], page: _Printed) -> bool:
    look = page.format_of(lines[0])
    edges = page.column(look)
    left, right = look.left - edges[0], edges[1] - look.right
    return len(lines) == 1 and left > 60 and abs(left - right) < 12
