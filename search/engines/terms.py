"""What both engines do alike with terms, so that they index and ask the very same ones."""

from collections.abc import Sequence
from math import gcd

from ..fields import BOUNDARY
from .protocol import Query, Word

TIE_BREAKER = 0.1
"""A word scores by its best field; each further field adds a tenth, so that a title that the text
bears out stands before one that it does not, and three weak fields never outdo a strong one."""

MAX_TERM = 100
"""In characters. Elasticsearch's whitespace analyser cuts a term at 255 UTF-16 units, tantivy drops
one past 65,530 bytes; a term cut here fits both, and no Dutch word is longer."""


def field_text(text: str) -> str:
    """A text field as both engines get it: opened by BOUNDARY, single spaces, no overlong term.

    Split here because the engines disagree on what white space is (tantivy knows only ASCII's).
    """
    return " ".join([BOUNDARY, *(term[:MAX_TERM] for term in text.split())])


def query_term(term: str) -> str:
    """A term of a question, cut as the index cuts it; what UTF-8 cannot hold becomes `?`."""
    return term[:MAX_TERM].encode("utf-8", "replace").decode("utf-8")


def alternatives(word: Word) -> list[list[str]]:
    """A word's alternatives without the empty ones and without repeated terms."""
    return [distinct_terms(terms) for terms in word.alternatives if terms]


def distinct_terms(terms: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(query_term(term) for term in terms))


def is_partial(query: Query) -> bool:
    """Whether a match may lack some of the words, and which ones must be said.

    Where none is required they only put the matches in order, and nothing lacks any.
    """
    return 0 < query.minimum < query.weight


def weight_copies(words: Sequence[Word]) -> list[Word]:
    """Each word as often as its weight says, less the once that it scores: both engines count
    clauses that match, not what they weigh. What all weights share need not be counted."""
    return [word for word in words for _ in range(weight_units(words, word.weight) - 1)]


def weight_units(words: Sequence[Word], weight: int) -> int:
    """A weight in the largest unit that measures all weights of these words, rounded up."""
    unit = gcd(*(word.weight for word in words)) or 1
    return -(-weight // unit)
