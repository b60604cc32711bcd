"""Correct the spelling of words that no item of the public index has. Pure.

Invariant: a correction is a word of the index, or a compound whose parts are; and a word of the
index is never corrected.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from armoedegeheugen.dutch import analyzer, compounds, derivations, lemmatizer
from armoedegeheugen.dutch.folding import fold

from ..engines.protocol import Word

# Letters of a word that may be corrected: a shorter one is near to nearly everything.
SHORTEST, LONGEST = 4, 40

# Corrections that are cached: people make the same mistakes.
CACHED = 4_096

# Corrections of one word; a third one is a guess.
OFFERED = 2


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Hold the words of an index.

    Attributes:
        documents: The number of items.
        having: Term → the number of items that have it.
        written: Folded word → the word as it is mostly written.
        names: Folded words of names of places, which are never corrected.
    """

    documents: int = 0
    having: Mapping[str, int] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    _meant: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def by_length(self) -> Mapping[int, list[str]]:
        """The folded words by their length."""
        words: dict[int, list[str]] = defaultdict(list)
        for folded in self.written:
            words[len(folded)].append(folded)
        return dict(words)

    def holders(self, word: Word) -> int:
        """Return about how many items hold a word: those of its most frequent way."""
        ways = [*word.alternatives, *(other.terms for other in word.others)]
        return max((self._all(terms) for terms in ways if terms), default=0)

    def _all(self, terms: Iterable[str]) -> int:
        return min(self.having.get(term, 0) for term in terms)

    def has(self, term: str) -> bool:
        """Return whether an item has the term, or one of its family."""
        return any(self.having.get(other) for other in (term, *derivations.relatives(term)))

    def meant(self, surface: str) -> tuple[str, ...]:
        """Return corrections of a word, the likeliest first; none for a word of the index."""
        if surface not in self._meant:
            if len(self._meant) >= CACHED:
                self._meant.clear()
            self._meant[surface] = _meant(self, surface)
        return self._meant[surface]

    def near(self, folded: str, reach: int = 0) -> list[str]:
        """Return other words a few letters away, the nearest first, then the most used.

        Args:
            folded: The word, in small letters without accents.
            reach: Letters that may differ; by default as many as suit its length.
        """
        reach = reach or _reach(len(folded))
        ranked: list[tuple[float, bool, int, str]] = []
        for length in range(len(folded) - reach, len(folded) + reach + 1):
            choices = self.by_length.get(length, ())
            for word, distance, _ in process.extract(
                folded, choices, scorer=OSA.distance, score_cutoff=reach, limit=20
            ):
                ranked.append((distance, word[0] != folded[0], -self.used(word), word))
        return [word for *_, word in sorted(ranked) if word != folded]

    def used(self, folded: str) -> int:
        """Return the number of items with a word, given in folded letters."""
        return self.having.get(analyzer.analyse(folded).term, 0)


NONE = Lexicon()


def is_word(surface: str) -> bool:
    """Return whether the dictionary or the list of compound parts has the word."""
    folded = fold(surface)
    return lemmatizer.is_known(folded) or compounds.is_listed(folded)


def _meant(lexicon: Lexicon, surface: str) -> tuple[str, ...]:
    folded = fold(surface)
    plain = SHORTEST <= len(folded) <= LONGEST and folded.isalpha()
    if not plain or folded in lexicon.written or lexicon.having.get(analyzer.analyse(surface).term):
        return ()
    if is_word(surface) or folded in lexicon.names:
        return ()
    near = [lexicon.written[word] for word in lexicon.near(folded)]
    return tuple(near[:OFFERED]) or _compound(lexicon, folded)


def _compound(lexicon: Lexicon, folded: str) -> tuple[str, ...]:
    """Return a compound of which one part is well written: *armoede|bestriding*."""
    for end in range(len(folded) - SHORTEST, SHORTEST - 1, -1):
        first, last = folded[:end], folded[end:]
        candidates: Iterable[str] = ()
        if compounds.is_first_part(first):
            candidates = (first + tail for tail in near_of(last, compounds.last_parts()))
        elif compounds.is_last_part(last):
            candidates = (head + last for head in near_of(first, compounds.first_parts()))
        for word in candidates:
            parts = compounds.split(word)
            if parts and all(map(lexicon.has, parts)):
                return (word,)
    return ()


def near_of(folded: str, choices: tuple[str, ...]) -> list[str]:
    """Return the choices one or two letters away, the nearest first."""
    reach = _reach(len(folded))
    near = process.extract(folded, choices, scorer=OSA.distance, score_cutoff=reach, limit=OFFERED)
    return [word for word, distance, _ in near if distance]


def _reach(letters: int) -> int:
    """Return how many letters may be wrong, missing, too many or exchanged."""
    return 1 if letters < 6 else 2
