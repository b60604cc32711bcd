"""Split Dutch compounds by the curated list of parts, `data/compounds.txt`.

Invariant: a word is split only if the list supports it. Either every part stands in the list, or
the dictionary does not know the word and it is one listed part and one known word (`leef|wereld`,
`innovatie|project`). The list's `=` words are never split. So *arm* is no part of *armoede*: a
missing part costs a find, a wrong one costs the reader's trust. Two known words alone are not
enough: of 300 such splits of Dutch words from the web one in six was wrong (`waas|land`).
"""

from dataclasses import dataclass, field
from functools import cache, lru_cache

from . import curated_lists
from .folding import fold
from .lemmatizer import is_known, lemma

_SHORTEST_LISTED_PART = 3
# The dictionary knows odd short words, so its parts have a letter more than those of the list.
SHORTEST_KNOWN_PART = 4

# Longer words are nobody's compound, and trying them takes long.
_LONGEST = 45

# Letters that Dutch puts between parts: beleid-s-plan, boek-en-bank, zieke-n-zorg.
_LINKS = ("s", "en", "e", "n")

# Known words that are endings when they stand last: `client|s|chap`.
_ENDINGS = frozenset(
    (
        *("achtig", "achtige", "baar", "bare", "heden", "heid", "lijk", "lijke", "zaam", "zame"),
        *("loos", "loze", "lozen", "schap", "schappen", "chap", "chappen"),
        *("sing", "singen", "sings"),
    )
)


def cuts(word: str) -> list[tuple[str, str]]:
    """Return each way to cut a word in two parts of `SHORTEST_KNOWN_PART` letters or more."""
    ends = range(SHORTEST_KNOWN_PART, len(word) - SHORTEST_KNOWN_PART + 1)
    return [(word[:end], word[end:]) for end in ends]


def without_links(first: str) -> list[str]:
    """Return a first part as it is, and without each link that it may end in."""
    return [first, *(first[: -len(link)] for link in _LINKS if first.endswith(link))]


@dataclass
class _Parts:
    # Form as a first or middle part → lemma.
    first: dict[str, str] = field(default_factory=dict)
    # Lemmas that may be the last part.
    last: set[str] = field(default_factory=set)
    # Lemmas that are never split.
    whole: set[str] = field(default_factory=set)
    # First letters of the last parts: saves asking the dictionary about every tail of a word.
    last_prefixes: set[str] = field(default_factory=set)

    def add(self, entry: str, forms: list[str]) -> None:
        word, term = fold(entry), lemma(fold(entry))
        if entry.startswith("="):
            self.whole.add(term)
        if not entry.startswith("-"):
            self._add_first(word, list(map(fold, forms)), term)
        if not entry.endswith("-"):
            self.last.add(term)
            self.last_prefixes |= {word[:_SHORTEST_LISTED_PART], term[:_SHORTEST_LISTED_PART]}

    def _add_first(self, word: str, forms: list[str], term: str) -> None:
        """Add the forms of a first part; a form in the list wins over one made by a link."""
        for link in _LINKS:
            if link != "n" or word.endswith("e"):
                self.first.setdefault(word + link, term)
        self.first |= dict.fromkeys((word, *forms), term)

    def may_end_with(self, tail: str) -> bool:
        return tail[:_SHORTEST_LISTED_PART] in self.last_prefixes and lemma(tail) in self.last


@cache
def _parts() -> _Parts:
    parts = _Parts()
    for entry, *forms in curated_lists.entries("compounds.txt"):
        parts.add(entry, forms)
    return parts


def split(folded: str) -> tuple[str, ...]:
    """Return the terms of a word's parts; empty for a word that is no compound."""
    parts = written_parts(folded)
    return (*map(_first_part_term, parts[:-1]), lemma(parts[-1])) if parts else ()


@lru_cache(maxsize=8_192)
def written_parts(folded: str) -> tuple[str, ...]:
    """Return the parts with their links (`beleids`, `plan`); empty if the word is no compound."""
    if not 2 * _SHORTEST_LISTED_PART <= len(folded) <= _LONGEST or not folded.isalpha():
        return ()
    if lemma(folded) in _parts().whole:
        return ()
    parts = _listed_parts(folded)
    if not parts and not is_known(folded):
        parts = _half_listed_parts(folded)
    return parts if len(parts) > 1 else ()


def is_listed(folded: str) -> bool:
    """Tell if a word is a compound of which all parts stand in the list."""
    return len(_listed_parts(folded)) > 1 if len(folded) <= _LONGEST else False


def is_first_part(folded: str) -> bool:
    """Tell if the list has this form of a word as a first or middle part."""
    return folded in _parts().first


def is_last_part(folded: str) -> bool:
    """Tell if the list has a word as a last part, in any of its forms."""
    return _parts().may_end_with(folded)


@cache
def first_parts() -> tuple[str, ...]:
    """Return every form in which a listed word may stand before another."""
    return tuple(_parts().first)


@cache
def last_parts() -> tuple[str, ...]:
    """Return the lemmas that may stand last, in alphabetical order."""
    return tuple(sorted(_parts().last))


@lru_cache(maxsize=8_192)
def _listed_parts(rest: str) -> tuple[str, ...]:
    """Return the longest listed first part and the parts of what follows it, all listed."""
    parts = _parts()
    for end in range(len(rest) - _SHORTEST_LISTED_PART, _SHORTEST_LISTED_PART - 1, -1):
        if rest[:end] in parts.first and (tail := _listed_parts(rest[end:])):
            return (rest[:end], *tail)
    return (rest,) if parts.may_end_with(rest) else ()


def _half_listed_parts(word: str) -> tuple[str, ...]:
    """Return a listed part and a known word, in either order; the longest first part wins."""
    parts = _parts()
    for first, rest in reversed(cuts(word)):
        if first in parts.first:
            if tail := written_parts(rest):
                return (first, *tail)
            if _is_known_last_part(rest):
                return (first, rest)
        if parts.may_end_with(rest) and _is_known_first_part(first):
            return (first, rest)
    return ()


def _is_known_last_part(word: str) -> bool:
    return word not in _ENDINGS and is_known(word)


def _is_known_first_part(word: str) -> bool:
    return any(map(is_known, without_links(word)))


def _first_part_term(first: str) -> str:
    """Return the lemma of a first or middle part in the form that it has there."""
    if listed := _parts().first.get(first):
        return listed
    return lemma(next(filter(is_known, without_links(first)), first))


def inflected_part(folded: str) -> str:
    """Return the last part of an unknown word, which carries the word's inflection.

    Here two known words are enough: a wrong split only leaves a plural. Empty if there is none.
    """
    if parts := written_parts(folded):
        return parts[-1]
    if len(folded) > _LONGEST or not folded.isalpha():
        return ""
    for first, rest in cuts(folded):
        if _is_known_last_part(rest) and _is_known_first_part(first):
            return rest
    return ""
