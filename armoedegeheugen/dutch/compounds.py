"""A Dutch compound → its parts, by the curated list `data/compounds.txt`.

Invariant: a word is split only if the list speaks for it. Either every part stands in the list, or
the dictionary does not know the word and it is one listed part and one known word (`leef|wereld`,
`innovatie|project`). The list's `=` words are never cut. So *arm* is no part of *armoede*: a part
that is missing costs a find, a wrong one costs the reader's trust. Two known words alone are not
enough: of 300 such splits of Dutch words from the web one in six was wrong (`waas|land`).
"""

from dataclasses import dataclass, field
from functools import cache, lru_cache

from . import curated_lists
from .lemmatizer import fold, known, lemma

_SHORTEST = 3
"""Letters of a listed part. A part by the dictionary, which knows odd short words, has one more."""

_LONGEST = 45
"""Longer words are nobody's compound, and trying them takes long."""

_LINKS = ("s", "en", "e", "n")
"""What Dutch puts between parts: beleid-s-plan, boek-en-bank, zieke-n-zorg."""

_ENDINGS = frozenset(
    (
        *("achtig", "achtige", "baar", "bare", "heden", "heid", "lijk", "lijke", "zaam", "zame"),
        *("loos", "loze", "lozen", "schap", "schappen", "chap", "chappen"),
        *("sing", "singen", "sings"),
    )
)
"""Known words that are endings when they stand last: `client|s|chap`."""


@dataclass
class _Parts:
    first: dict[str, str] = field(default_factory=dict)
    """Form as a first or middle part → lemma."""
    last: set[str] = field(default_factory=set)
    """Lemmas that may be the last part."""
    whole: set[str] = field(default_factory=set)
    """Lemmas that are never split."""
    openings: set[str] = field(default_factory=set)
    """First letters of the last parts: saves asking the dictionary about every tail of a word."""

    def add(self, entry: str, forms: list[str]) -> None:
        word, meaning = fold(entry), lemma(fold(entry))
        if entry.startswith("="):
            self.whole.add(meaning)
        if not entry.startswith("-"):
            self._add_first(word, list(map(fold, forms)), meaning)
        if not entry.endswith("-"):
            self.last.add(meaning)
            self.openings |= {word[:_SHORTEST], meaning[:_SHORTEST]}

    def _add_first(self, word: str, forms: list[str], meaning: str) -> None:
        """A form that the list spells out wins over one that a link happens to give."""
        for link in _LINKS:
            if link != "n" or word.endswith("e"):
                self.first.setdefault(word + link, meaning)
        self.first |= dict.fromkeys((word, *forms), meaning)

    def ends(self, tail: str) -> bool:
        return tail[:_SHORTEST] in self.openings and lemma(tail) in self.last


@cache
def _parts() -> _Parts:
    parts = _Parts()
    for entry, *forms in curated_lists.entries("compounds.txt"):
        parts.add(entry, forms)
    return parts


def split(folded: str) -> tuple[str, ...]:
    """The terms of a word's parts; empty for a word that is no compound."""
    surfaces = cut(folded)
    return (*map(_meaning, surfaces[:-1]), lemma(surfaces[-1])) if surfaces else ()


@lru_cache(maxsize=8_192)
def cut(folded: str) -> tuple[str, ...]:
    """The parts as they are written, links left on them; empty for a word that is no compound."""
    if not 2 * _SHORTEST <= len(folded) <= _LONGEST or not folded.isalpha():
        return ()
    if lemma(folded) in _parts().whole:
        return ()
    found = _listed(folded)
    if not found and not known(folded):
        found = _half_listed(folded)
    return found if len(found) > 1 else ()


def is_listed(folded: str) -> bool:
    """Whether a word is a compound of which all parts stand in the list."""
    return len(_listed(folded)) > 1 if len(folded) <= _LONGEST else False


def is_first(folded: str) -> bool:
    return folded in _parts().first


def is_last(folded: str) -> bool:
    return _parts().ends(folded)


@cache
def firsts() -> tuple[str, ...]:
    """Every form that a listed part has before another."""
    return tuple(_parts().first)


@cache
def lasts() -> tuple[str, ...]:
    return tuple(sorted(_parts().last))


@lru_cache(maxsize=8_192)
def _listed(rest: str) -> tuple[str, ...]:
    """The longest first part whose remainder can be cut as well, or may stand last itself."""
    parts = _parts()
    for end in range(len(rest) - _SHORTEST, _SHORTEST - 1, -1):
        if rest[:end] in parts.first and (tail := _listed(rest[end:])):
            return (rest[:end], *tail)
    return (rest,) if parts.ends(rest) else ()


def _half_listed(word: str) -> tuple[str, ...]:
    """A listed part and a known word, in either order; the longest first part wins."""
    parts = _parts()
    for end in range(len(word) - _SHORTEST - 1, _SHORTEST, -1):
        first, rest = word[:end], word[end:]
        if first in parts.first and (tail := cut(rest) or _known_last(rest)):
            return (first, *tail)
        if parts.ends(rest) and _known_first(first):
            return (first, rest)
    return ()


def _known_last(word: str) -> tuple[str, ...]:
    return (word,) if word not in _ENDINGS and known(word) else ()


def _known_first(word: str) -> bool:
    return any(known(base) for base in _without_link(word))


def _without_link(word: str) -> list[str]:
    """A first part, and what it is without each link that it may end in."""
    return [word, *(word[: -len(link)] for link in _LINKS if word.endswith(link))]


def _meaning(first: str) -> str:
    """The lemma of a first or middle part, from the form in which it stands there."""
    if listed := _parts().first.get(first):
        return listed
    return lemma(next((base for base in _without_link(first) if known(base)), first))


def head(folded: str) -> str:
    """The last part of a word that falls into known words; an unknown word is inflected by it."""
    if found := cut(folded):
        return found[-1]
    if not 2 * _SHORTEST + 2 <= len(folded) <= _LONGEST or not folded.isalpha():
        return ""
    for start in range(_SHORTEST + 1, len(folded) - _SHORTEST):
        tail = folded[start:]
        if tail not in _ENDINGS and known(tail) and _known_first(folded[:start]):
            return tail
    return ""
