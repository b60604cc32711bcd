"""A letter: what stands around its words, and what it is about.

Invariant: nothing of a letter's own words is called its frame.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from . import heading_meanings
from .block import Block, BlockKind

_OPENS = re.compile(
    r"\s*(?:geachte|beste|waarde|hooggeachte|dag)\s[^.!?:\d]{2,90},?\s*"
    r"|\s*(?:mevrouw|mijnheer|dames en heren)\b[^.!?:]{0,60},\s*",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    r"\s*(?:met (?:de )?(?:\w+ )?(?:vriendelijke|hartelijke|oprechte|beleefde|warme|solidaire)"
    r" groet(?:en)?|met (?:bijzondere |de meeste )?hoogachting|hoogachtend"
    r"|vriendelijke groet(?:en)?"
    r"|hartelijke groet(?:en)?|groetjes|met dank voor uw aandacht)\b.{0,120}",
    re.IGNORECASE | re.DOTALL,
)
_ABOUT = re.compile(r"\W*(?:betreft|onderwerp|inzake)\s*:\s*(?P<what>\S.*)", re.I | re.DOTALL)
_MOST_BEFORE = 14
_MOST_AFTER = 14
"""Blocks with the addresses and the reference, and with those who sign."""


@dataclass(frozen=True)
class Letter:
    frame: tuple[Block, ...]
    """Addresses, a reference, the salutation, and who signs."""
    subject_block: Block | None
    """The line that says what it is about; not in the frame."""


def is_salutation(text: str) -> bool:
    """*Geachte schepen,*"""
    comma = (
        text.rstrip().endswith(",") or re.match(r"\s*(?:hoog)?geachte\b", text, re.I) is not None
    )
    return len(text) < 110 and _OPENS.fullmatch(text) is not None and comma


def is_closing(text: str) -> bool:
    """*Met vriendelijke groeten,*"""
    return len(text) < 160 and _CLOSES.fullmatch(text) is not None


def find_letter(body: Sequence[Block]) -> Letter | None:
    at = next((n for n, one in enumerate(body[:_MOST_BEFORE]) if is_salutation(one.text)), None)
    if at is None:
        return None
    while at + 1 < len(body) and is_salutation(body[at + 1].text):
        at += 1
    near = [one for one in body[: at + 3] if _ABOUT.fullmatch(one.text)]
    end = next((n for n in range(at + 1, len(body)) if is_closing(body[n].text)), len(body))
    ends = len(body) - end <= _MOST_AFTER
    if not near and not (
        body[end:] and ends and not any(heading_meanings.meaning_of(b.text) for b in body[:at])
    ):
        return None  # a foreword greets as well
    signed = body[end:] if ends else body[end : end + 3]
    frame = [one for one in (*body[: at + 1], *signed) if one.kind is not BlockKind.TITLE]
    about = near[0] if near else None
    return Letter(tuple(one for one in frame if one is not about), about)


def subject_of(text: str) -> str:
    """What a letter is about, with a capital, as titles have it."""
    match = _ABOUT.fullmatch(text)
    what = " ".join(match["what"].split()) if match else ""
    return what[:1].upper() + what[1:]
