"""Cut the input into practices at the lowest cost (dynamic programming).

A heading twice in one practice costs much; a missing title, a missing heading and a cut in the
middle of a page cost little. So headings may stand in any order, and a title block before, after or
between them.

Invariant: the runs are in order, do not overlap, and each has at least one heading.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ..layout.blocks import Block, Kind
from ..layout.headings import MORE, is_continued
from ..source import SECTIONS
from .title_block import TitleBlock

# A heading twice in one practice. A tip in a box of its own is nothing strange.
TWICE = {"doelstelling": 5.0, "bereik": 3.0, "neveneffect": 3.0, "hindernis": 3.0, "tips": 1.0}
TWO_TITLES = 3.0
TWO_PLACES = 3.0
NO_TITLE = 1.2
ONLY_WEAK_TITLE = 0.6
MISSING = 0.7
# A title block behind the last heading: mostly the next practice's.
TITLE_AT_END = 1.5
WEAK_AT_END = 0.3
# A title block with a page of text before its first heading: a signed foreword.
TITLE_FAR_OFF = 2.5
WEAK_FAR_OFF = 1.0
TIPS_NOT_LAST = 0.3
# The usual order decides where nothing else does.
GOAL_NOT_FIRST = 0.4
CUT_IN_PAGE = 0.5
EACH = 0.5
TITLE_AFTER_TIPS = 1.0
# A page that begins with a heading, after the tips.
PAGE_AFTER_TIPS = 0.6
# A title block that belongs to no practice, by the best thing in it.
NO_PRACTICE = {"place": 2.5, "teaser": 2.0, "title": 0.8}
# Letters between a title block and its first heading.
FAR = 700
# Events in a practice: five headings, a few title blocks, and what else looks like one.
LONGEST_RUN = 24


@dataclass(frozen=True)
class Event:
    """A heading or a title block of the input."""

    block: int
    kind: str = ""
    head: TitleBlock | None = None
    # It is a title block, or stands at the top of a page.
    opens: bool = False


@dataclass(frozen=True)
class Run:
    """The blocks of one practice, from `first` up to `end`, and its title blocks."""

    first: int
    end: int
    heads: tuple[TitleBlock, ...]


def events(blocks: Sequence[Block], heads: Sequence[TitleBlock]) -> tuple[Event, ...]:
    """Return the headings and title blocks in order."""
    found = [Event(head.first, head=head, opens=True) for head in heads]
    for index, block in enumerate(blocks):
        if block.kind is Kind.HEADING and block.heading != MORE and not is_continued(block.text):
            found.append(Event(index, block.heading, opens=block.page_start))
    return tuple(sorted(found, key=lambda event: event.block))


def runs(blocks: Sequence[Block], heads: Sequence[TitleBlock]) -> tuple[Run, ...]:
    """Return the blocks of each practice."""
    happenings = events(blocks, heads)
    offsets = _offsets(blocks)
    cuts = _cheapest(happenings, offsets)
    found: list[Run] = []
    if not cuts:
        return ()
    ends = [happenings[start].block for start, _ in cuts[1:]] + [len(blocks)]
    for (start, stop), end in zip(cuts, ends, strict=True):
        own = happenings[start:stop]
        if any(event.kind for event in own):
            titles = tuple(event.head for event in own if event.head)
            first = _pulled_back(blocks, own)
            if found and found[-1].end > first:
                found[-1] = replace(found[-1], end=first)
            found.append(Run(first, end, titles))
    return tuple(found)


def _pulled_back(blocks: Sequence[Block], own: Sequence[Event]) -> int:
    """Return the first block of a practice.

    That is the top of its page, if its first heading has no text below it and there is text
    above its title block.
    """
    heading = next(event.block for event in own if event.kind)
    below = blocks[heading + 1] if heading + 1 < len(blocks) else None
    if below is not None and below.kind is not Kind.HEADING:
        return own[0].block
    top = own[0].block
    while top and not blocks[top].page_start and blocks[top - 1].kind in (Kind.TEXT, Kind.NOISE):
        top -= 1
    return top if blocks[top].page_start else own[0].block


def _offsets(blocks: Sequence[Block]) -> list[int]:
    """Return the number of letters before each block, and before the end."""
    offsets = [0]
    for block in blocks:
        offsets.append(offsets[-1] + len(block.text))
    return offsets


def _cheapest(happenings: Sequence[Event], offsets: Sequence[int]) -> list[tuple[int, int]]:
    """Return the stretches of events, first and end, that together cost least."""
    best = [0.0]
    came_from = [0]
    for end in range(1, len(happenings) + 1):
        options = [
            (best[start] + _cost(happenings[start:end], offsets), start)
            for start in range(max(0, end - LONGEST_RUN), end)
        ]
        cheapest, start = min(options, key=lambda option: (option[0], -option[1]))
        best.append(cheapest)
        came_from.append(start)
    cuts: list[tuple[int, int]] = []
    end = len(happenings)
    while end:
        cuts.append((came_from[end], end))
        end = came_from[end]
    return cuts[::-1]


def _cost(own: Sequence[Event], offsets: Sequence[int]) -> float:
    kinds = Counter(event.kind for event in own if event.kind)
    if not kinds:
        return sum(_unused_cost(event.head) for event in own if event.head)
    cost = EACH + MISSING * (len(SECTIONS) - len(kinds))
    cost += sum(TWICE[kind] * (count - 1) for kind, count in kinds.items())
    cost += 0 if own[0].opens else CUT_IN_PAGE
    return cost + _order_cost(own) + _title_cost(own, offsets)


def _unused_cost(head: TitleBlock) -> float:
    if head.weak:
        return WEAK_AT_END
    return NO_PRACTICE["place" if head.found else "teaser" if head.teaser else "title"]


def _order_cost(own: Sequence[Event]) -> float:
    order = [event.kind for event in own if event.kind]
    last_tips = len(order) - 1 - order[::-1].index("tips") if "tips" in order else len(order) - 1
    cost = TIPS_NOT_LAST * (len(order) - 1 - last_tips)
    cost += GOAL_NOT_FIRST * (SECTIONS[0] in order[1:] and order[0] != SECTIONS[0])
    final = max(index for index, event in enumerate(own) if event.kind)
    for event in own[final + 1 :]:
        cost += WEAK_AT_END if event.head and event.head.weak else TITLE_AT_END
    for before, event in pairwise(own[: final + 1]):
        if before.kind == "tips" and event.head and not event.head.weak:
            cost += TITLE_AFTER_TIPS
    tips = next((index for index, event in enumerate(own) if event.kind == "tips"), final)
    pages = sum(event.opens and bool(event.kind) for event in own[tips + 1 :])
    return cost + PAGE_AFTER_TIPS * pages


def _title_cost(own: Sequence[Event], offsets: Sequence[int]) -> float:
    heads = [event.head for event in own if event.head]
    strong = [head for head in heads if not head.weak]
    signed = sum(head.contact for head in strong)
    places = {head.found.place.name for head in strong if head.found}
    cost = TWO_TITLES * max(0, signed - 1) + TWO_PLACES * max(0, len(places) - 1)
    if not strong:
        cost += ONLY_WEAK_TITLE if heads else NO_TITLE
    first = next(event for event in own if event.kind)
    for head in heads:
        if head.last < first.block and offsets[first.block] - offsets[head.last + 1] > FAR:
            cost += WEAK_FAR_OFF if head.weak else TITLE_FAR_OFF
    return cost
