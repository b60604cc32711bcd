"""Score by its words under which heading a paragraph belongs.

Used only for text whose heading is in doubt; text that stands under a heading stays there.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from ..layout.blocks import Block
from ..source import SECTIONS

_WORDS = {
    "doelstelling": r"doel(?:stelling)?(?:en)?\b|\bwil(?:len|de)?\b|\bbeog|\bstreven"
    r"|\bom .{3,60} te\b",
    "bereik": r"bereik|doelgroep|deelnem|\bdrempel|inwoners|gezinnen|\bmensen die\b|kwetsba",
    "neveneffect": r"effect|gevolg|merken|\bzien (?:we )?dat\b|bovendien|daarnaast|onverwacht"
    r"|groei",
    "hindernis": r"hindernis|moeilijk|drempel|tijd\b|gebrek|tekort|knelpunt|valkuil|uitdaging"
    r"|helaas|niet (?:altijd|evident|eenvoudig)|weerstand|\bvraagt\b|subsidi",
    "tips": r"\bje\b|\bjouw?\b",
}
_IMPERATIVE = re.compile(
    r"(?:zorg|neem|voorzie|start|begin|maak|betrek|geef|zoek|stel|laat|bouw|werk|kies|durf|denk|hou"
    r"|ga|wees|vraag|probeer|investeer|luister|vergeet|doe|gebruik|blijf|bewaak|beloof|leg)\b",
    re.IGNORECASE,
)
_CUE = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _WORDS.items()}
# A list item or an imperative is as good as two words for a tip.
_ITEM = 2
_WIDER = 1.3
_MOST_BLOCKS = 24


def score(block: Block, kind: str) -> int:
    """Return how strongly the words of a block point to a heading; below 0 is against it."""
    found = len(_CUE[kind].findall(block.text))
    if kind == "tips":
        found += _ITEM * (bool(block.bullet) + (_IMPERATIVE.match(block.text) is not None))
        return found if found else -1
    return found - (_ITEM if block.bullet else 0)


def speaks_for(block: Block, kind: str, other: str) -> bool:
    """Tell if a block points to a heading, and more than to the other where it stands."""
    if kind not in SECTIONS or other not in SECTIONS:
        return False
    return score(block, kind) > max(0, score(block, other))


def best_division(
    kinds: Sequence[str], blocks: Sequence[Block]
) -> tuple[tuple[Block, ...], ...] | None:
    """Divide blocks over kinds, both in order; None where the words do not decide."""
    if len(blocks) > _MOST_BLOCKS or any(kind not in SECTIONS for kind in kinds):
        return None
    if len(blocks) == len(kinds):
        return tuple((block,) for block in blocks)
    if len(kinds) == 2 and (columns := _columns(blocks)):
        return columns
    ranked = sorted(_divisions(kinds, blocks), key=lambda division: -_total(kinds, division))
    best = _total(kinds, ranked[0])
    if len(ranked) > 1 and best == _total(kinds, ranked[1]):
        return None
    return ranked[0] if best > 0 else None


def _columns(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], ...] | None:
    """Divide blocks in two columns of clearly different widths, side by side."""
    for cut in range(1, len(blocks)):
        left, right = blocks[:cut], blocks[cut:]
        if left[-1].bullet and right[0].bullet:
            continue  # one list
        if _is_wider(left, right) or _is_wider(right, left):
            return tuple(blocks[:cut]), tuple(blocks[cut:])
    return None


def _is_wider(wide: Sequence[Block], narrow: Sequence[Block]) -> bool:
    """Tell if all that fills more than a line is wider than anything of the other column."""
    filled = [width(block) for block in wide if len(block.pieces) > 1]
    both = any(len(block.pieces) > 1 for block in narrow)
    return both and bool(filled) and min(filled) > _WIDER * max(map(width, narrow))


def width(block: Block) -> int:
    """Return the length of a block's longest line."""
    return max(len(piece.text.strip()) for piece in block.pieces)


def _divisions(
    kinds: Sequence[str], blocks: Sequence[Block]
) -> Iterator[tuple[tuple[Block, ...], ...]]:
    for cuts in combinations(range(1, len(blocks)), len(kinds) - 1):
        edges = (0, *cuts, len(blocks))
        yield tuple(tuple(blocks[a:b]) for a, b in pairwise(edges))


def _total(kinds: Sequence[str], division: Sequence[Sequence[Block]]) -> int:
    return sum(
        score(block, kind) for kind, share in zip(kinds, division, strict=True) for block in share
    )
