"""How a title begins: the first letters of each of its words, for suggestions while somebody types.

Invariant: `asked()` of what stands at the start of a title's words gives terms that `terms()` of
that title holds. Surface words and not lemmas: who is still typing has no whole word yet.
"""

import re
import unicodedata

from armoedegeheugen.dutch.folding import fold

LONGEST = 15
"""Letters of a word that are told apart; nobody types more before choosing."""

MOST_WORDS = 24
"""Of a title, which holds at most 255 letters, and of what is typed."""

FIRST = "^"
"""Before the beginnings of a title's first word: who begins as the title does means that one."""

_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """The folded words; hyphens and apostrophes part them."""
    found = _WORD.findall(unicodedata.normalize("NFC", text))[:MOST_WORDS]
    return [fold(word) for word in found]


def terms(title: str) -> str:
    """For the index field `begin`: every beginning of every word, and of the first word again."""
    found = words(title)
    beginnings = [start for word in found for start in _starts(word)]
    beginnings += [FIRST + start for word in found[:1] for start in _starts(word)]
    return " ".join(dict.fromkeys(beginnings))


def asked(typed: str) -> tuple[str, ...]:
    """The terms that a title must hold, in the order in which they were typed."""
    return tuple(dict.fromkeys(word[:LONGEST] for word in words(typed)))


def _starts(word: str) -> list[str]:
    return [word[:end] for end in range(1, min(len(word), LONGEST) + 1)]
