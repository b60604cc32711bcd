"""Find the title and the sentence above the first heading where no title block stands.

A web page has them there in either order, between names of pictures and what the site puts around
them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ..gazetteer import Gazetteer
from ..layout.blocks import Block
from ..layout.shapes import ends_sentence, is_sentence, is_site_text, is_title, title_and_teaser
from .title_block import TitleBlock

_AT_LEAST = 1.2
# Only the end of a long text before the first heading can be about the practice.
_LAST_BLOCKS = 12
_LONG = 1500
_A_SUBTITLE = 160


@dataclass(frozen=True)
class _Candidate:
    index: int
    weight: float


def head(blocks: Sequence[Block], start: int, heading: int, places: Gazetteer) -> TitleBlock | None:
    """Return the title block among `blocks[start:heading]`, above the heading at `heading`."""
    region = _region(blocks, start, heading)
    candidates = [
        _Candidate(index, weight)
        for index in region
        if (weight := _weight(blocks, index, heading, places)) >= _AT_LEAST
    ]
    if not candidates:
        return None
    best = max(candidates, key=lambda candidate: (candidate.weight, candidate.index))
    title, teaser = title_and_teaser(blocks[best.index])
    title = title or blocks[best.index].pieces
    sentence = None if teaser else _sentence(blocks, region, best.index)
    if sentence is None and not teaser:
        sentence = _subtitle(blocks, region, best.index)
    if sentence is not None:
        teaser = blocks[sentence].pieces
    members = sorted({best.index, best.index if sentence is None else sentence})
    found = places.in_title(blocks[best.index].text)
    return TitleBlock(members[0], members[-1], title, teaser, found=found, weak=True)


def _region(blocks: Sequence[Block], start: int, heading: int) -> list[int]:
    region = [i for i in range(start, heading) if blocks[i].is_text and not blocks[i].bullet]
    if sum(len(blocks[index].text) for index in region) > _LONG:
        region = region[-_LAST_BLOCKS:]
        pages = [index for index in region if blocks[index].page_start]
        region = [index for index in region if not pages or index >= pages[-1]]
    return region


def _weight(blocks: Sequence[Block], index: int, heading: int, places: Gazetteer) -> float:
    block = blocks[index]
    if block.level != 1 and not is_title(block) and not title_and_teaser(block)[0]:
        return 0
    text = block.text
    weight = 1.5 + (5.0 if block.level == 1 else 1.5 if block.level == 2 else 0)
    weight += 3.0 if places.in_title(text) else 0
    weight += 1.0 if places.weigh(text, "") else 0
    weight += 1.0 if 15 <= len(text) <= 120 else 0
    weight += 1.0 if index == heading - 1 else 0
    weight -= 3.0 if is_site_text(text) else 0
    return weight - (1.0 if " " not in text else 0)


def _sentence(blocks: Sequence[Block], region: Sequence[int], title: int) -> int | None:
    """Return the sentence of the title: right under it, else the nearest above it."""
    fits = [
        i for i in region if i != title and is_sentence(blocks[i]) and ends_sentence(blocks[i].text)
    ]
    below = [index for index in fits if index > title]
    above = [index for index in fits if index < title]
    return below[0] if below else above[-1] if above else None


def _subtitle(blocks: Sequence[Block], region: Sequence[int], title: int) -> int | None:
    """Return the line right under a main title, if it can be a subtitle without a full stop."""
    below = blocks[title + 1] if title + 1 in region else None
    if below is None or blocks[title].level != 1 or below.level or below.found:
        return None
    fits = 20 <= len(below.text) <= _A_SUBTITLE and not is_site_text(below.text)
    return title + 1 if fits else None
