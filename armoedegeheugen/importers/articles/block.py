"""What a stretch of a text is: a heading, a paragraph, an item, a row of a table.

Invariant: a block has all of its lines: its marks are pieces as well, so that they are accounted
for.
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
    kind: BlockKind
    pieces: tuple[Piece, ...]
    level: int = 0
    marks: tuple[Piece, ...] = ()
    """What makes it an item, a heading or a quote, and is no part of its words."""
    number: str = ""
    """Of an item or a heading."""
    gap_above: bool = True
    """Stands apart from the block before it."""
    format: LineFormat = field(default_factory=LineFormat)

    @property
    def text(self) -> str:
        return " ".join(piece.text.strip() for piece in self.pieces)

    @property
    def is_body_text(self) -> bool:
        return self.kind in (BlockKind.TEXT, BlockKind.ITEM, BlockKind.QUOTE)


_HASHES = re.compile(r"\s*(#{1,6})\s+(?=\S)")
_STARS = re.compile(r"\s*(?:\*\*|__)(?=\S)(.{2,140}?)(?:\*\*|__)\s*:?\s*")
_QUOTED = re.compile(r"\s*>\s?")
_NUMBER = re.compile(
    r"\s*(\(?(?:\d{1,2}|[a-z]|[A-Z]\d{1,2}|[ivx]{1,4})[.)]|\d{1,2}°)\s+(?=\S)"
    r"|\s*(\d{1,2}[.)])(?=[A-ZÀ-Ý][a-zà-ÿ])"
)
_OPEN_DOT = re.compile(r"\s*(o)\s+(?=\S)")
"""The second mark of a word processor, as text; no Dutch line begins with this letter."""
_DECIMAL = re.compile(r"\s*(\d{1,2}(?:\.\d{1,2}){0,3})[.):]?\s+(?=[^\W\d_])")
_CHAPTER = re.compile(
    r"(?:hoofdstuk|deel|bijlage|thema|stap|luik)\s+(?:\d{1,2}|[ivx]{1,4}|[a-e])\b", re.I
)
_ROMAN = re.compile(r"\s*([IVX]{1,4}|[A-H])[.)]\s+(?=[A-ZÀ-Ý])")
_CAPTION = re.compile(r"(?:tabel|figuur|grafiek|afbeelding|foto|kader|box)\s+\d", re.IGNORECASE)
_TIME = re.compile(r"\d{1,2}\s?(?:u(?:ur)?|h|:\d\d)\s?\d{0,2}\b")
"""*11u: optocht*."""
MAX_HEADING_LENGTH = 140


def heading_block(whole: Piece, level: int, look: LineFormat, mark: Sequence[Piece] = ()) -> Block:
    """Without its number and the marks around it."""
    marks = list(mark)
    number = ""
    if match := _HASHES.match(whole.text):
        level = level or len(match[1])
        marks.append(whole.cut(0, match.end()))
        whole = whole.cut(match.end())
    if match := _STARS.fullmatch(whole.text):
        marks += [whole.cut(0, match.start(1)), whole.cut(match.end(1))]
        whole = whole.cut(match.start(1), match.end(1))
    numbered = _DECIMAL.match(whole.text) or _ROMAN.match(whole.text)
    if numbered and len(whole.text) > numbered.end() + 2:
        number = numbered[1]
        # A letter stands below a figure, Roman or not.
        level = level or (2 if number in "ABCDEFGH" else number.count(".") + 1)
        marks.append(whole.cut(0, numbered.end()))
        whole = whole.cut(numbered.end())
    tail = re.search(r"(?:\s*:|\s#+)\s*$", whole.text)
    if tail and tail.start() > 0:
        marks.append(whole.cut(tail.start()))
        whole = whole.cut(0, tail.start())
    return Block(BlockKind.HEADING, (whole.stripped(),), level, tuple(marks), number, format=look)


def item_block(whole: Piece, look: LineFormat, gap_above: bool = True) -> Block:
    found = paragraph_block(whole, look, gap_above)
    return replace(found, kind=BlockKind.ITEM)


def paragraph_block(
    whole: Piece, look: LineFormat, gap_above: bool = True, above: str = ""
) -> Block:
    """A paragraph, or an item if it begins with the mark or the number of one."""
    if match := _QUOTED.match(whole.text):
        mark = whole.cut(0, match.end())
        words = (whole.cut(match.end()).stripped(),)
        return Block(BlockKind.QUOTE, words, marks=(mark,), gap_above=gap_above, format=look)
    found = bullet(whole.text, above) or _OPEN_DOT.match(whole.text)
    if found and found[1] in "«»" and re.search("[«»]", whole.text[found.end() :]):
        found = None  # somebody's words
    if found and found[1].isalpha() and found[1] not in "eo":
        found = None  # a scanner's bullet; a letter here is a word
    number = None if found else _NUMBER.match(whole.text)
    if found or number:
        match = found or number
        assert match is not None
        mark = whole.cut(0, match.end())
        said = (
            (number[1] or number[2]).strip("().°")
            if number
            else found[1].rstrip(".)")
            if found
            else ""
        )
        return Block(
            BlockKind.ITEM,
            (whole.cut(match.end()).stripped(),),
            marks=(mark,),
            number=said if said.isalnum() and (number or said.isdecimal()) else "",
            gap_above=gap_above,
            format=look,
        )
    return Block(BlockKind.TEXT, (whole,), gap_above=gap_above, format=look)


def may_be_heading(text: str) -> bool:
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
    sign = bullet(bare, "")
    if sign and not sign[1][0].isalnum() and sign[1] != "#":
        return False
    if starts_lowercase(bare) or (len(bare) < 40 and is_only_date(bare)):
        return False
    if breaks_off(bare) and not (has_heading_number(bare) and bare[-1].isalpha()):
        return False
    return not re.search(r"[a-z]{2}[.!?] [A-Z]", bare)


def is_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 3 and sum(c.isupper() for c in letters) > 0.9 * len(letters)


def is_chapter_number(text: str) -> bool:
    """*Hoofdstuk 2*: no more than its number."""
    return _CHAPTER.fullmatch(text.strip(" .:")) is not None


def has_heading_number(text: str) -> bool:
    """By a number or a word such as *hoofdstuk*."""
    return bool(_CHAPTER.match(text.strip()) or _DECIMAL.match(text) or _ROMAN.match(text))


def is_bare_mark(text: str) -> bool:
    return BARE_BULLET.fullmatch(text) is not None


def introduces_list(text: str) -> bool:
    """Leads up to a list or to words of somebody."""
    return text.rstrip().endswith(":")


def line_piece(line: Line) -> Piece:
    return Piece(line.number, 0, line.text).stripped()
