"""Compile the synonyms that editors keep into terms, once for each version of the list.

Invariant: a synonym is only ever another way to say a word. It counts for a little less than the
word itself, and words that belong together count only next to each other.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db.models.signals import post_delete, post_save

from armoedegeheugen.dutch import analyzer

from ..engines.protocol import Other
from ..models import Synonym
from . import cache_versions

# Of a word's score. A text with the asker's own word is a little nearer to the question.
SYNONYM_SHARE = 0.9

# Synonyms of one word that are searched: each costs the engine a look.
MOST = 40

Terms = tuple[str, ...]


@dataclass(frozen=True)
class Thesaurus:
    """Look up synonyms by the terms of a word, in their order."""

    entries: Mapping[Terms, tuple[Other, ...]] = field(default_factory=dict)
    # Terms of the longest entry.
    longest: int = 0

    def of(self, terms: Terms) -> tuple[Other, ...]:
        """Return the synonyms of these terms."""
        return self.entries.get(terms, ())

    def longest_at(self, terms: Sequence[str], start: int) -> int:
        """Return how many terms, two or more, the longest entry at `start` takes; 0 for none."""
        for length in range(min(self.longest, len(terms) - start), 1, -1):
            if tuple(terms[start : start + length]) in self.entries:
                return length
        return 0


NONE = Thesaurus()


def connect() -> None:
    """Let a change of a synonym hold from the next question on, in every process."""
    for signal in (post_save, post_delete):
        signal.connect(_changed, sender=Synonym)


def current(versions: Mapping[str, int]) -> Thesaurus:
    """Return the thesaurus of these versions (`cache_versions.numbers()`)."""
    number = versions.get(cache_versions.SYNONYMS)
    return _read(number) if number else NONE


def compile(rows: Iterable[tuple[str, Sequence[str], bool]]) -> Thesaurus:
    """Return the thesaurus of rows of a word, its synonyms, and whether they hold both ways."""
    ways: dict[Terms, dict[Terms, Other]] = {}
    for word, synonyms, both_ways in rows:
        _add(ways, word, synonyms)
        for synonym in synonyms if both_ways else ():
            _add(ways, synonym, [word, *(other for other in synonyms if other != synonym)])
    entries = {key: tuple(others.values())[:MOST] for key, others in ways.items() if others}
    return Thesaurus(entries, max(map(len, entries), default=0))


@lru_cache(maxsize=1)
def _read(number: int) -> Thesaurus:
    rows = Synonym.objects.all()
    return compile((row.word, row.listed, row.both_ways) for row in rows)


def _changed(**_: Any) -> None:
    cache_versions.renew(cache_versions.SYNONYMS)


def _add(ways: dict[Terms, dict[Terms, Other]], word: str, synonyms: Iterable[str]) -> None:
    spellings = analyzer.spellings(word)
    for key in spellings:
        others = ways.setdefault(key, {})
        for terms in spellings:
            if terms != key:
                others.setdefault(terms, Other(terms, adjacent=len(terms) > 1))
        for synonym in synonyms:
            for terms in analyzer.spellings(synonym):
                if terms != key:
                    others.setdefault(terms, Other(terms, SYNONYM_SHARE, len(terms) > 1))
