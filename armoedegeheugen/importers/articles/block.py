"""Describe the blocks of a text, and recognise headings, items and quotes by their marks.

Invariant: a block holds all of its lines. Its marks are pieces too, so that coverage counts them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from ..layout.list_marks import BARE_BULLET, bullet
from ..layout.shapes import breaks_off, starts_lowercase
from ..source import Line, Piece
from .dates import is_only_date
from .lines import LineFormat
from .metadata import is_author_list, is_labelled_fact


class BlockKind(Enum):
    """The kind of a block."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"
    QUOTE = "quote"
    ROW = "row"
    NOTE = "note"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True)
class Block:
    """A stretch of a text: a heading, a paragraph, an item, a table row, a note."""

    kind: BlockKind
    pieces: tuple[Piece, ...]
    level: int = 0
    # The mark or number of an item, heading or quote, which is no part of its words.
    marks: tuple[Piece, ...] = ()
    # The number of an item or a heading.
    number: str = ""
    # The block stands apart from the one before it.
    gap_above: bool = True
    format: LineFormat = field(default_factory=LineFormat)

    @property
    def text(self) -> str:
        """Return the words of the block on one line."""
        return " ".join(piece.text.strip() for piece in self.pieces)

    @property
    def is_body_text(self) -> bool:
        """Return whether the block is a paragraph, an item or a quote."""
        return self.kind in (BlockKind.TEXT, BlockKind.ITEM, BlockKind.QUOTE)


_HASHES = re.compile(r"\s*(#{1,6})\s+(?=\S)")
_STARS = re.compile(r"\s*(?:\*\*|__)(?=\S)(.{2,140}?)(?:\*\*|__)\s*:?\s*")
_QUOTED = re.compile(r"\s*>\s?")
_NUMBER = re.compile(
    r"\s*(\(?(?:\d{1,2}|[a-z]|[A-Z]\d{1,2}|[ivx]{1,4})[.)]|\d{1,2}°)\s+(?=\S)"
    r"|\s*(\d{1,2}[.)])(?=[A-ZÀ-Ý][a-zà-ÿ])"
)
# The hollow bullet of a word processor as text; no Dutch line begins with this word.
_OPEN_DOT = re.compile(r"\s*(o)\s+(?=\S)")
_DECIMAL = re.compile(r"\s*(\d{1,2}(?:\.\d{1,2}){0,3})[.):]?\s+(?=[^\W\d_])")
_CHAPTER = re.compile(
    r"(?:hoofdstuk|deel|bijlage|thema|stap|luik)\s+(?:\d{1,2}|[ivx]{1,4}|[a-e])\b", re.I
)
_ROMAN = re.compile(r"\s*([IVX]{1,4}|[A-H])[.)]\s+(?=[A-ZÀ-Ý])")
_CAPTION = re.compile(r"(?:tabel|figuur|grafiek|afbeelding|foto|kader|box)\s+\d", re.IGNORECASE)
# A line of a programme: *11u: optocht*.
_TIME = re.compile(r"\d{1,2}\s?(?:u(?:ur)?|h|:\d\d)\s?\d{0,2}\b")
# In characters; a longer line is a paragraph.
MAX_HEADING_LENGTH = 140


def heading_block(
    piece: Piece, level: int, line_format: LineFormat, cut_off: Sequence[Piece] = ()
) -> Block:
    """Return a heading without its number and the marks around it.

    Args:
        piece: The heading as the input has it.
        level: Its level, 1 for the highest; 0 to take it from its hashes or its number.
        line_format: The format of its first line.
        cut_off: Marks that were taken off before, such as the underline below it.
    """
    marks = list(cut_off)
    number = ""
    if match := _HASHES.match(piece.text):
        level = level or len(match[1])
        marks.append(piece.cut(0, match.end()))
        piece = piece.cut(match.end())
    if match := _STARS.fullmatch(piece.text):
        marks += [piece.cut(0, match.start(1)), piece.cut(match.end(1))]
        piece = piece.cut(match.start(1), match.end(1))
    numbered = _DECIMAL.match(piece.text) or _ROMAN.match(piece.text)
    if numbered and len(piece.text) > numbered.end() + 2:
        number = numbered[1]
        # A letter stands below a figure, Roman or not.
        level = level or (2 if number in "ABCDEFGH" else number.count(".") + 1)
        marks.append(piece.cut(0, numbered.end()))
        piece = piece.cut(numbered.end())
    tail = re.search(r"(?:\s*:|\s#+)\s*$", piece.text)
    if tail and tail.start() > 0:
        marks.append(piece.cut(tail.start()))
        piece = piece.cut(0, tail.start())
    words = (piece.stripped(),)
    return Block(BlockKind.HEADING, words, level, tuple(marks), number, format=line_format)


