"""Read simplemma's word lists in place: one dictionary a language for the whole process.

simplemma's default factory decodes a list into a `dict` of 40 MB. `StreamMap` searches the
compressed list itself: 5 MB and some 10 µs a word. A bit filter answers for most words that the
list lacks, since splitting compounds and correcting scans ask for many such.

Invariant: a word is in the dictionary as it is written, with its capitals and accents.
"""

from functools import cache

from simplemma.strategies.dictionaries.stream_dictionary_factory import StreamMap

from .folding import fold

# 1 MB; with 370,000 words, 4 % of the unknown ones get past it.
_FILTER_BITS = 1 << 23


class Dictionary:
    """The word list of one language: written form → headword."""

    def __init__(self, language: str) -> None:
        """Load the list of a language by its ISO 639-1 code (`nl`, `en`)."""
        self._headwords = StreamMap(language)
        self._filter = bytearray(_FILTER_BITS // 8)
        for word in self._headwords:
            self._add(word)

    def _add(self, word: str) -> None:
        bit = hash(word) % _FILTER_BITS
        self._filter[bit >> 3] |= 1 << (bit & 7)

    def headword(self, written: str) -> str | None:
        """Return the headword of a word in exactly this spelling, or None."""
        bit = hash(written) % _FILTER_BITS
        return self._headwords.get(written) if self._filter[bit >> 3] & 1 << (bit & 7) else None

    def __contains__(self, written: str) -> bool:
        return self.headword(written) is not None


class FoldedDictionary(Dictionary):
    """A dictionary that also finds a word by its folded form."""

    def __init__(self, language: str) -> None:
        """Load the list and note which words have a capital or an accent."""
        # Folded form → written form, where the two differ.
        self._written: dict[str, str] = {}
        super().__init__(language)

    def _add(self, word: str) -> None:
        super()._add(word)
        if not (word.isascii() and word.islower()) and (folded := fold(word)) != word:
            self._written.setdefault(folded, word)

    def folded_headword(self, folded: str) -> str | None:
        """Return the folded headword of a folded word, or None."""
        found = self.headword(folded)
        if not found and folded in self._written:
            found = self._headwords.get(self._written[folded])
        return fold(found) if found else None


@cache
def dutch() -> FoldedDictionary:
    """Return the Dutch dictionary, loaded once in a process."""
    return FoldedDictionary("nl")


@cache
def english() -> Dictionary:
    """Return the English dictionary, loaded once in a process."""
    return Dictionary("en")
