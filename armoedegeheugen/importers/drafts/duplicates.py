"""Recognise one and the same practice in two texts by shared word sequences (shingles).

Invariant: symmetric. One municipality can have more practices, so the place alone never decides;
nor does a title, where the places differ.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from ..source import Card

# Words in a shingle: enough to be distinctive, few enough to survive a misread word or two.
WORDS = 4
# Least share of the shorter text's shingles. A scan with a wrong letter in every tenth word keeps
# 0.65, an edited version half; two practices of one town share less than 0.05.
SAME_TEXT = 0.35
# Fewest shingles of a text that can decide.
FEW = 12
SAME_TITLE = 0.85
# Fewest words of a title that decides where a place is not known.
LONG_TITLE = 4


@dataclass(frozen=True)
class Fingerprint:
    """The title, place and word sequences by which a practice is recognised."""

    title: str
    # A key of today's municipality, or of the province; empty where it is not known.
    place: str = ""
    text: frozenset[str] = frozenset()

    def same_text(self, other: "Fingerprint") -> bool:
        """Tell if the two share enough word sequences."""
        fewest = min(len(self.text), len(other.text))
        return fewest >= FEW and len(self.text & other.text) >= SAME_TEXT * fewest

    def same_title(self, other: "Fingerprint") -> bool:
        """Tell if the two titles differ by a few letters at most."""
        return SequenceMatcher(None, self.title, other.title).ratio() >= SAME_TITLE

    def same(self, other: "Fingerprint") -> bool:
        """Tell if the two are the same practice."""
        if self.place and other.place and self.place != other.place:
            return False
        if self.same_text(other):
            return True
        known = bool(self.place and other.place)
        long = min(len(self.title.split()), len(other.title.split())) >= LONG_TITLE
        return bool(self.title) and (known or long) and self.same_title(other)


def fingerprint(title: str, place: str, place_name: str, texts: Iterable[str]) -> Fingerprint:
    """Return the fingerprint of a practice.

    Args:
        title: Its title; `place_name` at its start is left out.
        place: The key of its place; empty if it is not known.
        place_name: The name of its place.
        texts: Its fields, plain.
    """
    words = _words(title)
    lead = _words(place_name)
    if lead and words[: len(lead)] == lead and len(words) > len(lead):
        words = words[len(lead) :]
    all_words = _words(" ".join(texts))
    shingles = (" ".join(all_words[i : i + WORDS]) for i in range(len(all_words) - WORDS + 1))
    return Fingerprint(" ".join(words), place, frozenset(shingles))


def card_fingerprint(card: Card, place: str) -> Fingerprint:
    """Return the fingerprint of a card; `place` is the key of its place."""
    name = card.municipality or card.province
    texts = [p.text for _, paragraphs in card.sections for p in paragraphs]
    return fingerprint(card.title, place, name, texts)


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c)))
