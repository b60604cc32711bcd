"""A Dutch compound → its parts, by the curated list `data/compounds.txt`.

Invariant: a word is split only if every part of it stands in the list and none of the list's `=`
words is cut. So *arm* is no part of *armoede*, and what the list does not know stays whole: a part
that is missing costs a find, a wrong one costs the reader's trust.
"""

from dataclasses import dataclass, field
from functools import cache, lru_cache

from search import wordlists
from search.lemmas import MAX_LETTERS, fold, lemma

_SHORTEST = 3
_LINKS = ("s", "en", "e", "n")
"""What Dutch puts between parts: beleid-s-plan, boek-en-bank, zieke-n-zorg."""


@dataclass
class _Parts:
    first: dict[str, str] = field(default_factory=dict)
    """Form as a first or middle part → lemma."""
    last: set[str] = field(default_factory=set)
    """Lemmas that may be the last part."""
    whole: set[str] = field(default_factory=set)
    """Lemmas that are never split."""

    def add(self, entry: str, forms: list[str]) -> None:
        word = fold(entry)
        if entry.startswith("="):
            self.whole.add(lemma(word))
            return
        if not entry.startswith("-"):
            for form in (word, *(word + link for link in _LINKS), *map(fold, forms)):
                self.first.setdefault(form, lemma(word))
        if not entry.endswith("-"):
            self.last.add(lemma(word))


@cache
def _parts() -> _Parts:
    parts = _Parts()
    for entry, *forms in wordlists.entries("compounds.txt"):
        parts.add(entry, forms)
    return parts


@lru_cache(maxsize=50_000)
def split(folded: str) -> tuple[str, ...]:
    """The parts as they are written, links left on them; empty for a word that is no compound."""
    if len(folded) < 2 * _SHORTEST or not folded.isalpha() or lemma(folded) in _parts().whole:
        return ()
    found = _split(folded)
    return found if len(found) > 1 else ()


@lru_cache(maxsize=50_000)
def _split(rest: str) -> tuple[str, ...]:
    """The longest first part whose remainder can be split as well, or is a last part itself."""
    parts = _parts()
    for end in range(min(len(rest) - _SHORTEST, MAX_LETTERS), _SHORTEST - 1, -1):
        if rest[:end] in parts.first and (tail := _split(rest[end:])):
            return (rest[:end], *tail)
    return (rest,) if lemma(rest) in parts.last else ()


def meaning(first: str) -> str:
    """The lemma of a first or middle part, from the form in which it stands there."""
    return _parts().first.get(first) or lemma(first)
