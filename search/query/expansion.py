"""The ways in which a text may say a word that is asked. Pure.

Invariant: the word itself counts in full, and every other way for less: its parts, what means the
same, its family, what was probably meant by it. Only the thesaurus makes a way of what an index may
not hold: the rest is asked where the lexicon has it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from armoedegeheugen.dutch import analyzer, derivations

from ..engines.protocol import Other, Word
from . import spelling
from . import synonyms as thesaurus
from .spelling import Lexicon
from .synonyms import Thesaurus

PARTS_SHARE = 0.5
"""Of a word's score, for its parts or pieces apart: what the field `delen` counts for, so that the
whole word weighs more."""

FAMILY_SHARE = 0.5
"""For a word of the same family: *eenzaam* where *eenzaamheid* is asked."""

NEAR_SHARE = 0.7
"""For the word that was probably meant instead."""


@dataclass(frozen=True)
class Help:
    """What is known of words beside how they are written."""

    thesaurus: Thesaurus = thesaurus.NONE
    lexicon: Lexicon = spelling.NONE


ALONE = Help()


def word(surface: str, meant: Iterable[str], known: Help) -> Word:
    """What to ask for a word as it is written, and for what was meant by it."""
    asked = _ways(surface, known)
    near = [other for each in meant for other in _nearly(_ways(each, known))]
    return replace(asked, others=tuple(dict.fromkeys((*asked.others, *near))))


def softened(words: tuple[Word, ...], known: Help) -> tuple[Word, ...]:
    """The same words, and the parts of each compound as words of their own: what has one of them is
    nearer than what has none."""
    apart = [part for each in words for part in _parts(each)]
    return (*words, *(_part(term, known) for term in dict.fromkeys(apart)))


def _parts(word: Word) -> tuple[str, ...]:
    several = [other.terms for other in word.others if not other.adjacent]
    longest = max(several, key=len, default=())
    return longest if len(longest) > 1 else ()


def _part(term: str, known: Help) -> Word:
    near = [Other((each,), PARTS_SHARE * share) for each, share in _kin(term, known)]
    return Word((), (Other((term,), PARTS_SHARE), *near))


def _ways(surface: str, known: Help) -> Word:
    whole, *apart = analyzer.alternatives(surface)
    parts = [Other(terms, PARTS_SHARE) for terms in apart]
    return Word((whole,), (*parts, *known.thesaurus.of(whole), *_family(whole, apart, known)))


def _family(whole: tuple[str, ...], apart: list[tuple[str, ...]], known: Help) -> Iterator[Other]:
    """Relatives of the word, and its parts with one of them said otherwise: *energierekening* as
    *energie* and *factuur*."""
    for relative in _relatives(whole[0], known):
        yield Other((relative,), FAMILY_SHARE)
    for terms in apart[-1:]:
        for at, term in enumerate(terms):
            for each, share in _kin(term, known):
                yield Other((*terms[:at], each, *terms[at + 1 :]), PARTS_SHARE * share)


def _kin(term: str, known: Help) -> Iterator[tuple[str, float]]:
    """The single words that say nearly the same as a part of a compound, and for how much."""
    for other in known.thesaurus.of((term,)):
        if len(other.terms) == 1 and known.lexicon.having.get(other.terms[0]):
            yield other.terms[0], other.share
    for relative in _relatives(term, known):
        yield relative, FAMILY_SHARE


def _relatives(term: str, known: Help) -> Iterator[str]:
    return (each for each in derivations.relatives(term) if known.lexicon.having.get(each))


def _nearly(word: Word) -> Iterator[Other]:
    """The ways to say a word that was not written but probably meant."""
    for terms in word.alternatives:
        yield Other(terms, NEAR_SHARE)
    for other in word.others:
        yield replace(other, share=NEAR_SHARE * other.share)
