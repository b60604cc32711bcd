"""Words that mean the same, in terms: what else to ask for when a word is asked. Pure.

Invariant: a spelling is only ever another way to say what was asked. It counts for a little less
than the word itself, and words that belong together count only next to each other.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from armoedegeheugen.dutch import analyzer

from ..engines.protocol import Other

SYNONYM_SHARE = 0.9
"""Of a word's score. A text that uses the asker's own word is a little nearer to the question."""

MOST = 40
"""Other spellings of one word that are asked: each costs the engine a look."""

Terms = tuple[str, ...]


@dataclass(frozen=True)
class Thesaurus:
    """By the terms of what is asked, in their order: what else says it."""

    entries: Mapping[Terms, tuple[Other, ...]] = field(default_factory=dict)
    longest: int = 0
    """Terms of the longest entry."""

    def of(self, terms: Terms) -> tuple[Other, ...]:
        return self.entries.get(terms, ())

    def longest_at(self, terms: Sequence[str], start: int) -> int:
        """How many terms, two or more, the longest entry takes that begins here; 0 for none."""
        for length in range(min(self.longest, len(terms) - start), 1, -1):
            if tuple(terms[start : start + length]) in self.entries:
                return length
        return 0


NONE = Thesaurus()


def compile(rows: Iterable[tuple[str, Sequence[str], bool]]) -> Thesaurus:
    """A thesaurus of (word, other words, both ways)."""
    found: dict[Terms, dict[Terms, Other]] = {}
    for word, others, both_ways in rows:
        _add(found, word, others)
        for other in others if both_ways else ():
            _add(found, other, [word, *(each for each in others if each != other)])
    entries = {key: tuple(ways.values())[:MOST] for key, ways in found.items() if ways}
    return Thesaurus(entries, max(map(len, entries), default=0))


def _add(found: dict[Terms, dict[Terms, Other]], word: str, others: Iterable[str]) -> None:
    own = analyzer.spellings(word)
    for key in own:
        ways = found.setdefault(key, {})
        for terms in own:
            if terms != key:
                ways.setdefault(terms, Other(terms, adjacent=len(terms) > 1))
        for other in others:
            for terms in analyzer.spellings(other):
                if terms != key:
                    ways.setdefault(terms, Other(terms, SYNONYM_SHARE, len(terms) > 1))