def item_block(piece: Piece, line_format: LineFormat) -> Block:
    """Return an item, without its mark or number if it has one."""
    return replace(paragraph_block(piece, line_format), kind=BlockKind.ITEM)


def paragraph_block(piece: Piece, line_format: LineFormat, above: str = "") -> Block:
    """Return a paragraph, a quote or an item, by the mark at the start of the text.

    Args:
        piece: The first line of the block.
        line_format: The format of that line.
        above: The line above, which tells whether a letter can be a misread bullet.
    """
    if match := _QUOTED.match(piece.text):
        mark = piece.cut(0, match.end())
        words = (piece.cut(match.end()).stripped(),)
        return Block(BlockKind.QUOTE, words, marks=(mark,), format=line_format)
    if match := _bullet(piece.text, above):
        number = match[1].rstrip(".)")
        number = number if number.isdecimal() else ""
    elif match := _NUMBER.match(piece.text):
        number = (match[1] or match[2]).strip("().°")
        number = number if number.isalnum() else ""
    else:
        return Block(BlockKind.TEXT, (piece,), format=line_format)
    mark, words = piece.cut(0, match.end()), (piece.cut(match.end()).stripped(),)
    return Block(BlockKind.ITEM, words, marks=(mark,), number=number, format=line_format)


def _bullet(text: str, above: str) -> re.Match[str] | None:
    match = bullet(text, above) or _OPEN_DOT.match(text)
    if match and match[1] in "«»" and re.search("[«»]", text[match.end() :]):
        return None  # a quotation mark
    if match and match[1].isalpha() and match[1] not in "eo":
        return None  # a word; scanners read a bullet as e or o
    return match


def may_be_heading(text: str) -> bool:
    """Return whether a line can be a heading: short, no sentence, no item, no label."""
    bare = text.strip()
    if not 2 < len(bare) <= MAX_HEADING_LENGTH or bare[-1] in ".;,-" or bare[0] in "“„«\"'‘(•·–-":
        return False
    if sum(c.isalpha() for c in bare) < 3 or BARE_BULLET.fullmatch(bare) or "@" in bare:
        return False
    if (
        _TIME.match(bare)
        or bare.count(" | ") > 1
        or _CAPTION.match(bare)
        or is_labelled_fact(bare)
        or is_author_list(bare)
    ):
        return False
    mark = bullet(bare, "")
    if mark and not mark[1][0].isalnum() and mark[1] != "#":
        return False
    if starts_lowercase(bare) or (len(bare) < 40 and is_only_date(bare)):
        return False
    if breaks_off(bare) and not (has_heading_number(bare) and bare[-1].isalpha()):
        return False
    return not re.search(r"[a-z]{2}[.!?] [A-Z]", bare)


def is_capitals(text: str) -> bool:
    """Return whether over nine tenths of the letters are capitals."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 3 and sum(c.isupper() for c in letters) > 0.9 * len(letters)


def is_chapter_number(text: str) -> bool:
    """Return whether a heading is only its number, such as *Hoofdstuk 2*."""
    return _CHAPTER.fullmatch(text.strip(" .:")) is not None


def has_heading_number(text: str) -> bool:
    """Return whether a line begins with a number or a word such as *hoofdstuk*."""
    return bool(_CHAPTER.match(text.strip()) or _DECIMAL.match(text) or _ROMAN.match(text))


def line_piece(line: Line) -> Piece:
    """Return a whole line as a piece, without the blanks around it."""
    return Piece(line.number, 0, line.text).stripped()
