"""Tell text blocks apart: text, places and contact lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...privacy import personal_data
from ..gazetteer import LABEL, Gazetteer, PlaceMatch
from ..layout.blocks import TRANSPARENT, Block, Kind
from ..layout.list_marks import LOST
from ..layout.shapes import ends_sentence, is_title, title_and_teaser
from ..source import Piece

_LONGEST_ROLE = 80
# A line above the text of a web page: *OCMW Halle | 12 januari 2022*.
_DATE_BEHIND = re.compile(r"(?<=\w)\s*[|·•,–-]\s*\d{1,2}\s+\w+\s+\d{4}\s*$")
_MOST_TITLE_LINES = 4
_A_TITLE_LINE = 70
# Most lines of a title with its sentence.
_LONGEST_HEAD = 12


def sift(blocks: Sequence[Block], places: Gazetteer) -> tuple[Block, ...]:
    """Return the blocks with places and contact lines as blocks of their own."""
    for step in (_lost_marks, lambda found: _places(found, places), _contacts, _titles_off):
        blocks = tuple(step(blocks))
    return tuple(blocks)


def _lost_marks(blocks: Sequence[Block]) -> Iterator[Block]:
    """Make an item of a block that lost its mark if it stands among items, else a page start."""
    for index, block in enumerate(blocks):
        if block.bullet != LOST:
            yield block
            continue
        plain = replace(block, bullet="")
        listed = _next_is_item(blocks, index, 1) or _next_is_item(blocks, index, -1)
        if listed and not is_title(plain):
            yield replace(block, bullet="•")
        else:
            yield replace(plain, page_start=True)


def _next_is_item(blocks: Sequence[Block], index: int, step: int) -> bool:
    """Tell if the first text that way is an item, without a heading before it."""
    index += step
    while 0 <= index < len(blocks):
        if blocks[index].kind is Kind.HEADING:
            return False
        if blocks[index].is_text:
            return bool(blocks[index].bullet)
        index += step
    return False


def _places(blocks: Sequence[Block], places: Gazetteer) -> Iterator[Block]:
    for index, block in enumerate(blocks):
        if not block.is_text:
            yield block
            continue
        alone = _alone(blocks, index)
        found = {
            place: name
            for place in range(len(block.pieces))
            if (name := _place_line(block, place, places, alone))
        }
        if not found and (block.gap or block.page_start) and is_title(block):
            yield replace(block, found=places.in_title(block.text))
        else:
            yield from _divided(block, found)


def _alone(blocks: Sequence[Block], index: int) -> bool:
    """Tell if a block of one line stands between headings, blank lines and page ends."""
    block, after = blocks[index], blocks[index + 1 : index + 2]
    clear_below = not after or after[0].gap or after[0].page_start or not after[0].is_text
    return (
        not block.bullet
        and len(block.pieces) == 1
        and (block.gap or block.page_start)
        and clear_below
    )


def _place_line(block: Block, index: int, places: Gazetteer, alone: bool) -> PlaceMatch | None:
    """Return the place that a line names, in capitals or where a title block can begin."""
    text = _DATE_BEHIND.sub("", block.pieces[index].text.strip())
    capitals = sum(c.isupper() for c in text) * 2 > sum(c.isalpha() for c in text)
    opens = block.page_start and index == 0
    if not block.bullet and (LABEL.match(text) or _is_below_title(block, index)):
        found = places.named(text)
        if found and not found.misread:
            return found
    if block.bullet and (index == 0 or not ends_sentence(block.pieces[index - 1].text)):
        return None
    if not (capitals or alone or opens):
        return None
    found = places.named(text)
    if found and found.misread and not (capitals or opens) and not alone:
        return None
    return found


def _is_below_title(block: Block, index: int) -> bool:
    """Tell if a line ends a title block without contact: *Soep / voor de straat / Mol*."""
    lines = [piece.text.strip() for piece in block.pieces]
    if not block.gap or not 0 < index < _MOST_TITLE_LINES or len(lines) > index + 3:
        return False
    above = lines[:index]
    return (
        all(len(line) < _A_TITLE_LINE and not ends_sentence(line) for line in above)
        and above[0][:1].isupper()
        and all(personal_data.is_contact_line(line) for line in lines[index + 1 :])
    )


def _divided(block: Block, found: dict[int, PlaceMatch]) -> Iterator[Block]:
    """Yield the block with each line that is a place as a block of its own."""
    rest = block
    for index, name in found.items():
        done = len(block.pieces) - len(rest.pieces)
        if index > done:
            yield replace(rest, pieces=block.pieces[done:index])
            rest = replace(rest, gap=False, page_start=False)
        yield replace(rest, kind=Kind.PLACE, pieces=(block.pieces[index],), found=name)
        rest = replace(
            rest, pieces=block.pieces[index + 1 :], gap=True, page_start=False, bullet=""
        )
    if rest.pieces:
        yield rest


def _contacts(blocks: Sequence[Block]) -> Iterator[Block]:
    open_ended = False
    for block in blocks:
        if not block.is_text:
            yield block
            open_ended = open_ended and block.kind in TRANSPARENT
            continue
        marks = _contact_lines([piece.text for piece in block.pieces])
        if open_ended and not marks[0]:
            marks = _overflow(block.pieces, marks)
        yield from _marked(block, marks)
        open_ended = marks[-1] and not personal_data.has_details(block.pieces[-1].text)


def _contact_lines(texts: Sequence[str]) -> list[bool]:
    """Tell for each line if it says whom to ask, by itself or with its neighbours."""
    marks = [personal_data.is_contact_line(text) for text in texts]
    for index, text in enumerate(texts[:-1]):
        if marks[index] and not personal_data.has_details(text):
            marks[index + 1] = marks[index + 1] or _goes_on(text, texts[index + 1])
        elif not marks[index] and not personal_data.has_details(text):
            both = f"{text.rstrip()} {texts[index + 1].strip()}"
            if _begins(text) and personal_data.is_contact_line(both):
                marks[index] = marks[index + 1] = True
    for index in range(len(texts) - 1, 0, -1):
        above, text = texts[index - 1], texts[index]
        signed = personal_data.has_only_details(text) or personal_data.is_role(text)
        named = index > 1 and personal_data.is_name(texts[index - 2]) and len(above) < _LONGEST_ROLE
        if (
            marks[index]
            and signed
            and (personal_data.is_name(above) or personal_data.is_role(above) or named)
        ):
            marks[index - 1] = True
    return marks


def _begins(text: str) -> bool:
    """Tell if a line is a name and a comma, so that its rest is below."""
    name, comma, _ = text.partition(",")
    return bool(comma) and personal_data.is_name(name)


def _goes_on(text: str, below: str) -> bool:
    """Tell if the line below is the rest of a role, with or without a number."""
    if personal_data.has_only_details(below):
        return True
    unfinished = text.rstrip()[-1:] in ",-&" or text.rstrip().endswith((" en", " van", " voor"))
    small = below.strip()[:1].islower() and len(below) < 70
    return small and (unfinished or personal_data.has_details(below))


def _overflow(pieces: Sequence[Piece], marks: list[bool]) -> list[bool]:
    """Mark a first line that ends the contact line of the block before a blank line."""
    first = pieces[0].text
    ends = personal_data.has_details(first) and first.strip()[:1].islower() and len(first) < 70
    return [ends or marks[0], *marks[1:]]


def _marked(block: Block, marks: Sequence[bool]) -> Iterator[Block]:
    """Yield the block in runs of contact lines and of other lines."""
    start = 0
    for index in range(1, len(marks) + 1):
        if index == len(marks) or marks[index] != marks[start]:
            kind = Kind.CONTACT if marks[start] else Kind.TEXT
            yield replace(
                block,
                kind=kind,
                pieces=block.pieces[start:index],
                gap=block.gap if start == 0 else False,
                page_start=block.page_start and start == 0,
                bullet=block.bullet if start == 0 else "",
            )
            start = index


def _titles_off(blocks: Sequence[Block]) -> Iterator[Block]:
    """Cut a title and its sentence off the text before, where a contact line follows.

    This is for bundles without a blank line between two practices.
    """
    for index, block in enumerate(blocks):
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        tight = after is not None and after.kind is Kind.CONTACT and not after.gap
        cut = _title_in(block) if tight and block.is_text else 0
        if cut:
            yield replace(block, pieces=block.pieces[:cut])
            yield replace(block, pieces=block.pieces[cut:], gap=True, page_start=False, bullet="")
        else:
            yield block


def _title_in(block: Block) -> int:
    """Return the line with which a title begins within a block; 0 for none."""
    for cut in range(len(block.pieces) - 2, max(0, len(block.pieces) - _LONGEST_HEAD), -1):
        below = replace(block, pieces=block.pieces[cut:], bullet="")
        if ends_sentence(block.pieces[cut - 1].text) and title_and_teaser(below)[0]:
            return cut
    return 0
