"""Lemmatize folded Dutch words by a dictionary, a list of exceptions and sure endings.

Invariant: `lemma(lemma(word)) == lemma(word)`, and every form of a word has the same lemma. A lemma
is a key to search by, not a headword to print. The dictionary holds circles (*huur* is a form of
*huren*, *huren* a plural of *huur*): one word of a circle stands for all.

Accents are folded before the dictionary is asked, so that *client*, *cliënt* and a scanner's
*cliént* are one word.
"""

from collections.abc import Callable
from functools import cache, lru_cache

from . import curated_lists, dictionary
from .folding import fold

# The longest chain of forms in the dictionary has seven words.
_MAX_STEPS = 8
_PLURAL_S = ("ers", "els", "ars", "ors", "ings", "ies")


@cache
def _exceptions() -> dict[str, str]:
    """Return form → lemma where the dictionary errs; a lemma stands for itself."""
    lemmas: dict[str, str] = {}
    for headword, *forms in curated_lists.entries("lemmas.txt"):
        lemmas |= dict.fromkeys(map(fold, (headword, *forms)), fold(headword))
    return lemmas


@cache
def _compound_parts() -> frozenset[str]:
    """Return the words of the compound list: the dictionary lacks some of them (*welzijn*)."""
    return frozenset(fold(entry) for entry, *_ in curated_lists.entries("compounds.txt"))


@lru_cache(maxsize=16_384)
def look_up(folded: str) -> str | None:
    """Return the lemma that the lists give in one step, or None for an unknown word."""
    lemma = _exceptions().get(folded) or dictionary.dutch().folded_headword(folded)
    return lemma or (folded if folded in _compound_parts() else None)


def is_known(folded: str) -> bool:
    """Tell if the lists have a word, in any capitals and accents."""
    return look_up(folded) is not None


def lemma(folded: str) -> str:
    """Return the lemma of a word; of an unknown one, the word without its sure endings."""
    return follow(folded, lambda word: look_up(word) or without_ending(word))


def without_ending(folded: str) -> str:
    """Return an unknown word without the endings that are sure, or the word itself.

    More is not cut: a wrong stem makes two words one, a missing one only loses a plural.
    """
    if len(folded) < 6 or not folded.isalpha():
        return folded
    if folded.endswith("heden"):
        return folded[:-5] + "heid"
    if folded.endswith("ijen"):
        return folded[:-2]
    if folded.endswith("s") and (folded.endswith(_PLURAL_S) or is_known(folded[:-1])):
        return folded[:-1]
    return folded


def follow(folded: str, step: Callable[[str], str]) -> str:
    """Apply `step` until the word stays the same.

    Returns:
        The last word; of a circle its shortest word, then the first in the alphabet.
    """
    seen = [folded]
    for _ in range(_MAX_STEPS):
        following = step(seen[-1])
        if following in seen:
            return min(seen[seen.index(following) :], key=lambda word: (len(word), word))
        seen.append(following)
    return seen[-1]
