"""Recognise the municipality or province that a practice comes from.

Invariant: a place is always one of the given names, as it was called in its day; a name that was
misread by a letter counts only where no other name is as near.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import OSA

from ..dutch.spell_check import is_listed

_SHORTEST_MISREAD = 5
# Words before the name of a place that acts: *OCMW Gent*.
_BOARD = (
    r"OCMW|[Gg]emeente|[Ss]tad|[Pp]rovincie|[Ss]tadsbestuur|[Gg]emeentebestuur|[Ll]okaal [Bb]estuur"
    r"|[Ss]ociaal [Hh]uis|[Ww]elzijnshuis|[Ww]elzijnsbureau|[Oo]penbaar centrum"
)
_PREFIX = re.compile(rf"\s*(?:(?:{_BOARD})\s+(?:van\s+)?)+", re.IGNORECASE)
# *Gemeente: Ninove*.
LABEL = re.compile(
    r"\s*(?:gemeente|stad|plaats|locatie|waar|provincie|regio|werkingsgebied"
    r"|(?:lokaal )?bestuur|OCMW)"
    r"\s*[:?]\s*(?=\S)",
    re.IGNORECASE,
)
_PLACE_TITLE = re.compile(r"([^:–|]{2,40}?)\s*(?::|\s[–|-]\s)\s*\S")
_INHABITANT = r"(?:e?n?se|naars?|e?naren|aars?|aren)"
# A title names its own place, and an OCMW that is named mostly speaks itself; a town that is only
# mentioned may be anyone's.
WEIGHT = {"title": 4.0, "board": 3.0, "in": 1.0, "mention": 0.5}
ENOUGH = 2.0
# The first place must weigh this many times as much as the second.
CLEAR = 1.5


@dataclass(frozen=True)
class Place:
    """A municipality or a province."""

    name: str
    # The province of a municipality, or its own name; empty outside the provinces.
    province: str = ""
    is_province: bool = False


@dataclass(frozen=True)
class PlaceMatch:
    """A place that a text names."""

    place: Place
    # The spelling in the input, if it was misread.
    misread: str = ""


def letters(name: str) -> str:
    """Return a name in lower-case letters, without accents, hyphens and blanks."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in plain if letter.isalpha())


class Gazetteer:
    """The places of the database, found by name."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.by_letters: dict[str, Place] = {}
        for place in sorted(places, key=lambda place: place.is_province):
            self.by_letters.setdefault(letters(place.name), place)
            if place.is_province:
                self.by_letters[letters(f"provincie {place.name}")] = place

    def named(self, text: str) -> PlaceMatch | None:
        """Return the place of which a text is the name, with or without *OCMW* before it."""
        text = LABEL.sub("", text)
        town, comma, province = text.rpartition(",")
        if comma and letters(f"provincie {province}") in self.by_letters:
            return self.named(town)  # Brugge, West-Vlaanderen
        bare = re.sub(r"(?<=\w)\s*\([^()]*\)\s*$", "", text).strip(" \t.,:;|\\/-–—»•*_'’‘()")
        if not bare or len(bare) > 50:
            return None
        for name in (bare, _PREFIX.sub("", bare)):
            if place := self.by_letters.get(letters(name)):
                return PlaceMatch(place)
        return self._misread(_PREFIX.sub("", bare))

    def in_title(self, text: str) -> PlaceMatch | None:
        """Return the place that a title names before its colon: *Gent: een titel*."""
        match = _PLACE_TITLE.match(text)
        found = self.named(match[1]) if match else None
        return found if found and not found.misread else None

    def _misread(self, name: str) -> PlaceMatch | None:
        key = letters(name)
        if len(key) < _SHORTEST_MISREAD or any(is_listed(word) for word in name.split()):
            return None
        limit = 2 if len(key) > 9 else 1
        near = {
            place
            for other, place in self.by_letters.items()
            if len(other) >= _SHORTEST_MISREAD
            and OSA.distance(key, other, score_cutoff=limit) <= limit
        }
        return PlaceMatch(near.pop(), name) if len(near) == 1 else None

    @cached_property
    def _mention(self) -> re.Pattern[str]:
        names = sorted((place.name for place in self.by_letters.values()), key=len, reverse=True)
        any_name = "|".join(_lenient(name) for name in dict.fromkeys(names))
        return re.compile(
            rf"(?P<board>(?:{_BOARD})\s+(?:van\s+)?)?(?P<in>\b(?:in|te|uit|van)\s+)?"
            rf"(?<!\w)(?P<name>{any_name})(?P<ending>{_INHABITANT})?(?![\w])(?!-[A-Z])"
        )

    def weigh(self, title: str, text: str) -> dict[Place, float]:
        """Return the weight of each place that a title and a text name."""
        weights: defaultdict[Place, float] = defaultdict(float)
        if not self.by_letters:
            return weights
        for match in self._mention.finditer(title):
            weights[self._place(match)] += WEIGHT["title"]
        for match in self._mention.finditer(text):
            kind = "board" if match["board"] else "in" if match["in"] else "mention"
            weights[self._place(match)] += WEIGHT[kind]
        for found in self._misread_boards(text):
            weights[found.place] += WEIGHT["board"]
        return weights

    def _misread_boards(self, text: str) -> Iterable[PlaceMatch]:
        for match in re.finditer(rf"(?:{_BOARD})\s+([A-Z][\w-]{{4,}})", text):
            if letters(match[1]) not in self.by_letters and (found := self._misread(match[1])):
                yield found

    def _place(self, match: re.Match[str]) -> Place:
        key = letters(match["name"])
        place = self.by_letters.get(key) or self.by_letters[f"{key}e"]
        if "rovincie" in (match["board"] or ""):
            return self.by_letters.get(letters(f"provincie {place.name}"), place)
        return place

    def spoken_of(self, title: str, text: str) -> tuple[Place | None, list[str]]:
        """Return the place that the words clearly point to, or the names to choose from.

        A place in the title is enough by itself.
        """
        weights = self.weigh(title, text)
        ranked = sorted(weights.items(), key=lambda item: -item[1])[:3]
        if not ranked:
            return None, []
        (first, weight), *others = ranked
        if weight >= ENOUGH and (not others or weight >= CLEAR * others[0][1]):
            return first, []
        return None, [place.name for place, _ in ranked]


def _lenient(name: str) -> str:
    """Return a pattern of a name: hyphens may be blanks, and an *e* before *-se* may be gone."""
    pattern = re.escape(name).replace(r"\-", r"[- ]").replace(r"\ ", r"[- ]")
    return pattern[:-1] + "e?" if pattern.endswith("e") and len(name) > 4 else pattern
