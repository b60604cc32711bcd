"""Which Dutch words exist, by simplemma's word list.

A word counts as Dutch when it stands in the list (or in `data/supplement.txt`, for what the list
lacks) or is a compound of such words. Short parts are not trusted: *wel* and *kunnen* make no
*welkunnen*.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

from simplemma.strategies.dictionaries.dictionary_factory import DEFAULT_DICTIONARY_FACTORY

SHORTEST_PART = 4
LONGEST = 60
"""Dutch has no longer words; a run of letters beyond this is no word."""
_LINKS = ("", "s", "en", "e", "n")
_ADVERB = re.compile(
    "(er|hier|daar|waar)(aan|achter|af|bij|binnen|boven|door|heen|in|langs|mee|na|naar|naast|om|"
    "onder|op|over|rond|tegen|toe|tussen|uit|van|voor|tegenover)"
)
_TREMA_PARTICIPLE = re.compile("geï([a-z]+)eer(?:d|de|den)")


@cache
def _dictionary(language: str) -> Mapping[str, str]:
    return DEFAULT_DICTIONARY_FACTORY.get_dictionary(language)


@cache
def _supplement() -> frozenset[str]:
    text = (Path(__file__).parent / "data" / "supplement.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())


@lru_cache(maxsize=100_000)
def listed(word: str) -> bool:
    """In the list, whatever its capitals; an apostrophe counts whatever its shape."""
    plain = word.replace("’", "'").replace("‘", "'")
    forms = {plain, plain.lower(), plain.capitalize()}
    words = _dictionary("nl")
    if any(form in words for form in forms) or plain.lower() in _supplement():
        return True
    return _derived(plain.lower(), words)


def written(word: str) -> bool:
    """In the list just so, capitals included."""
    return word in _dictionary("nl") or word in _supplement()


def _derived(word: str, words: Mapping[str, str]) -> bool:
    """Forms that a list never has in full: *hieruit*, *bereidheid*, *geïnteresseerd*."""
    if _ADVERB.fullmatch(word):
        return True
    if word.endswith("heid") and len(word) > 7 and word[:-4] in words:
        return True
    participle = _TREMA_PARTICIPLE.fullmatch(word)
    return participle is not None and f"i{participle[1]}eren" in words


@lru_cache(maxsize=100_000)
def parts(word: str) -> int:
    """Of how many listed words it is made, three at the most; 0 for no Dutch word."""
    if listed(word):
        return 1
    lower = word.lower()
    if not lower.isalpha() or len(lower) > LONGEST:
        return 0
    rests = list(_rests(lower))
    if any(_is_part(rest) for rest in rests):
        return 2
    return 3 if any(_is_part(last) for rest in rests for last in _rests(rest)) else 0


def _rests(word: str) -> Iterator[str]:
    """What is left of the word behind each first part that it may have."""
    for end in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        if is_first_part(word[:end]):
            yield word[end:]


@lru_cache(maxsize=100_000)
def _is_part(word: str) -> bool:
    """Good for a compound. Of four letters only a headword is: the list has *inde* and *vand*."""
    if len(word) < SHORTEST_PART or not listed(word):
        return False
    if len(word) > SHORTEST_PART or word in _supplement():
        return True
    return _dictionary("nl").get(word) == word


def is_first_part(part: str) -> bool:
    """What a compound can begin with, the letters in between included."""
    stems = (part[: len(part) - len(link)] for link in _LINKS if part.endswith(link))
    return any(_is_part(stem) for stem in stems)


def known(word: str) -> bool:
    return parts(word) > 0


@lru_cache(maxsize=50_000)
def foreign(word: str) -> bool:
    """A word that English has: a term of the trade, nothing that a scanner misread."""
    words = _dictionary("en")
    return word in words or word.lower() in words
