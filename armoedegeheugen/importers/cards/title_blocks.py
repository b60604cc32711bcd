"""Find the title blocks by contact lines, places and the tops of pages.

A line with a name, a role and a number is the surest sign. Then comes a place in capitals. A page
that opens with a title and a sentence may be one.

Invariant: title blocks do not overlap, stand in the order of the input, and hold no heading.
"""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from ..layout.blocks import Block, Kind
from ..layout.shapes import (
    ends_sentence,
    is_sentence,
    is_title,
    starts_lowercase,
    title_and_teaser,
    title_length,
)
from ..source import SECTIONS
from .title_block import TitleBlock, read

_MOST_BLOCKS = 8
# Most letters from a page's top to the contact line: a title and a teaser.
_MOST_LETTERS = 700
_MOST_BEFORE_HEADING = 450


def find(blocks: Sequence[Block]) -> tuple[TitleBlock, ...]:
    """Return the title blocks, in order."""
    heads: dict[int, TitleBlock] = {}
    taken: set[int] = set()
    looks = (
        *(_at_contacts, _at_places, _at_place_titles),
        *(_at_page_starts, _over_first_headings, _on_heading_lines),
    )
    for look in looks:
        for head in look(blocks, taken):
            own = range(head.first, head.last + 1)
            if taken.isdisjoint(own):
                heads[head.first] = head
                taken.update(own)
    return tuple(heads[first] for first in sorted(heads))


def _at_contacts(blocks: Sequence[Block], taken: set[int]) -> Iterator[TitleBlock]:
    for index, block in enumerate(blocks):
        if block.kind is Kind.CONTACT and (not index or blocks[index - 1].kind is not Kind.CONTACT):
            last = index
            while last + 1 < len(blocks) and blocks[last + 1].kind is Kind.CONTACT:
                last += 1
            first = _top(blocks, index)
            if first is None:
                if teaser := _teaser_only(blocks, index, last):
                    yield teaser
                continue
            after = blocks[last + 1] if last + 1 < len(blocks) else None
            placed = any(other.found for other in blocks[first:last])
            if after and after.kind is Kind.PLACE and not placed:
                last += 1
            head = read(blocks, first, last)
            if head and head.title:
                yield head


def _is_teaser(block: Block | None) -> bool:
    return block is not None and is_sentence(block) and ends_sentence(block.text)


def _teaser_only(blocks: Sequence[Block], contact: int, last: int) -> TitleBlock | None:
    """Return a sentence and contact line at the top of a page, without a title."""
    above = blocks[contact - 1] if contact else None
    if above is None or not above.page_start or blocks[contact].gap:
        return None
    if not is_sentence(above) or not ends_sentence(above.text):
        return None
    return TitleBlock(contact - 1, last, teaser=above.pieces, contact=True)


def _top(blocks: Sequence[Block], contact: int) -> int | None:
    """Return where the title block begins that ends in this contact line."""
    above = _above(blocks, contact)
    if not above:
        return None
    texts = [blocks[index] for index in above if blocks[index].is_text]
    short = sum(len(block.text) for block in texts) <= _MOST_LETTERS
    length = title_length(texts) or int(bool(texts and title_and_teaser(texts[0])[0]))
    opens = blocks[above[0]].page_start or (
        _after_heading(blocks, above[0]) and len(texts) <= length + 1
    )
    if opens and short and length:
        return above[0]
    return _climb(blocks, above)


def _above(blocks: Sequence[Block], contact: int) -> list[int]:
    """Return the blocks above a contact line that may belong to it, from the top of its page."""
    above: list[int] = []
    for index in range(contact - 1, max(-1, contact - 1 - _MOST_BLOCKS), -1):
        block = blocks[index]
        if block.kind not in (Kind.TEXT, Kind.PLACE, Kind.NOISE) or block.bullet:
            break
        above.insert(0, index)
        if block.page_start:
            break
    return above


def _after_heading(blocks: Sequence[Block], index: int) -> bool:
    return index > 0 and blocks[index - 1].kind is Kind.HEADING


def _climb(blocks: Sequence[Block], above: Sequence[int]) -> int | None:
    """Return the first block above a contact line of a sentence, a title and a place."""
    upward = [index for index in reversed(above) if blocks[index].kind is not Kind.NOISE]
    first: int | None = None
    if upward and is_sentence(blocks[upward[0]]) and not is_title(blocks[upward[0]]):
        if title_and_teaser(blocks[upward[0]])[0]:
            first = upward.pop(0)
        else:
            placed = len(upward) > 1 and blocks[upward[1]].kind is Kind.PLACE
            if length := _title_above(blocks, upward[1 + placed :]):
                first = upward[length + placed]
                del upward[: length + placed + 1]
    elif upward and is_title(blocks[upward[0]]):
        first = upward.pop(0)
        if upward and is_title(blocks[upward[0]]) and blocks[upward[0]].page_start:
            first = upward.pop(0)
    if first is not None and upward and blocks[upward[0]].kind is Kind.PLACE:
        first = upward[0]
    return first


def _title_above(blocks: Sequence[Block], upward: Sequence[int]) -> int:
    """Return of how many blocks the title is that ends at the first of these; 0 for none."""
    if upward and is_title(blocks[upward[0]]):
        return 1
    pair = [blocks[index] for index in reversed(upward[:2])]
    return 2 if len(pair) == 2 and title_length(pair) == 2 else 0


