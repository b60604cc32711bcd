"""Tell which strings are Dutch words, as they are written.

A word counts as Dutch when the dictionary or `data/supplement.txt` has it, when it is derived from
such a word in a regular way, or when it is a compound of two or three such words. Parts of less
than four letters are not trusted: *wel* and *kunnen* make no *welkunnen*.

Accents count, unlike for the lemmatizer: *cliént* is no word.
"""

import re
from functools import cache, lru_cache

from . import curated_lists, dictionary
from .compounds import SHORTEST_KNOWN_PART, cuts, without_links
from .folding import MAX_LETTERS

_ADVERB = re.compile(
    "(er|hier|daar|waar)(aan|achter|af|bij|binnen|boven|door|heen|in|langs|mee|na|naar|naast|om|"
    "onder|op|over|rond|tegen|toe|tussen|uit|van|voor|tegenover)"
)
_TREMA_PARTICIPLE = re.compile("geï([a-z]+)eer(?:d|de|den)")


@cache
def _supplement() -> frozenset[str]:
    return curated_lists.words("supplement.txt")


@lru_cache(maxsize=65_536)
def is_listed(word: str) -> bool:
    """Tell if a word is no compound but Dutch, in any capitals and with any apostrophe."""
    plain = word.replace("’", "'").replace("‘", "'")
    lower = plain.lower()
    words = dictionary.dutch()
    if any(form in words for form in {plain, lower, plain.capitalize()}) or lower in _supplement():
        return True
    return _is_derived(lower)


def is_listed_as_written(word: str) -> bool:
    """Tell if the dictionary or the supplement has a word in exactly these capitals."""
    return word in dictionary.dutch() or word in _supplement()


def _is_derived(word: str) -> bool:
    """Tell if a word is of a kind that no list has in full: *hieruit*, *bereidheid*."""
    if _ADVERB.fullmatch(word):
        return True
    words = dictionary.dutch()
    if word.endswith("heid") and len(word) > 7 and word[:-4] in words:
        return True
    participle = _TREMA_PARTICIPLE.fullmatch(word)  # geïnteresseerd
    return participle is not None and f"i{participle[1]}eren" in words


@lru_cache(maxsize=65_536)
def part_count(word: str) -> int:
    """Return of how many listed words a word is made, three at most; 0 for no Dutch word."""
    if is_listed(word):
        return 1
    lower = word.lower()
    if not lower.isalpha() or len(lower) > MAX_LETTERS:
        return 0
    rests = _rests(lower)
    if any(_is_part(rest) for rest in rests):
        return 2
    return 3 if any(_is_part(last) for rest in rests for last in _rests(rest)) else 0


def _rests(word: str) -> list[str]:
    """Return the rest of a word behind each first part that it may have."""
    return [rest for first, rest in cuts(word) if is_first_part(first)]


@lru_cache(maxsize=65_536)
def _is_part(word: str) -> bool:
    """Tell if a compound may hold a word.

    Of the shortest words only headwords may: the dictionary has *inde* and *vand* as forms.
    """
    if len(word) < SHORTEST_KNOWN_PART or not is_listed(word):
        return False
    if len(word) > SHORTEST_KNOWN_PART or word in _supplement():
        return True
    return dictionary.dutch().headword(word) == word


def is_first_part(part: str) -> bool:
    """Tell if a compound can begin with these letters, a link at their end included."""
    return any(map(_is_part, without_links(part)))


def is_word(word: str) -> bool:
    """Tell if a word is Dutch."""
    return part_count(word) > 0


@lru_cache(maxsize=16_384)
def is_english(word: str) -> bool:
    """Tell if English has a word: a term of the trade, not a misread letter."""
    words = dictionary.english()
    return word in words or word.lower() in words
