"""Title blocks: where a practice says what it is called, where, in one sentence, and whom to ask.

Invariant: heads do not overlap, stand in the order of the input, and hold no heading.

A line with a name, a function and a number is the surest sign; a place in capitals is the next;
a page that opens with a title and a sentence may be one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from .layout import Block, Kind
from .places import Found
from .shapes import is_around, is_sentence, is_title, starts_low, title_and_teaser
from .source import Piece

_MOST_BLOCKS = 8
_MOST_LETTERS = 700
"""Of a page's top, up to the contact line: a title, a teaser, nothing more."""
_MOST_BEFORE_HEADING = 450


@dataclass(frozen=True)
class Head:
    first: int
    last: int
    """Of the blocks, the last one included."""
    title: tuple[Piece, ...] = ()
    teaser: tuple[Piece, ...] = ()
    tail: tuple[Piece, ...] = ()
    """The end of a sentence that began elsewhere."""
    found: Found | None = None
    contact: bool = False
    weak: bool = False
    """Only its look speaks for it: it counts where a practice has nothing better."""


def find(blocks: Sequence[Block]) -> tuple[Head, ...]:
    heads: dict[int, Head] = {}
    taken: set[int] = set()
    for look in (_at_contacts, _at_places, _at_page_starts):
        for head in look(blocks, taken):
            own = range(head.first, head.last + 1)
            if taken.isdisjoint(own):
                heads[head.first] = head
                taken.update(own)
    return tuple(heads[first] for first in sorted(heads))


def read(blocks: Sequence[Block], first: int, last: int, weak: bool = False) -> Head | None:
    """The title block that those blocks make up; None if they hold neither title nor place."""
    if any(block.is_text and is_around(block.text) for block in blocks[first : last + 1]):
        return None
    title: tuple[Piece, ...] = ()
    teaser: tuple[Piece, ...] = ()
    tail: tuple[Piece, ...] = ()
    found: Found | None = None
    contact = False
    for block in blocks[first : last + 1]:
        found = found or block.found
        contact = contact or block.kind is Kind.CONTACT
        if not block.is_text:
            continue
        both = title_and_teaser(block) if not title else ((), ())
        if both[0]:
            title, teaser = both
        elif not title and is_title(block):
            title = block.pieces
        elif starts_low(block.text) and not teaser:
            tail += block.pieces
        else:
            teaser += block.pieces
    if not title and found is None:
        return None
    return Head(first, last, title, teaser, tail, found, contact, weak)


def _at_contacts(blocks: Sequence[Block], taken: set[int]) -> Iterator[Head]:
    for index, block in enumerate(blocks):
        if block.kind is Kind.CONTACT and (not index or blocks[index - 1].kind is not Kind.CONTACT):
            last = index
            while last + 1 < len(blocks) and blocks[last + 1].kind is Kind.CONTACT:
                last += 1
            first = _top(blocks, index)
            if first is None:
                continue
            after = blocks[last + 1] if last + 1 < len(blocks) else None
            placed = any(other.found for other in blocks[first:last])
            if after and after.kind is Kind.PLACE and not placed:
                last += 1
            head = read(blocks, first, last)
            if head and head.title:
                yield head


def _top(blocks: Sequence[Block], contact: int) -> int | None:
    """Where the title block begins that ends in this contact line."""
    above = _above(blocks, contact)
    if not above:
        return None
    texts = [blocks[index] for index in above if blocks[index].is_text]
    opens = blocks[above[0]].page_start or _after_heading(blocks, above[0])
    short = sum(len(block.text) for block in texts) <= _MOST_LETTERS
    if opens and short and texts and (is_title(texts[0]) or any(title_and_teaser(texts[0]))):
        return above[0]
    return _climb(blocks, above)


def _above(blocks: Sequence[Block], contact: int) -> list[int]:
    """The blocks over a contact line that may belong to it, up to where their page begins."""
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
    """From the contact line up: a sentence, over it a title, over it a place."""
    upward = [index for index in reversed(above) if blocks[index].kind is not Kind.NOISE]
    first: int | None = None
    if upward and is_sentence(blocks[upward[0]]) and not is_title(blocks[upward[0]]):
        if title_and_teaser(blocks[upward[0]])[0]:
            first = upward.pop(0)
        elif len(upward) > 1 and is_title(blocks[upward[1]]):
            first = upward[1]
            del upward[:2]
    elif upward and is_title(blocks[upward[0]]):
        first = upward.pop(0)
        if upward and is_title(blocks[upward[0]]) and blocks[upward[0]].page_start:
            first = upward.pop(0)
    if first is not None and upward and blocks[upward[0]].kind is Kind.PLACE:
        first = upward[0]
    return first


def _at_places(blocks: Sequence[Block], taken: set[int]) -> Iterator[Head]:
    for index, block in enumerate(blocks):
        if block.kind is not Kind.PLACE or index in taken:
            continue
        first = index
        if index and blocks[index - 1].page_start and is_title(blocks[index - 1]):
            first = index - 1
        head = read(blocks, first, _below(blocks, index, taken))
        if head:
            yield head


def _below(blocks: Sequence[Block], place: int, taken: set[int]) -> int:
    """The last block under a place that is of its title block: up to the next heading if that is
    near, else a title and a sentence."""
    following = range(place + 1, min(len(blocks), place + _MOST_BLOCKS))
    loose = list(
        takewhile(
            lambda i: (
                blocks[i].kind in (Kind.TEXT, Kind.NOISE)
                and not blocks[i].bullet
                and not blocks[i].page_start
                and i not in taken
            ),
            following,
        )
    )
    end = loose[-1] + 1 if loose else place + 1
    letters = sum(len(blocks[index].text) for index in loose)
    if end < len(blocks) and blocks[end].kind is Kind.HEADING and letters <= _MOST_BEFORE_HEADING:
        return end - 1
    texts = [index for index in loose if blocks[index].is_text]
    if texts and is_title(blocks[texts[0]]):
        sentence = len(texts) > 1 and is_sentence(blocks[texts[1]])
        return texts[1] if sentence else texts[0]
    if texts and title_and_teaser(blocks[texts[0]])[0]:
        return texts[0]
    return place


def _at_page_starts(blocks: Sequence[Block], taken: set[int]) -> Iterator[Head]:
    """A page that opens with a title and a sentence. Any page with a subheading looks so."""
    for index, block in enumerate(blocks):
        if not block.page_start or index in taken or not block.is_text:
            continue
        after = index + 1
        below = blocks[after] if after < len(blocks) and after not in taken else None
        if is_title(block) and below and is_sentence(below) and not below.page_start:
            head = read(blocks, index, after, weak=True)
        elif title_and_teaser(block)[0]:
            head = read(blocks, index, index, weak=True)
        else:
            head = None
        if head:
            yield head