def _at_places(blocks: Sequence[Block], taken: set[int]) -> Iterator[TitleBlock]:
    for index, block in enumerate(blocks):
        if block.kind is not Kind.PLACE or index in taken:
            continue
        titled = _is_titled_place(blocks, index, taken)
        head = read(blocks, index - titled, _below(blocks, index, taken, titled))
        if head:
            yield head


def _is_titled_place(blocks: Sequence[Block], place: int, taken: set[int]) -> bool:
    """Tell if the title stands above the place.

    That is at the top of a page, or with only a sentence under the place.
    """
    above = blocks[place - 1] if place else None
    if above is None or place - 1 in taken or not is_title(above):
        return False
    below = blocks[place + 1] if place + 1 < len(blocks) else None
    has_teaser = _is_teaser(below)
    alone = below is None or not title_length([below])
    if above.gap and (above.level or not blocks[place].gap):
        return True  # a heading, or no blank line between the two
    return above.page_start or (above.gap and has_teaser and alone)


def _below(blocks: Sequence[Block], place: int, taken: set[int], titled: bool) -> int:
    """Return the last block under a place that belongs to its title block.

    That is a title and a sentence, or the end of one. Without a title it is all that stands
    there, if a heading is near.
    """
    following = range(place + 1, min(len(blocks), place + _MOST_BLOCKS))
    loose = list(
        takewhile(
            lambda i: (
                blocks[i].kind in (Kind.TEXT, Kind.NOISE)
                and not blocks[i].bullet
                and (i == place + 1 or not blocks[i].page_start)
                and i not in taken
            ),
            following,
        )
    )
    texts = [index for index in loose if blocks[index].is_text]
    text_blocks = [blocks[index] for index in texts]
    length = title_length(text_blocks)
    if text_blocks and title_and_teaser(text_blocks[0])[0]:
        return texts[0]
    if titled and text_blocks and _is_teaser(text_blocks[0]):
        return texts[0]
    if length and len(text_blocks) > length:
        over = _is_teaser(text_blocks[length])
        if over or starts_lowercase(text_blocks[length].text):
            return texts[length]
    if length:
        return texts[length - 1]
    end = loose[-1] + 1 if loose else place + 1
    letters = sum(len(block.text) for block in text_blocks)
    if end < len(blocks) and blocks[end].kind is Kind.HEADING and letters <= _MOST_BEFORE_HEADING:
        return end - 1
    return place


def _at_place_titles(blocks: Sequence[Block], taken: set[int]) -> Iterator[TitleBlock]:
    """Yield titles like *Gent: een titel*; in a list of links that may be another practice."""
    for index, block in enumerate(blocks):
        if block.is_text and block.found and index not in taken:
            after = index + 1
            below = blocks[after] if after < len(blocks) and after not in taken else None
            has_teaser = _is_teaser(below)
            if head := read(blocks, index, index + has_teaser, weak=True):
                yield head


def _at_page_starts(blocks: Sequence[Block], taken: set[int]) -> Iterator[TitleBlock]:
    """Yield pages that open with a title and a sentence, as any page with a subheading does."""
    for index, block in enumerate(blocks):
        if not block.page_start or index in taken or not block.is_text:
            continue
        after = index + 1
        below = blocks[after] if after < len(blocks) and after not in taken else None
        has_teaser = _is_teaser(below)
        if is_title(block) and below and has_teaser and not below.page_start:
            head = read(blocks, index, after, weak=True)
        elif title_and_teaser(block)[0]:
            head = read(blocks, index, index, weak=True)
        else:
            head = None
        if head:
            yield head


def _over_first_headings(blocks: Sequence[Block], taken: set[int]) -> Iterator[TitleBlock]:
    """Yield a title and a sentence right above a heading that may be a practice's first."""
    for index in range(2, len(blocks)):
        if not _may_be_first(blocks, index):
            continue
        sentence, title = blocks[index - 1], blocks[index - 2]
        if not sentence.gap or not sentence.is_text or sentence.bullet:
            continue
        if title_and_teaser(sentence)[0]:
            first = index - 1
        elif (
            title.gap and is_title(title) and is_sentence(sentence) and ends_sentence(sentence.text)
        ):
            first = index - 2
        else:
            continue
        if head := read(blocks, first, index - 1, weak=True):
            yield head


def _may_be_first(blocks: Sequence[Block], index: int) -> bool:
    """Tell if a heading is the first of the five, or follows the last of them."""
    if blocks[index].heading not in SECTIONS:
        return False
    before = (blocks[place].heading for place in range(index - 1, -1, -1))
    above = (heading for heading in before if heading in SECTIONS)
    return blocks[index].heading == SECTIONS[0] or next(above, "") == SECTIONS[-1]


def _on_heading_lines(blocks: Sequence[Block], taken: set[int]) -> Iterator[TitleBlock]:
    """Yield a title on the line of a heading: *Soep met buren DOELSTELLING*."""
    for index, block in enumerate(blocks[:-1]):
        heading = blocks[index + 1]
        same_line = heading.pieces[0].line == block.pieces[-1].line
        together = heading.kind is Kind.HEADING and same_line and index not in taken
        if together and is_title(block) and (head := read(blocks, index, index, weak=True)):
            yield head
