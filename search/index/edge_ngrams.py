"""Make edge n-grams: the first letters of each word of a title, for autocomplete.

Invariant: `query_terms` of the first letters of a title's words gives only terms that `terms` of
that title holds. Words are kept as written, without lemmatizing: someone who is still typing has
no whole word yet.
"""

import re
import unicodedata

from armoedegeheugen.dutch.folding import fold

MAX_LETTERS = 15
"""Letters of a word that are told apart; nobody types more before choosing."""

MAX_WORDS = 24
"""Of a title, which holds at most 255 letters, and of what is typed."""

FIRST_WORD = "^"
"""Before the beginnings of a title's first word: who begins as the title does means that one."""

_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """The folded words; hyphens and apostrophes part them."""
    found = _WORD.findall(unicodedata.normalize("NFC", text))[:MAX_WORDS]
    return [fold(word) for word in found]


def terms(title: str) -> str:
    """For the index field `begin`: every beginning of every word, and of the first word again."""
    found = words(title)
    beginnings = [start for word in found for start in _prefixes(word)]
    beginnings += [FIRST_WORD + start for word in found[:1] for start in _prefixes(word)]
    return " ".join(dict.fromkeys(beginnings))


def query_terms(typed: str) -> tuple[str, ...]:
    """The terms that a title must hold, in the order in which they were typed."""
    return tuple(dict.fromkeys(word[:MAX_LETTERS] for word in words(typed)))


def _prefixes(word: str) -> list[str]:
    return [word[:end] for end in range(1, min(len(word), MAX_LETTERS) + 1)]
