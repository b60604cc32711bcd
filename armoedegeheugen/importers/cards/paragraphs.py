"""Build the paragraphs and items under one heading, joined and corrected.

Invariant: every letter of the blocks is in a paragraph or in a `Rest`, but for broken hyphens and
the marks of lists.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from ...privacy import personal_data
from ..layout.blocks import Block
from ..layout.joining import Joined, join, spans_of
from ..layout.shapes import breaks_off, continues, ends_sentence, starts_lowercase
from ..ocr import corrections as spelling
from ..ocr.missing_spaces import split_joined_words
from ..source import Paragraph, Piece, Rest

LONGEST_SUBHEADING = 60
# A sentence that ends before this share of the line width also ends a paragraph.
_SHORT_LINE = 0.62
_FULL_LINE = 0.8
# Above this share of one-line paragraphs, the scanner put a blank line after each line.
_LINE_BY_LINE = 0.6
# Blanks that are left where text was taken out.
_SURPLUS = re.compile(r"(?<=\s)\s+|\s+(?=[.,;:!?])|^\s+|\s+$")


@dataclass
class CleanupLog:
    """The corrections, doubts and private texts of one card, for its notes."""

    # The words of the whole input.
    seen: frozenset[str] = frozenset()
    corrections: dict[str, str] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)
    private: list[Rest] = field(default_factory=list)


@dataclass(frozen=True)
class _Group:
    # Each piece, and if it stands apart from the one before.
    pieces: tuple[tuple[Piece, bool], ...]
    item: bool
    level: int = 0

    @property
    def text(self) -> str:
        return " ".join(piece.text.strip() for piece, _ in self.pieces)


def build(
    blocks: Sequence[Block], kind: str, names: Sequence[str], log: CleanupLog
) -> tuple[Paragraph, ...]:
    """Return the paragraphs and items of the blocks under one heading.

    Args:
        blocks: The blocks, in order.
        kind: The heading.
        names: Names of persons to take out.
        log: Collects what was changed.
    """
    groups = list(_groups(blocks, kind))
    width = max((len(piece.text) for group in groups for piece, _ in group.pieces), default=0)
    found = []
    for index, group in enumerate(groups):
        following = groups[index + 1] if index + 1 < len(groups) else None
        sub = kind != "tips" and _is_subheading(group, following, width)
        paragraph = _paragraph(group, sub, names, log)
        if paragraph.text:
            found.append(paragraph)
    return tuple(found)


def sentence(pieces: Sequence[Piece], names: Sequence[str], log: CleanupLog) -> Paragraph:
    """Return lines that are one title or one teaser."""
    return _paragraph(_Group(tuple((piece, False) for piece in pieces), False), False, names, log)


def _groups(blocks: Sequence[Block], kind: str) -> Iterator[_Group]:
    """Yield paragraphs: blocks that belong together joined, a block of two divided."""
    line_by_line = _is_line_by_line(blocks)
    full = _FULL_LINE * max((len(b.pieces[-1].text.strip()) for b in blocks), default=0)
    current: _Group | None = None
    for block in blocks:
        for number, pieces in enumerate(_broken_up(block, kind)):
            parts = tuple((piece, False) for piece in pieces)
            may = current and not (number or block.bullet or block.level or current.level)
            if current and may and _same(current.text, block, line_by_line, full, kind):
                far = block.page_start or not line_by_line
                current = _Group(
                    (*current.pieces, (pieces[0], far), *parts[1:]), current.item, current.level
                )
                continue
            if current:
                yield current
            current = _Group(parts, bool(block.bullet) and not number, block.level)
    if current:
        yield current


def _is_line_by_line(blocks: Sequence[Block]) -> bool:
    single = sum(len(block.pieces) == 1 for block in blocks)
    return len(blocks) > 3 and single > len(blocks) * _LINE_BY_LINE


def _same(before: str, block: Block, line_by_line: bool, full: float, kind: str) -> bool:
    """Tell if a block goes on with the paragraph before it."""
    if continues(before, block.text):
        return True
    last = len(before) if line_by_line else 0
    return line_by_line and kind != "tips" and not ends_sentence(before) and last >= full


def _broken_up(block: Block, kind: str) -> Iterator[tuple[Piece, ...]]:
    """Divide a block at the lines that end a paragraph without a blank line."""
    if kind == "tips" and not block.bullet and _is_a_tip_a_line(block):
        yield from ((piece,) for piece in block.pieces)
        return
    lines = [len(piece.text.strip()) for piece in block.pieces]
    wide = median(sorted(lines)[-3:])
    start = 0
    for index, piece in enumerate(block.pieces[:-1]):
        after = block.pieces[index + 1].text.strip()
        short = len(piece.text.strip()) < wide * _SHORT_LINE
        if short and len(lines) > 2 and ends_sentence(piece.text) and not starts_lowercase(after):
            yield block.pieces[start : index + 1]
            start = index + 1
    yield block.pieces[start:]


def _is_a_tip_a_line(block: Block) -> bool:
    """Tell if each line is a tip: all are sentences, or three and more that are none."""
    lines = [piece.text.strip() for piece in block.pieces]
    if any(starts_lowercase(line) for line in lines):
        return False
    ends = [ends_sentence(line) for line in lines]
    short = len(lines) > 2 and not any(ends) and not any(breaks_off(line) for line in lines)
    return all(ends) or short


def _is_subheading(group: _Group, following: _Group | None, width: int) -> bool:
    text = group.text
    if group.level:
        return True
    if following is None or group.item or len(group.pieces) > 1 or len(text) > LONGEST_SUBHEADING:
        return False
    open_end = not ends_sentence(text) or text.endswith("?")
    over = not starts_lowercase(following.text) and not following.item
    return (
        open_end
        and over
        and not breaks_off(text)
        and not starts_lowercase(text)
        and (len(text) < 0.7 * width)
    )


def _paragraph(group: _Group, sub: bool, names: Sequence[str], log: CleanupLog) -> Paragraph:
    joined = _without_stray_mark(join(group.pieces), group.item)
    joined = _without_private(joined, names, log)
    mended = spelling.correct_text(joined.text, log.seen)
    text, glued = split_joined_words(mended.text)
    log.corrections.update(mended.corrections)
    log.corrections.update(glued)
    log.doubts += [*joined.doubts, *mended.doubts]
    return Paragraph(text, joined.spans, group.item, sub)


def _without_stray_mark(joined: Joined, item: bool) -> Joined:
    """Remove an opening bracket that nothing closes: the rest of a list mark."""
    text = joined.text
    stray = text.startswith("(") and ")" not in text and item
    return joined.without([(0, 1)]) if stray else joined


def _without_private(joined: Joined, names: Sequence[str], log: CleanupLog) -> Joined:
    ranges = personal_data.private_spans(joined.text, names)
    if not ranges:
        return joined
    for start, end in ranges:
        log.private.append(
            Rest(joined.text[start:end].strip(), spans_of(joined.origins[start:end]))
        )
    left = joined.without(ranges)
    surplus = [
        match.span() for match in re.finditer(r"(?<=\s)\s+|\s+(?=[.,;:!?])|^\s+|\s+$", left.text)
    ]
    return left.without(surplus)
