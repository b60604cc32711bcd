"""Split plain text into blocks.

Headings show by hashes, underlines, capitals, numbers or their place; paragraphs by blank lines or
by the ends of their lines.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import quantiles

from ...privacy.personal_data import is_certain_name
from ..layout.list_marks import BARE_BULLET
from ..layout.shapes import ends_sentence, starts_lowercase
from ..source import Line, Piece
from . import heading_meanings
from .block import (
    Block,
    BlockKind,
    has_heading_number,
    heading_block,
    is_capitals,
    line_piece,
    may_be_heading,
    paragraph_block,
)
from .lines import ExtractedText, LineFormat
from .speakers import is_attribution

_UNDERLINE = re.compile(r"\s*([=\-_~*])\1{2,}\s*")
_RULE = re.compile(r"\s*(?:[*\-_=~]\s?){3,}\s*")
_TABLE = re.compile(r"\s*\S.*(?:\t|\s{3,}|\s\|\s)\S.*")
_ROW_RULE = re.compile(r"[\s|+:=-]{4,}")
_HASHES = re.compile(r"#{1,6}\s+\S")
_STARRED = re.compile(r"(?:\*\*|__)(\S.{1,140})(?:\*\*|__)\s*:?")
_REFERENCE = re.compile(r"[A-ZÀ-Ý][^()]{3,80}\((?:19|20)\d\d[a-z]?\)")
_QUOTE_END = re.compile(r"[”\"»«’][.,]?$")
# In characters; where lines are longer, each is a paragraph.
_MAX_WRAPPED = 110


def split_blocks(text: ExtractedText, outside: frozenset[int]) -> Iterator[Block]:
    """Yield the blocks of a text; lines whose index is in `outside` are boilerplate."""
    yield from _PlainTextBlocks(text, outside).blocks()


class _PlainTextBlocks:
    """The blocks of one plain text, and the usual width and indent of its lines."""

    def __init__(self, text: ExtractedText, outside: frozenset[int]) -> None:
        self.lines = text.lines
        self.outside = outside
        lengths = [len(line.text.strip()) for line in text.lines if not line.blank]
        self.width = max(quantiles(lengths, n=20)[-1], 40) if len(lengths) > 1 else 80.0
        self.wrapped = self.width < _MAX_WRAPPED
        self.indent = self._usual_indent()
        self.above: Block | None = None

    def _usual_indent(self) -> int:
        depths = sorted(_indent(line.text) for line in self.lines if not line.blank)
        return depths[len(depths) // 2] if depths else 0

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks in reading order."""
        run: list[Line] = []
        for n, line in enumerate(self.lines):
            if n in self.outside:
                yield from self._run_blocks(run, n)
                run = []
                if not line.blank:
                    yield Block(BlockKind.BOILERPLATE, (line_piece(line),))
            elif line.blank or (line.page_start and run):
                yield from self._run_blocks(run, n)
                run = [] if line.blank else [line]
            else:
                run.append(line)
        yield from self._run_blocks(run, len(self.lines))

    def _run_blocks(self, lines: Sequence[Line], end: int) -> Iterator[Block]:
        """Yield the blocks of lines without a blank one between; `end` is the index after them."""
        remaining = list(lines)
        self.above = None
        while remaining:
            block, count = self._first_block(remaining, end)
            block = replace(block, gap_above=self.above is None)
            self.above = block
            yield block
            remaining = remaining[count:]

    def _first_block(self, lines: Sequence[Line], end: int) -> tuple[Block, int]:
        """Return the first block of some lines, and how many lines it takes."""
        line = lines[0]
        piece = line_piece(line)
        underlined = len(lines) > 1 and _UNDERLINE.fullmatch(lines[1].text)
        if underlined and may_be_heading(line.text):
            level = 1 if lines[1].text.strip()[0] in "=*" else 2
            return heading_block(piece, level, LineFormat(), (line_piece(lines[1]),)), 2
        if _RULE.fullmatch(line.text) or (_ROW_RULE.fullmatch(line.text) and "|" in line.text):
            return Block(BlockKind.BOILERPLATE, (piece,)), 1
        if self.above is not None and self.above.kind is BlockKind.ROW and self._is_table(lines):
            return _row(piece), 1
        if self._is_heading(lines, end):
            return heading_block(piece, 0, LineFormat()), 1
        if BARE_BULLET.fullmatch(line.text) and len(lines) > 1:
            count = self._paragraph_length(lines[1:])
            block = self._paragraph(lines[1 : count + 1])
            return replace(block, kind=BlockKind.ITEM, marks=(piece, *block.marks)), count + 1
        if self._is_table(lines):
            return _row(piece), 1
        count = self._paragraph_length(lines)
        return self._paragraph(lines[:count]), count

    def _paragraph(self, lines: Sequence[Line]) -> Block:
        first = line_piece(lines[0])
        block = paragraph_block(first, LineFormat())
        pieces: list[Piece] = []
        marks = list(block.marks)
        for line in lines[1:]:
            piece = line_piece(line)
            if block.kind is BlockKind.QUOTE and (quoted := re.match(r">\s?", piece.text)):
                marks.append(piece.cut(0, quoted.end()))
                piece = piece.cut(quoted.end())
            pieces.append(piece)
        kind = block.kind
        if kind is BlockKind.TEXT and self._is_indented(lines):
            kind = BlockKind.QUOTE
        return replace(block, kind=kind, pieces=(*block.pieces, *pieces), marks=tuple(marks))

    def _is_indented(self, lines: Sequence[Line]) -> bool:
        indent = min(_indent(line.text) for line in lines)
        return indent >= self.indent + 4 and len(lines[0].text) > 30

    def _paragraph_length(self, lines: Sequence[Line]) -> int:
        """Return how many of the lines are the first paragraph."""
        for n in range(1, len(lines)):
            if self._starts_paragraph(lines[n - 1].text.strip(), lines[n], lines[0]):
                return n
        return len(lines)

    def _starts_paragraph(self, before: str, line: Line, first: Line) -> bool:
        """Return whether a new paragraph begins at this line."""
        text = line.text.strip()
        block = paragraph_block(line_piece(line), LineFormat(), above=before)
        first_kind = paragraph_block(line_piece(first), LineFormat()).kind
        if block.kind is BlockKind.ITEM:
            return True
        if block.kind is BlockKind.QUOTE:
            return first_kind is not BlockKind.QUOTE
        if not self.wrapped or len(before) > self.width * 1.3:
            return True
        if _QUOTE_END.search(before) and is_attribution(text, near=True):
            return True
        if re.search(r"[”\"»«]\.?$", before):
            return len(before) < 0.9 * self.width and not starts_lowercase(text)
        if ends_sentence(before) and _REFERENCE.match(text):
            return True
        if ends_sentence(before) and len(before) < 0.62 * self.width and not starts_lowercase(text):
            return True
        shorter = len(before) < 0.5 * self.width and not starts_lowercase(text)
        return shorter and not ends_sentence(before) and not before.endswith((",", "-"))

    def _is_heading(self, lines: Sequence[Line], end: int) -> bool:
        line = lines[0].text.strip()
        if _HASHES.match(line):
            return True
        if stressed := _STARRED.fullmatch(line):
            return may_be_heading(stressed[1])
        if not may_be_heading(line) or self._is_deeply_indented(lines[0]):
            return False
        if self._continues_list(line):
            return False
        after = lines[1].text.strip() if len(lines) > 1 else self._next_text(end)
        alone = len(lines) == 1
        if not alone and starts_lowercase(after):
            return False
        if not after:
            return False
        if is_capitals(line):
            return len(line) < 100
        has_meaning = len(line) < 80 and heading_meanings.meaning_of(line) is not None
        if has_meaning and not self._is_lead_in(line, after):
            return True
        if has_heading_number(line):
            listed = line[0].isdigit() and has_heading_number(after)
            opens = self.above is None and len(line) < 60 and not listed
            return len(line) < 100 and (alone or len(after) > 60 or opens)
        if line.endswith(":") and not (alone and self._is_colon_heading(line, after)):
            return False
        if not alone and (len(line) > 0.6 * self.width or len(after) < 1.2 * len(line)):
            return False
        return self._over_text(line.rstrip(" :"), after, alone)

    def _is_colon_heading(self, line: str, after: str) -> bool:
        """Return whether a few words and a colon stand over a paragraph, as a heading does."""
        over_text = _kind_of(after) is BlockKind.TEXT and after[0] not in '“„«"‘'
        return over_text and len(line.split()) < 7 and len(after) > 60

    def _continues_list(self, line: str) -> bool:
        """Return whether a line is an item, right below another item."""
        above = self.above
        if above is None or above.kind is not BlockKind.ITEM:
            return False
        return _kind_of(line) is BlockKind.ITEM

    def _is_lead_in(self, line: str, after: str) -> bool:
        """Return whether a line is a sentence that leads up to a list."""
        over_list = _kind_of(after) is BlockKind.ITEM
        return line.endswith(":") and over_list and len(line.split()) > 4

    def _is_deeply_indented(self, line: Line) -> bool:
        return _indent(line.text) >= self.indent + 8 and len(line.text.strip()) > 60

    def _over_text(self, line: str, after: str, alone: bool) -> bool:
        if ends_sentence(line) and not line.endswith("?"):
            return False
        if is_certain_name(line) or starts_lowercase(after) or len(line) > 90:
            return False
        if not alone and self.wrapped:
            return len(line) < 0.5 * self.width
        return len(after) > len(line) or _kind_of(after) is not BlockKind.TEXT

    def _next_text(self, end: int) -> str:
        """Return the first line of text at or below an index."""
        for n in range(end, len(self.lines)):
            if n not in self.outside and not self.lines[n].blank:
                return self.lines[n].text.strip()
        return ""

    def _is_table(self, lines: Sequence[Line]) -> bool:
        """Return whether the first line is a table row: two lines with the same kind of gaps."""
        texts = [line.text for line in lines[:2]]
        if not _TABLE.fullmatch(texts[0]):
            return False
        if texts[0].strip().startswith("|") or texts[0].count("\t"):
            return True
        if self.above is not None and self.above.kind is BlockKind.ROW:
            return True
        return len(texts) > 1 and _TABLE.fullmatch(texts[1]) is not None and len(texts[0]) < 120


def _row(piece: Piece) -> Block:
    """Return a table row without the bars at its ends."""
    bar_before = re.match(r"\|\s*", piece.text)
    bar_after = re.search(r"\s*\|$", piece.text)
    start = bar_before.end() if bar_before else 0
    end = bar_after.start() if bar_after and bar_after.start() > start else len(piece.text)
    marks = (piece.cut(0, start), piece.cut(end))
    return Block(BlockKind.ROW, (piece.cut(start, end),), marks=tuple(m for m in marks if m.text))


def _kind_of(line: str) -> BlockKind:
    return paragraph_block(Piece(0, 0, line), LineFormat()).kind


def _indent(text: str) -> int:
    expanded = text.expandtabs(4)
    return len(expanded) - len(expanded.lstrip())
