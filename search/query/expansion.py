"""Expand a word to the ways in which a text may say it. Pure.

Invariant: the word itself counts in full, and every other way for less: its parts, its synonyms,
its family, a correction of its spelling. Synonyms are searched whether the index has them or not;
everything else only where the lexicon has it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from armoedegeheugen.dutch import analyzer, derivations

from ..engines.protocol import Other, Word
from . import spelling, synonyms
from .spelling import Lexicon
from .synonyms import Thesaurus

# Of a word's score, for its parts apart. It is the weight of the field `delen`, so that the whole
# word weighs more.
PARTS_SHARE = 0.5

# For a word of the same family: *eenzaam* for *eenzaamheid*.
FAMILY_SHARE = 0.5

# For the corrected spelling of a word.
CORRECTION_SHARE = 0.7


@dataclass(frozen=True)
class LanguageContext:
    """Hold what is known of words beside their spelling: synonyms, and the words of the index."""

    thesaurus: Thesaurus = synonyms.NONE
    lexicon: Lexicon = spelling.NONE


NONE = LanguageContext()


def word(surface: str, corrections: Iterable[str], context: LanguageContext) -> Word:
    """Return what to search for a word as it is written, and for its corrections."""
    own = _ways(surface, context)
    corrected = [
        other for correction in corrections for other in _corrected(_ways(correction, context))
    ]
    return replace(own, others=tuple(dict.fromkeys((*own.others, *corrected))))


def with_compound_parts(words: tuple[Word, ...], context: LanguageContext) -> tuple[Word, ...]:
    """Add the parts of each compound as optional words."""
    parts = [part for word in words for part in _parts(word)]
    return (*words, *(_part(term, context) for term in dict.fromkeys(parts)))


def _parts(word: Word) -> tuple[str, ...]:
    several = [other.terms for other in word.others if not other.adjacent]
    longest = max(several, key=len, default=())
    return longest if len(longest) > 1 else ()


def _part(term: str, context: LanguageContext) -> Word:
    similar = [Other((other,), PARTS_SHARE * share) for other, share in _similar(term, context)]
    return Word((), (Other((term,), PARTS_SHARE), *similar))


def _ways(surface: str, context: LanguageContext) -> Word:
    whole, *apart = analyzer.alternatives(surface)
    parts = [Other(terms, PARTS_SHARE) for terms in apart]
    family = _family(whole, apart, context)
    return Word((whole,), (*parts, *context.thesaurus.of(whole), *family))


def _family(
    whole: tuple[str, ...], apart: list[tuple[str, ...]], context: LanguageContext
) -> Iterator[Other]:
    """Yield relatives of the word, and its parts with one of them replaced by a similar term.

    *energierekening* is searched as *energie* and *factuur* too.
    """
    for relative in _relatives(whole[0], context):
        yield Other((relative,), FAMILY_SHARE)
    for terms in apart[-1:]:
        for at, term in enumerate(terms):
            for other, share in _similar(term, context):
                yield Other((*terms[:at], other, *terms[at + 1 :]), PARTS_SHARE * share)


def _similar(term: str, context: LanguageContext) -> Iterator[tuple[str, float]]:
    """Yield single terms that say nearly the same as a part of a compound, each with its share."""
    for other in context.thesaurus.of((term,)):
        if len(other.terms) == 1 and context.lexicon.having.get(other.terms[0]):
            yield other.terms[0], other.share
    for relative in _relatives(term, context):
        yield relative, FAMILY_SHARE


def _relatives(term: str, context: LanguageContext) -> Iterator[str]:
    return (other for other in derivations.relatives(term) if context.lexicon.having.get(other))


def _corrected(word: Word) -> Iterator[Other]:
    for terms in word.alternatives:
        yield Other(terms, CORRECTION_SHARE)
    for other in word.others:
        yield replace(other, share=CORRECTION_SHARE * other.share)
