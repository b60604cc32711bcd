"""Recognise a letter: its frame of addresses and signatures, and its subject line.

Invariant: no paragraph of the letter itself is part of its frame.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from . import heading_meanings
from .block import Block, BlockKind

_SALUTATION = re.compile(
    r"\s*(?:geachte|beste|waarde|hooggeachte|dag)\s[^.!?:\d]{2,90},?\s*"
    r"|\s*(?:mevrouw|mijnheer|dames en heren)\b[^.!?:]{0,60},\s*",
    re.IGNORECASE,
)
_FORMAL = re.compile(r"\s*(?:hoog)?geachte\b", re.IGNORECASE)
_CLOSING = re.compile(
    r"\s*(?:met (?:de )?(?:\w+ )?(?:vriendelijke|hartelijke|oprechte|beleefde|warme|solidaire)"
    r" groet(?:en)?|met (?:bijzondere |de meeste )?hoogachting|hoogachtend"
    r"|vriendelijke groet(?:en)?"
    r"|hartelijke groet(?:en)?|groetjes|met dank voor uw aandacht)\b.{0,120}",
    re.IGNORECASE | re.DOTALL,
)
_SUBJECT = re.compile(r"\W*(?:betreft|onderwerp|inzake)\s*:\s*(?P<subject>\S.*)", re.I | re.DOTALL)
# Blocks with the addresses and the reference.
_MAX_BEFORE = 14
# Blocks with the signatures.
_MAX_AFTER = 14


@dataclass(frozen=True)
class Letter:
    """The frame and the subject line of a letter."""

    # Addresses, a reference, the salutation and the signatures.
    frame: tuple[Block, ...]
    # The line that states the subject; not in the frame.
    subject_block: Block | None


def is_salutation(text: str) -> bool:
    """Return whether a line is a salutation, such as *Geachte schepen,*."""
    if not _SALUTATION.fullmatch(text):
        return False
    return text.rstrip().endswith(",") or _FORMAL.match(text) is not None


def is_closing(text: str) -> bool:
    """Return whether a line closes a letter, such as *Met vriendelijke groeten,*."""
    return _CLOSING.fullmatch(text) is not None


def find_letter(body: Sequence[Block]) -> Letter | None:
    """Return the frame of a letter, or None if the text is no letter."""
    top = (n for n, block in enumerate(body[:_MAX_BEFORE]) if is_salutation(block.text))
    salutation = next(top, None)
    if salutation is None:
        return None
    while salutation + 1 < len(body) and is_salutation(body[salutation + 1].text):
        salutation += 1
    subjects = [block for block in body[: salutation + 3] if _SUBJECT.fullmatch(block.text)]
    below = range(salutation + 1, len(body))
    closing = next((n for n in below if is_closing(body[n].text)), len(body))
    ends_text = len(body) - closing <= _MAX_AFTER
    if not subjects:
        # A foreword has a salutation too, but chapters around it.
        chapters = any(heading_meanings.meaning_of(block.text) for block in body[:salutation])
        if chapters or not body[closing:] or not ends_text:
            return None
    signatures = body[closing:] if ends_text else body[closing : closing + 3]
    frame = [*body[: salutation + 1], *signatures]
    frame = [block for block in frame if block.kind is not BlockKind.TITLE]
    subject = subjects[0] if subjects else None
    return Letter(tuple(block for block in frame if block is not subject), subject)


def subject_of(text: str) -> str:
    """Return the subject of a letter, with a capital as titles have it."""
    match = _SUBJECT.fullmatch(text)
    subject = " ".join(match["subject"].split()) if match else ""
    return subject[:1].upper() + subject[1:]
