"""Split the lines of a PDF into blocks by their size and their place on the page."""

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

# From this many times the size of the text, a line is a heading.
_LARGER = 1.12
# Below this many times the size of the text, a line is a footnote or a caption.
_SMALLER = 0.87
# Over this many times the usual leading, a new paragraph begins.
_WIDE_LEADING = 1.35
# In points.
_INDENT = 7.0
# Share of a page's height between an item and its mark, at the most.
_MAX_MARK_SHIFT = 0.006
# Points between a mark and its item, at the most.
_MAX_MARK_GAP = 45.0
# Points between the left edges of two columns, at the least.
_MIN_COLUMN_GAP = 120.0
_NOTE = re.compile(r"(?:[\d⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}[.)]?|\*|†)\s*[^\W\d_]|[⁰¹²³⁴⁵⁶⁷⁸⁹]")
_BARE_NUMBER = re.compile(r"\s*(?:\(?(?:\d{1,2}|[a-z])[.)]|\d{1,2}°|o)\s*")
_ANY_BULLET = re.compile(rf"\s*[{re.escape(BULLETS)}o]\s")


def split_blocks(text: ExtractedText, outside: frozenset[int]) -> Iterator[Block]:
    """Yield the blocks of a text; lines whose index is in `outside` are boilerplate."""
    yield from _PdfBlocks(text, outside).blocks()


