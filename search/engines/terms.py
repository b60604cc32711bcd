"""Prepare terms, the same way for both engines, when indexing and when searching."""

from collections.abc import Sequence
from math import gcd

from ..fields import BOUNDARY
from .protocol import Query, Word

# A word scores by its best field, and each further field adds a tenth. So a title that the text
# confirms comes before one that it does not, and three weak fields never beat a strong one.
TIE_BREAKER = 0.1

# In characters. Elasticsearch's whitespace analyser cuts a term at 255 UTF-16 units, tantivy drops
# one of more than 65,530 bytes. A term cut here fits both, and no Dutch word is longer.
MAX_TERM = 100


def field_text(text: str) -> str:
    """Return a text field for either engine: BOUNDARY, single spaces, no overlong term.

    It is split here because the engines disagree on white space (tantivy knows only ASCII's).
    """
    return " ".join([BOUNDARY, *(term[:MAX_TERM] for term in text.split())])


def query_term(term: str) -> str:
    """Cut a term of a query as the index cuts it; what UTF-8 cannot encode becomes `?`."""
    return term[:MAX_TERM].encode("utf-8", "replace").decode("utf-8")


def alternatives(word: Word) -> list[list[str]]:
    """Return the alternatives of a word, without empty ones and without repeated terms."""
    return [distinct_terms(terms) for terms in word.alternatives if terms]


def distinct_terms(terms: Sequence[str]) -> list[str]:
    """Return the terms as the index holds them, each once."""
    return list(dict.fromkeys(query_term(term) for term in terms))


def is_partial(query: Query) -> bool:
    """Return whether a match may lack some words, so that a hit must say which.

    If no word is required, words only order the matches, and no hit lacks any.
    """
    return 0 < query.minimum < query.weight


def weight_copies(words: Sequence[Word]) -> list[Word]:
    """Repeat each word by its weight, minus the one clause that scores it.

    Both engines count matching clauses and not their weights. A factor that all weights share is
    left out.
    """
    return [word for word in words for _ in range(weight_units(words, word.weight) - 1)]


def weight_units(words: Sequence[Word], weight: int) -> int:
    """Return a weight, rounded up, in the largest unit that divides all these weights."""
    unit = gcd(*(word.weight for word in words)) or 1
    return -(-weight // unit)
