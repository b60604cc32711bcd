"""One Dutch word → its lemma, in folded letters.

Invariant: `lemma(lemma(word)) == lemma(word)`, and every form of a word has the same lemma. A lemma
is a key to search by, not a headword to print: where the dictionary goes round in a circle (*huur*
is a form of *huren*, *huren* a plural of *huur*), one word of the circle stands for all.

Accents are folded before the dictionary is asked, so that *client*, *cliënt* and what a scanner
made of it (*cliént*) are one word.
"""

import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

from simplemma.strategies.dictionaries.stream_dictionary_factory import StreamMap

from . import curated_lists

MAX_LETTERS = 60
"""Longer words are cut. Dutch has none; the engines refuse or split terms beyond 255 characters."""

_STEPS = 8
_PLURAL_S = ("ers", "els", "ars", "ors", "ings", "ies")
_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)


def fold(word: str) -> str:
    """Lower case, no accents, letters and digits only; never empty for a word that has any."""
    if word.isascii():
        plain = word.lower()
    else:
        # Twice, since compatibility forms hide capitals (ℌ) and case folding brings accents (İ).
        plain = unicodedata.normalize("NFKD", word).casefold().translate(_LETTERS)
        plain = unicodedata.normalize("NFKD", plain)
    letters = plain if plain.isalnum() else "".join(c for c in plain if c.isalnum())
    return (letters or word.casefold())[:MAX_LETTERS]


class _Dictionary:
    """simplemma's Dutch dictionary, asked in folded letters.

    `StreamMap` reads the compressed list in place: 5 MB and 4 µs a word, where simplemma's default
    of a `dict` takes 43 MB. Words that are found are cached by this module; those that are not are
    mostly told by one bit, since trying where a compound falls apart asks for many such.
    """

    _BITS = 1 << 23  # 1 MB; with 370,000 words, 4 % of the unknown ones get past it

    def __init__(self) -> None:
        self._lemmas = StreamMap("nl")
        self._written = dict[str, str]()
        """Folded → as the dictionary has it, where that has a capital or an accent."""
        self._seen = bytearray(self._BITS // 8)
        for word in self._lemmas:
            plain = word if word.isascii() and word.islower() else fold(word)
            if plain != word:
                self._written.setdefault(plain, word)
            else:
                self._mark(word)

    def _mark(self, word: str) -> None:
        bit = hash(word) % self._BITS
        self._seen[bit >> 3] |= 1 << (bit & 7)

    def get(self, folded: str) -> str | None:
        bit = hash(folded) % self._BITS
        found = self._lemmas.get(folded) if self._seen[bit >> 3] & 1 << (bit & 7) else None
        if not found and folded in self._written:
            found = self._lemmas.get(self._written[folded])
        return fold(found) if found else None


@cache
def _dictionary() -> _Dictionary:
    return _Dictionary()


@cache
def _exceptions() -> dict[str, str]:
    """Form → lemma where the dictionary errs; a lemma stands for itself."""
    found: dict[str, str] = {}
    for head, *forms in curated_lists.entries("lemmas.txt"):
        found |= dict.fromkeys(map(fold, (head, *forms)), fold(head))
    return found


@cache
def _field_words() -> frozenset[str]:
    """The words of the compound list: the dictionary lacks some of the commonest (*welzijn*)."""
    return frozenset(fold(entry) for entry, *_ in curated_lists.entries("compounds.txt"))


@lru_cache(maxsize=16_384)
def looked_up(folded: str) -> str | None:
    """The lemma by the exceptions or the dictionary, in one step; None for an unknown word."""
    found = _exceptions().get(folded) or _dictionary().get(folded)
    return found or (folded if folded in _field_words() else None)


def known(folded: str) -> bool:
    return looked_up(folded) is not None


def lemma(folded: str) -> str:
    """The lemma of a known word; of an unknown one, what its ending says."""
    return settle(folded, lambda word: looked_up(word) or by_ending(word))


def by_ending(folded: str) -> str:
    """An unknown word without the endings that are sure; itself if there are none.

    More is not cut: a wrong stem makes two words one, a missing one only loses a plural.
    """
    if len(folded) < 6 or not folded.isalpha():
        return folded
    if folded.endswith("heden"):
        return folded[:-5] + "heid"
    if folded.endswith("ijen"):
        return folded[:-2]
    if folded.endswith("s") and (folded.endswith(_PLURAL_S) or known(folded[:-1])):
        return folded[:-1]
    return folded


def settle(folded: str, step: Callable[[str], str]) -> str:
    """Follow `step` until it stays put; of a circle, the shortest word (then the first)."""
    seen = [folded]
    for _ in range(_STEPS):
        following = step(seen[-1])
        if following in seen:
            return min(seen[seen.index(following) :], key=lambda word: (len(word), word))
        seen.append(following)
    return seen[-1]
