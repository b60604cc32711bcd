"""Whether two texts are about one and the same practice.

Invariant: symmetric. One municipality can have more practices, so the place alone never decides;
nor does a title, where the places differ.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from ..source import Card

WORDS = 4
"""To a shingle: enough to be nobody else's words, few enough to survive a misread word or two."""
SAME_TEXT = 0.35
"""Of the shorter text's shingles. A scan with a wrong letter in every tenth word keeps 0.65, an
edited version half; two practices of one town share less than 0.05."""
FEW = 12
"""Shingles; a shorter text does not decide."""
SAME_TITLE = 0.85
LONG_TITLE = 4
"""Words that a title needs to speak for itself where a place is not known."""


@dataclass(frozen=True)
class Likeness:
    """What a practice is recognised by."""

    title: str
    place: str = ""
    """A key of today's municipality, or of the province; empty where it is not known."""
    text: frozenset[str] = frozenset()

    def same_text(self, other: "Likeness") -> bool:
        fewest = min(len(self.text), len(other.text))
        return fewest >= FEW and len(self.text & other.text) >= SAME_TEXT * fewest

    def same_title(self, other: "Likeness") -> bool:
        return SequenceMatcher(None, self.title, other.title).ratio() >= SAME_TITLE

    def same(self, other: "Likeness") -> bool:
        if self.place and other.place and self.place != other.place:
            return False
        if self.same_text(other):
            return True
        known = bool(self.place and other.place)
        long = min(len(self.title.split()), len(other.title.split())) >= LONG_TITLE
        return bool(self.title) and (known or long) and self.same_title(other)


def likeness(title: str, place: str, place_name: str, texts: Iterable[str]) -> Likeness:
    """`texts`: the fields, plain; `place_name` is left out of the title that begins with it."""
    words = _words(title)
    lead = _words(place_name)
    if lead and words[: len(lead)] == lead and len(words) > len(lead):
        words = words[len(lead) :]
    told = _words(" ".join(texts))
    shingles = (" ".join(told[i : i + WORDS]) for i in range(len(told) - WORDS + 1))
    return Likeness(" ".join(words), place, frozenset(shingles))


def of_card(card: Card, place: str) -> Likeness:
    name = card.municipality or card.province
    texts = [p.text for _, paragraphs in card.sections for p in paragraphs]
    return likeness(card.title, place, name, texts)


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c)))
