"""Make edge n-grams: the first letters of each word of a title, for autocomplete.

Invariant: `query_terms` of the first letters of a title's words gives only terms that `terms` of
that title holds. Words are kept as written, without lemmatizing: someone who is still typing has
no whole word yet.
"""

import re
import unicodedata

from armoedegeheugen.dutch.folding import fold

# Letters of a word that are told apart; nobody types more before choosing.
MAX_LETTERS = 15

# Words of a title, which holds at most 255 letters, and of what is typed.
MAX_WORDS = 24

# Prefix of the n-grams of a title's first word: a title that begins as typed comes first.
FIRST_WORD = "^"

_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """Split a text into folded words, also at hyphens and apostrophes."""
    matches = _WORD.findall(unicodedata.normalize("NFC", text))[:MAX_WORDS]
    return [fold(word) for word in matches]


def terms(title: str) -> str:
    """Return the terms of a title for the index field `begin`, separated by spaces.

    These are all beginnings of all words, and those of the first word once more with `FIRST_WORD`.
    """
    title_words = words(title)
    beginnings = [start for word in title_words for start in _prefixes(word)]
    beginnings += [FIRST_WORD + start for word in title_words[:1] for start in _prefixes(word)]
    return " ".join(dict.fromkeys(beginnings))


def query_terms(typed: str) -> tuple[str, ...]:
    """Return the terms that a title must hold, in the order in which they were typed."""
    return tuple(dict.fromkeys(word[:MAX_LETTERS] for word in words(typed)))


def _prefixes(word: str) -> list[str]:
    return [word[:end] for end in range(1, min(len(word), MAX_LETTERS) + 1)]