class _PdfBlocks:
    """The blocks of one PDF, and the usual size, leading and columns of its text."""

    def __init__(self, text: ExtractedText, outside: frozenset[int]) -> None:
        self.text = text
        self.outside = outside
        self.lines = list(_marks_before_items(text))
        self.inside = [line for line in self.lines if line.number not in outside]
        self.size = self._usual_size()
        self.leading = self._usual_leading()
        self.columns = self._columns()

    def format_of(self, line: Line) -> LineFormat:
        """Return the format of a line."""
        return self.text.format_of(line.number)

    def _usual_size(self) -> float:
        sizes: Counter[float] = Counter()
        for line in self.inside:
            sizes[round(self.format_of(line).size * 2) / 2] += len(line.text)
        return sizes.most_common(1)[0][0] if sizes else 11.0

    def _usual_leading(self) -> float:
        leadings = [
            self.format_of(line).leading
            for line in self.inside
            if abs(self.format_of(line).size - self.size) < 0.6
            and 0.8 * self.size < self.format_of(line).leading < 2.4 * self.size
        ]
        return sorted(leadings)[len(leadings) // 5] if leadings else 1.3 * self.size

    def _columns(self) -> list[tuple[float, float]]:
        """Return the left and right edge of each column, from left to right."""
        long_lines = [line for line in self.inside if len(line.text) > 20]
        starts = Counter(round(self.format_of(line).left) for line in long_lines)
        lefts: list[float] = []
        for start, count in starts.most_common():
            left = float(start)
            wide = all(abs(left - other) > _MIN_COLUMN_GAP for other in lefts)
            if not lefts or (wide and count > 0.15 * len(long_lines)):
                lefts.append(left)
        columns: list[tuple[float, float]] = []
        for left_edge in sorted(lefts) or [0.0]:
            next_left = min((other for other in lefts if other > left_edge), default=10_000.0)
            ends = sorted(
                line_format.right
                for line_format in map(self.format_of, long_lines)
                if left_edge - 3 <= line_format.left < next_left - 3
                and line_format.right < next_left
            )
            columns.append((left_edge, ends[int(len(ends) * 0.9)] if ends else left_edge + 400))
        return columns

    def column(self, line_format: LineFormat) -> tuple[float, float]:
        """Return the column that a line stands in."""
        inside = [column for column in self.columns if column[0] <= line_format.left + 3]
        return inside[-1] if inside else self.columns[0]

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks in reading order."""
        lines: list[Line] = []
        marks: list[Line] = []
        for line in self.lines:
            if line.number in self.outside:
                yield Block(BlockKind.BOILERPLATE, (line_piece(line),), format=self.format_of(line))
                continue
            if _is_mark(line):
                yield from self._block(lines, marks)
                lines, marks = [], [line]
                continue
            if lines and not self._continues_block(lines, line):
                yield from self._block(lines, marks)
                lines, marks = [], []
            lines.append(line)
        yield from self._block(lines, marks)

    def _continues_block(self, lines: Sequence[Line], line: Line) -> bool:
        """Return whether a line continues the block of the lines before it."""
        if Style.ROW in (self.format_of(line).style, self.format_of(lines[-1]).style):
            return False
        last, line_format = self.format_of(lines[-1]), self.format_of(line)
        if self._rank(lines[-1]) != self._rank(line):
            return False
        if self._is_marked(line) or is_capitals(line.text) != is_capitals(lines[-1].text):
            return False
        if self._rank(line) > 0:  # lines of one heading
            return (
                0 < line_format.leading < 1.7 * line_format.size
                and not ends_sentence(lines[-1].text)
                and last.page == line_format.page
            )
        full = last.right > self._full_from(lines)
        if last.page != line_format.page or line_format.leading <= 0:
            return not ends_sentence(lines[-1].text) or (full and starts_lowercase(line.text))
        if line_format.leading > _WIDE_LEADING * self._usual_leading_of(line_format):
            return False
        if ends_sentence(lines[-1].text) and not full and not starts_lowercase(line.text):
            return False
        indented = line_format.left > self.format_of(lines[0]).left + _INDENT
        if indented and ends_sentence(lines[-1].text) and not self._is_marked(lines[0]):
            return False
        if self._is_unmarked_item(lines, line, full):
            return False
        return not (
            line_format.left < last.left - 3 * _INDENT
            and not self._is_marked(lines[0])
            and ends_sentence(lines[-1].text)
        )

    def _usual_leading_of(self, line_format: LineFormat) -> float:
        return self.leading * line_format.size / self.size if self.size else self.leading

    def _full_from(self, lines: Sequence[Line]) -> float:
        """Return from which column a line counts as full."""
        left, right = self.column(self.format_of(lines[-1]))
        return right - 0.22 * (right - left)

    def _is_unmarked_item(self, lines: Sequence[Line], line: Line, full: bool) -> bool:
        """Return whether a line is an item without a mark: indented, with a capital."""
        line_format, last = self.format_of(line), self.format_of(lines[-1])
        left, right = self.column(line_format)
        if line_format.left <= left + _INDENT or not line.text[:1].isupper():
            return False
        if full and not (
            ends_sentence(lines[-1].text) and last.right < right - 0.03 * (right - left)
        ):
            return False
        return not lines[-1].text.endswith((",", "-"))

    def _is_marked(self, line: Line) -> bool:
        if _ANY_BULLET.match(line.text):
            return True
        block = paragraph_block(line_piece(line), LineFormat())
        return block.kind is BlockKind.ITEM

    def _rank(self, line: Line) -> int:
        """Rank the size of a line: -1 below the text, 0 as the text, 1 bold, more above it."""
        line_format = self.format_of(line)
        if line_format.size > _LARGER * self.size:
            return round(line_format.size * 2)
        if line_format.size < _SMALLER * self.size:
            return -1
        return 1 if line_format.bold else 0

    def _block(self, lines: Sequence[Line], marks: Sequence[Line]) -> Iterator[Block]:
        marks_before = tuple(line_piece(line) for line in marks)
        if not lines:
            if marks_before:
                yield Block(BlockKind.BOILERPLATE, marks_before)
            return
        pieces = tuple(line_piece(line) for line in lines)
        line_format = self.format_of(lines[0])
        if line_format.style is Style.ROW:
            yield Block(BlockKind.ROW, pieces, marks=marks_before, format=line_format)
            return
        first, rank = pieces[0], self._rank(lines[0])
        whole = " ".join(piece.text for piece in pieces)
        if marks_before:
            block = item_block(first, line_format)
            mark = marks_before[0].text.strip(" ().")
            yield replace(
                block,
                pieces=(*block.pieces, *pieces[1:]),
                marks=(*marks_before, *block.marks),
                number=block.number or (mark if mark.isalnum() else ""),
            )
            return
        if self._is_heading(lines, whole, rank):
            block = heading_block(first, 0, line_format)
            yield replace(block, pieces=(*block.pieces, *pieces[1:]))
            return
        if rank < 0 and _NOTE.match(first.text) and line_format.top > 0.5:
            yield Block(BlockKind.NOTE, pieces, format=line_format)
            return
        block = paragraph_block(first, line_format)
        if block.kind is BlockKind.TEXT and self._has_drawn_bullet(lines, whole):
            block = replace(block, kind=BlockKind.ITEM)
        yield replace(block, pieces=(*block.pieces, *pieces[1:]))

    def _has_drawn_bullet(self, lines: Sequence[Line], whole: str) -> bool:
        """Return whether indented lines are an item whose bullet was drawn, not written."""
        margin = self.column(self.format_of(lines[0]))[0]
        indented = min(self.format_of(line).left for line in lines) > margin + 2 * _INDENT
        return (
            indented
            and self._rank(lines[0]) >= 0
            and len(whole) < 400
            and whole[0] not in "“„«\"'‘"
            and not self._is_centred(lines)
        )

    def _is_centred(self, lines: Sequence[Line]) -> bool:
        line_format = self.format_of(lines[0])
        column = self.column(line_format)
        left, right = line_format.left - column[0], column[1] - line_format.right
        return len(lines) == 1 and left > 60 and abs(left - right) < 12

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
        if heading_meanings.meaning_of(whole) is not None and self._has_room_above(lines[0]):
            return True
        if not whole[0].isdigit() or "." not in whole[:4] or not has_heading_number(whole):
            return False
        return not self._near_numbered_item(lines[0]) and self._has_room_above(lines[0])

    def _has_room_above(self, line: Line) -> bool:
        """Return whether a line has more than the usual room above it."""
        line_format = self.format_of(line)
        usual = self._usual_leading_of(line_format)
        return line_format.leading <= 0 or line_format.leading > 1.2 * usual

    def _near_numbered_item(self, line: Line) -> bool:
        """Return whether a numbered item stands within two lines of this one."""
        index = self.inside.index(line)
        near = [*self.inside[max(0, index - 2) : index], *self.inside[index + 1 : index + 3]]
        return any(re.match(r"\(?\d{1,2}[.)]\s", other.text) for other in near)


def _marks_before_items(text: ExtractedText) -> Iterator[Line]:
    """Yield the lines in order, with the mark of each item right before it.

    Some programs write all the marks of a page after its text.
    """
    pages: dict[int, list[Line]] = defaultdict(list)
    for line in text.lines:
        pages[text.format_of(line.number).page].append(line)
    marks_before: dict[int, list[Line]] = defaultdict(list)
    for lines in pages.values():
        for mark in filter(_is_mark, lines):
            if (number := _line_behind(text, lines, mark)) is not None:
                marks_before[number].append(mark)
    moved = {mark.number for marks in marks_before.values() for mark in marks}
    for line in text.lines:
        yield from marks_before.get(line.number, ())
        if line.number not in moved:
            yield line


def _is_mark(line: Line) -> bool:
    return bool(BARE_BULLET.fullmatch(line.text) or _BARE_NUMBER.fullmatch(line.text))


def _line_behind(text: ExtractedText, page: Sequence[Line], mark: Line) -> int | None:
    """Return the number of the line that stands right behind a mark on the page."""
    mark_format = text.format_of(mark.number)
    candidates = [
        (line_format.left - mark_format.right, line.number)
        for line in page
        if abs((line_format := text.format_of(line.number)).top - mark_format.top) < _MAX_MARK_SHIFT
        and 0 <= line_format.left - mark_format.right < _MAX_MARK_GAP
        and not _is_mark(line)
    ]
    return min(candidates)[1] if candidates else None
