"""Plain text → blocks: headings by hashes, underlines, capitals, numbers or their place; paragraphs
by blank lines, or by the ends of their lines.
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
_QUOTED = re.compile(r"[”\"»«’][.,]?$")
_WRAPPED = 110
"""Letters: longer lines are paragraphs by themselves."""


def split_blocks(text: ExtractedText, gone: frozenset[int]) -> Iterator[Block]:
    yield from _Plain(text, gone).blocks()


class _Plain:
    def __init__(self, text: ExtractedText, gone: frozenset[int]) -> None:
        self.lines = text.lines
        self.gone = gone
        lengths = [len(line.text.strip()) for line in text.lines if not line.blank]
        self.width = max(quantiles(lengths, n=20)[-1], 40) if len(lengths) > 1 else 80.0
        self.wrapped = self.width < _WRAPPED
        self.indent = self._usual_indent()
        self.above: Block | None = None

    def _usual_indent(self) -> int:
        depths = sorted(_depth(line.text) for line in self.lines if not line.blank)
        return depths[len(depths) // 2] if depths else 0

    def blocks(self) -> Iterator[Block]:
        stretch: list[Line] = []
        for n, line in enumerate(self.lines):
            if n in self.gone:
                yield from self._stretch(stretch, n)
                stretch = []
                if not line.blank:
                    yield Block(BlockKind.BOILERPLATE, (line_piece(line),))
            elif line.blank or (line.page_start and stretch):
                yield from self._stretch(stretch, n)
                stretch = [] if line.blank else [line]
            else:
                stretch.append(line)
        yield from self._stretch(stretch, len(self.lines))

    def _stretch(self, lines: Sequence[Line], end: int) -> Iterator[Block]:
        """Lines without a blank one between them; `end` is the index behind them."""
        rest = list(lines)
        self.above = None
        while rest:
            found, taken = self._first(rest, end)
            found = replace(found, gap_above=self.above is None)
            self.above = found
            yield found
            rest = rest[taken:]

    def _first(self, rest: Sequence[Line], end: int) -> tuple[Block, int]:
        """The first block, and how many lines it takes."""
        line = rest[0]
        whole = line_piece(line)
        underlined = len(rest) > 1 and _UNDERLINE.fullmatch(rest[1].text)
        if underlined and may_be_heading(line.text):
            level = 1 if rest[1].text.strip()[0] in "=*" else 2
            return heading_block(whole, level, LineFormat(), (line_piece(rest[1]),)), 2
        if _RULE.fullmatch(line.text) or (_ROW_RULE.fullmatch(line.text) and "|" in line.text):
            return Block(BlockKind.BOILERPLATE, (whole,)), 1
        if self.above is not None and self.above.kind is BlockKind.ROW and self._is_table(rest):
            return _row(whole), 1
        if self._is_heading(rest, end):
            return heading_block(whole, 0, LineFormat()), 1
        if BARE_BULLET.fullmatch(line.text) and len(rest) > 1:
            count = self._length(rest[1:])
            found = self._paragraph(rest[1 : count + 1])
            return replace(found, kind=BlockKind.ITEM, marks=(whole, *found.marks)), count + 1
        if self._is_table(rest):
            return _row(whole), 1
        count = self._length(rest)
        return self._paragraph(rest[:count]), count

    def _paragraph(self, lines: Sequence[Line]) -> Block:
        first = line_piece(lines[0])
        found = paragraph_block(first, LineFormat())
        more: list[Piece] = []
        marks = list(found.marks)
        for line in lines[1:]:
            piece = line_piece(line)
            if found.kind is BlockKind.QUOTE and (quoted := re.match(r">\s?", piece.text)):
                marks.append(piece.cut(0, quoted.end()))
                piece = piece.cut(quoted.end())
            more.append(piece)
        kind = found.kind
        if kind is BlockKind.TEXT and self._is_indented(lines):
            kind = BlockKind.QUOTE
        return replace(found, kind=kind, pieces=(*found.pieces, *more), marks=tuple(marks))

    def _is_indented(self, lines: Sequence[Line]) -> bool:
        return (
            min(_depth(line.text) for line in lines) >= self.indent + 4 and len(lines[0].text) > 30
        )

    def _length(self, rest: Sequence[Line]) -> int:
        """How many of the lines are the first paragraph."""
        for n in range(1, len(rest)):
            if self._parts(rest[n - 1].text.strip(), rest[n], rest, n):
                return n
        return len(rest)

    def _parts(self, before: str, line: Line, rest: Sequence[Line], n: int) -> bool:
        """A new paragraph begins at this line."""
        after = line.text.strip()
        found = paragraph_block(line_piece(line), LineFormat(), above=before)
        item = paragraph_block(line_piece(rest[0]), LineFormat()).kind
        if found.kind is BlockKind.ITEM:
            return True
        if found.kind is BlockKind.QUOTE:
            return item is not BlockKind.QUOTE
        if not self.wrapped or len(before) > self.width * 1.3:
            return True
        if _QUOTED.search(before) and is_attribution(after, near=True):
            return True
        if re.search(r"[”\"»«]\.?$", before):
            return len(before) < 0.9 * self.width and not starts_lowercase(after)
        if ends_sentence(before) and _REFERENCE.match(after):
            return True
        if (
            ends_sentence(before)
            and len(before) < 0.62 * self.width
            and not starts_lowercase(after)
        ):
            return True
        shorter = len(before) < 0.5 * self.width and not starts_lowercase(after)
        return (
            shorter
            and not ends_sentence(before)
            and len(rest) > n
            and not before.endswith((",", "-"))
        )

    def _is_heading(self, rest: Sequence[Line], end: int) -> bool:
        line = rest[0].text.strip()
        if _HASHES.match(line):
            return True
        if starred := _STARRED.fullmatch(line):
            return may_be_heading(starred[1])
        if not may_be_heading(line) or self._depth_is_more(rest[0]) or self._in_list(line):
            return False
        after = rest[1].text.strip() if len(rest) > 1 else self._next(end)
        alone = len(rest) == 1
        if not alone and starts_lowercase(after):
            return False
        if not after:
            return False
        if is_capitals(line):
            return len(line) < 100
        if (
            heading_meanings.meaning_of(line) is not None
            and len(line) < 80
            and not self._leads(line, after)
        ):
            return True
        if has_heading_number(line):
            listed = line[0].isdigit() and has_heading_number(after)
            opens = self.above is None and len(line) < 60 and not listed
            return len(line) < 100 and (alone or len(after) > 60 or opens)
        if line.endswith(":") and not (alone and self._announces(line, after)):
            return False
        if not alone and (len(line) > 0.6 * self.width or len(after) < 1.2 * len(line)):
            return False
        return self._over_text(line.rstrip(" :"), after, alone)

    def _announces(self, line: str, after: str) -> bool:
        """A few words and a colon over a paragraph, not over a list or somebody's words."""
        plain = _kind_of(after) is BlockKind.TEXT and after[0] not in '“„«"‘'
        return plain and len(line.split()) < 7 and len(after) > 60

    def _in_list(self, line: str) -> bool:
        """An item like the one right above it."""
        above = self.above
        if above is None or above.kind is not BlockKind.ITEM:
            return False
        return _kind_of(line) is BlockKind.ITEM

    def _leads(self, line: str, after: str) -> bool:
        """A sentence that leads up to a list, rather than a heading over it."""
        listed = _kind_of(after) is BlockKind.ITEM
        return line.endswith(":") and listed and len(line.split()) > 4

    def _depth_is_more(self, line: Line) -> bool:
        return _depth(line.text) >= self.indent + 8 and len(line.text.strip()) > 60

    def _over_text(self, line: str, after: str, alone: bool) -> bool:
        if ends_sentence(line) and not line.endswith("?"):
            return False
        if is_certain_name(line) or starts_lowercase(after) or len(line) > 90:
            return False
        if not alone and self.wrapped:
            return len(line) < 0.5 * self.width
        return len(after) > len(line) or _kind_of(after) is not BlockKind.TEXT

    def _next(self, end: int) -> str:
        """The next line of text below the blank ones."""
        for n in range(end, len(self.lines)):
            if n not in self.gone and not self.lines[n].blank:
                return self.lines[n].text.strip()
        return ""

    def _is_table(self, rest: Sequence[Line]) -> bool:
        """Two lines or more with the same gaps in them."""
        near = [line.text for line in rest[:2]]
        if not _TABLE.fullmatch(near[0]):
            return False
        if near[0].strip().startswith("|") or near[0].count("\t"):
            return True
        if self.above is not None and self.above.kind is BlockKind.ROW:
            return True
        return len(near) > 1 and _TABLE.fullmatch(near[1]) is not None and len(near[0]) < 120


def _row(whole: Piece) -> Block:
    """A row of a table, without the bars at its ends."""
    lead = re.match(r"\|\s*", whole.text)
    tail = re.search(r"\s*\|$", whole.text)
    start = lead.end() if lead else 0
    end = tail.start() if tail and tail.start() > start else len(whole.text)
    marks = (whole.cut(0, start), whole.cut(end))
    return Block(BlockKind.ROW, (whole.cut(start, end),), marks=tuple(m for m in marks if m.text))


def _kind_of(line: str) -> BlockKind:
    return paragraph_block(Piece(0, 0, line), LineFormat()).kind


def _depth(text: str) -> int:
    expanded = text.expandtabs(4)
    return len(expanded) - len(expanded.lstrip())
