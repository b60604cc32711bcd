"""Move the texts of one practice to the headings that they belong to.

Columns are read one after the other, so a heading can stand far from its text, a box can stand in
the middle of another text, and a sentence can end under the next heading.

Invariant: blocks move between stretches, none is made and none is dropped. Every move that a reader
could doubt leaves a note.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ..layout.blocks import Block
from ..layout.joining import completes
from ..layout.shapes import breaks_off, continues, ends_sentence, starts_lowercase
from .section_cues import best_division, speaks_for, width


@dataclass
class Stretch:
    """The blocks under one heading."""

    # The heading; empty for text before the first heading.
    kind: str
    blocks: list[Block] = field(default_factory=list)


@dataclass(frozen=True)
class Sorted:
    """The stretches after all moves, and the notes about them."""

    stretches: tuple[Stretch, ...]
    notes: tuple[str, ...]


def sort_out(stretches: Sequence[Stretch]) -> Sorted:
    """Move blocks to the heading that they belong to, by one rule after another."""
    found = [Stretch(stretch.kind, list(stretch.blocks)) for stretch in stretches]
    notes: list[str] = []
    for step in (_unbox, _carry_back, _carry_far, _adopt, _fill):
        found, step_notes = step(found)
        notes += step_notes
    return Sorted(tuple(found), tuple(notes))


_Step = tuple[list[Stretch], list[str]]


def _unbox(stretches: list[Stretch]) -> _Step:
    """Move text behind a narrow box of tips to the heading before the box."""
    found: list[Stretch] = []
    notes: list[str] = []
    for index, stretch in enumerate(stretches):
        found.append(stretch)
        last = index == len(stretches) - 1
        end = 0 if last or stretch.kind != "tips" or len(found) < 2 else _box(found[-2], stretch)
        if end:
            found.append(Stretch(found[-2].kind, stretch.blocks[end:]))
            stretch.blocks = stretch.blocks[:end]
            notes.append(
                f"Na het kader met tips gaat de tekst onder ‘{found[-1].kind}’ voort: kijk na."
            )
    return found, notes


_NARROW = 0.75
_SAME = 0.15


def _box(before: Stretch, tips: Stretch) -> int:
    """Return how many blocks of the tips stand in the box; 0 if there is none."""
    if not before.blocks or len(tips.blocks) < 2:
        return 0
    around = width(before.blocks[-1])
    narrow = around * _NARROW
    if len(tips.blocks[0].pieces) < 3 or width(tips.blocks[0]) > narrow:
        return 0
    end = 1
    while end < len(tips.blocks) and width(tips.blocks[end]) <= narrow:
        end += 1
    rest = tips.blocks[end:]
    if not rest or abs(max(map(width, rest[:3])) - around) > around * _SAME:
        return 0
    return end


def _carry_back(stretches: list[Stretch]) -> _Step:
    """Move the end of a sentence back from under the next heading."""
    notes: list[str] = []
    for before, after in pairwise(stretches):
        if not before.blocks or not after.blocks or not before.kind or before.kind == after.kind:
            continue
        end, start = before.blocks[-1].text, after.blocks[0]
        low = starts_lowercase(start.text) and not start.bullet
        if low and continues(end, start.text) and (len(after.blocks) > 1 or breaks_off(end)):
            before.blocks.append(after.blocks.pop(0))
            notes.append(
                f"Het slot van ‘{before.kind}’ stond onder de kop ‘{after.kind}’: kijk na."
            )
    return stretches, notes


def _carry_far(stretches: list[Stretch]) -> _Step:
    """Move the end of a sentence back over headings that are complete.

    What stands below it goes along.
    """
    notes: list[str] = []
    for index, stretch in enumerate(stretches):
        for place in range(len(stretch.blocks) - 1, -1, -1):
            block = stretch.blocks[place]
            open_above = place and not ends_sentence(stretch.blocks[place - 1].text)
            if block.bullet or open_above or not starts_lowercase(block.text):
                continue
            home = _open_end(stretches[:index], block)
            if home and (place or len(stretch.blocks) > 1):
                end = len(stretch.blocks) if place else 1
                home.blocks += stretch.blocks[place:end]
                del stretch.blocks[place:end]
                notes.append(f"Het slot van ‘{home.kind}’ stond onder ‘{stretch.kind}’: kijk na.")
    return stretches, notes


def _open_end(stretches: Sequence[Stretch], block: Block) -> Stretch | None:
    """Return the one stretch that breaks off where the block goes on, in a word or sentence."""
    filled = [stretch for stretch in stretches if stretch.kind and stretch.blocks]
    whole = [stretch for stretch in filled if completes(stretch.blocks[-1].text, block.text)]
    broken = [stretch for stretch in filled if breaks_off(stretch.blocks[-1].text)]
    return whole[0] if len(whole) == 1 else broken[0] if not whole and len(broken) == 1 else None


def _adopt(stretches: list[Stretch]) -> _Step:
    """Move text before the first heading under it."""
    if len(stretches) < 2 or stretches[0].kind or not stretches[0].blocks:
        return stretches, []
    orphans, first = stretches[0].blocks, stretches[1]
    if (
        first.blocks
        and starts_lowercase(orphans[0].text)
        and continues(first.blocks[-1].text, orphans[0].text)
    ):
        first.blocks = first.blocks + orphans
    else:
        first.blocks = orphans + first.blocks
    note = f"Een deel van ‘{first.kind}’ stond voor die kop: kijk na."
    return stretches[1:], [note]


def _fill(stretches: list[Stretch]) -> _Step:
    """Give a heading without text its text from under the heading below or above."""
    notes: list[str] = []
    filled = {stretch.kind for stretch in stretches if stretch.blocks}
    index = 0
    while index < len(stretches):
        stretch = stretches[index]
        if stretch.blocks or stretch.kind in filled:
            index += 1
            continue
        end = index
        while end < len(stretches) - 1 and not stretches[end].blocks:
            end += 1
        above = stretches[index - 1] if index else Stretch("")
        group = stretches[index : end + 1]
        if _take(above, group):
            notes.append(f"De tekst van ‘{stretch.kind}’ stond onder een andere kop: kijk na.")
        else:
            notes.append(f"Onder de kop ‘{stretch.kind}’ staat geen tekst.")
        index += 1
    return stretches, notes


def _take(above: Stretch, group: Sequence[Stretch]) -> bool:
    """Take text from the side that points to the heading; from below if both do or neither."""
    empty, last = group[0], group[-1]
    up = len(above.blocks) > 1 and speaks_for(above.blocks[-1], empty.kind, above.kind)
    down = bool(last.blocks) and speaks_for(last.blocks[0], empty.kind, last.kind)
    if up and not down and _take_from_above(above, empty):
        return True
    return _take_from_below(group) or _take_from_above(above, empty)


def _take_from_below(group: Sequence[Stretch]) -> bool:
    """Divide the text under the last heading over a row of headings, in order."""
    *empty, last = group
    if not empty or len(last.blocks) < len(group):
        return False
    shares = best_division([stretch.kind for stretch in group], last.blocks)
    if not shares:
        return False
    for stretch, blocks in zip(group, shares, strict=True):
        stretch.blocks = list(blocks)
    return True


def _take_from_above(above: Stretch, empty: Stretch) -> bool:
    """Take the last paragraphs above a heading if they point to it and not to their own."""
    start = len(above.blocks)
    while start > 1 and speaks_for(above.blocks[start - 1], empty.kind, above.kind):
        start -= 1
    if start == len(above.blocks):
        return False
    empty.blocks, above.blocks = above.blocks[start:], above.blocks[:start]
    return True
