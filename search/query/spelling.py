"""Words that were probably meant, from the words that the public index holds. Pure.

Invariant: a word that is offered is one that the index holds, or one whose parts it holds; and a
word that the index holds is never taken for another.
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

SHORTEST = 4
"""Letters of a word that is looked at: below that nearly everything is near to something."""

LONGEST = 40
KEPT = 4_096
"""Answers that are kept: people make the same mistakes."""

OFFERED = 2
"""Words that are meant at most; a third one is a guess."""


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The words of an index: how many items it has, in how many each term stands, and each word as
    it is mostly written."""

    documents: int = 0
    having: Mapping[str, int] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)
    """Folded → as it is mostly written."""
    names: frozenset[str] = frozenset()
    """Folded words of names that nobody means another word by, whether an item has them or not."""
    _meant: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def by_length(self) -> Mapping[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        for folded in self.written:
            found[len(folded)].append(folded)
        return dict(found)

    def holders(self, word: Word) -> int:
        """At least how many items hold the word, at most: by its most frequent way."""
        ways = [*word.alternatives, *(other.terms for other in word.others)]
        return max((self._all(terms) for terms in ways if terms), default=0)

    def _all(self, terms: Iterable[str]) -> int:
        return min(self.having.get(term, 0) for term in terms)

    def has(self, term: str) -> bool:
        """Whether an item holds the term, or a word of its family."""
        return any(self.having.get(each) for each in (term, *derivations.relatives(term)))

    def meant(self, surface: str) -> tuple[str, ...]:
        """What somebody meant who wrote a word that nobody uses; nothing for a good word."""
        if not self.documents:
            return ()
        if surface not in self._meant:
            if len(self._meant) >= KEPT:
                self._meant.clear()
            self._meant[surface] = _meant(self, surface)
        return self._meant[surface]

    def near(self, folded: str, reach: int = 0) -> list[str]:
        """Words a few letters away, nearest first, then the most used; itself not among them."""
        reach = reach or _reach(len(folded))
        found: list[tuple[float, bool, int, str]] = []
        for length in range(len(folded) - reach, len(folded) + reach + 1):
            choices = self.by_length.get(length, ())
            for word, distance, _ in process.extract(
                folded, choices, scorer=OSA.distance, score_cutoff=reach, limit=20
            ):
                found.append((distance, word[0] != folded[0], -self.used(word), word))
        return [word for *_, word in sorted(found) if word != folded]

    def used(self, folded: str) -> int:
        """In how many items a word stands that is known in folded letters."""
        return self.having.get(analyzer.analyse(folded).term, 0)


NONE = Lexicon()


def is_word(surface: str) -> bool:
    """Whether Dutch has it, as far as the dictionary and the list of parts know."""
    folded = fold(surface)
    return lemmatizer.is_known(folded) or compounds.is_listed(folded)


def _meant(lexicon: Lexicon, surface: str) -> tuple[str, ...]:
    folded = fold(surface)
    plain = SHORTEST <= len(folded) <= LONGEST and folded.isalpha()
    if not plain or folded in lexicon.written or lexicon.having.get(analyzer.analyse(surface).term):
        return ()
    if is_word(surface) or folded in lexicon.names:
        return ()
    found = [lexicon.written[word] for word in lexicon.near(folded)]
    return tuple(found[:OFFERED]) or _compound(lexicon, folded)


def _compound(lexicon: Lexicon, folded: str) -> tuple[str, ...]:
    """A compound of which one part is well written: *armoede|bestriding*."""
    for end in range(len(folded) - SHORTEST, SHORTEST - 1, -1):
        first, last = folded[:end], folded[end:]
        found: Iterable[str] = ()
        if compounds.is_first_part(first):
            found = (first + tail for tail in near_of(last, compounds.last_parts()))
        elif compounds.is_last_part(last):
            found = (head + last for head in near_of(first, compounds.first_parts()))
        for word in found:
            parts = compounds.split(word)
            if parts and all(map(lexicon.has, parts)):
                return (word,)
    return ()


def near_of(folded: str, choices: tuple[str, ...]) -> list[str]:
    reach = min(_reach(len(folded)), 2)
    found = process.extract(folded, choices, scorer=OSA.distance, score_cutoff=reach, limit=OFFERED)
    return [word for word, distance, _ in found if distance]


def _reach(letters: int) -> int:
    """How many letters may be wrong, missing, too many or exchanged."""
    return 1 if letters < 6 else 2
