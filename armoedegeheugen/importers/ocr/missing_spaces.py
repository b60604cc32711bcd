"""Split words that lost the blank between them: *deinbrengvan* → *de inbreng van*.

Invariant: a word is split only if it is no word itself, if at least one part is a word that Dutch
never joins to another, and if there is one way to do it with so few parts.
"""

import re
from functools import lru_cache

from ...dutch.spell_check import is_english, is_listed, is_word

# Words that stand free before another word.
_FREE = frozenset(
    {"de", "het", "een", "van", "met", "dit", "dat", "die", "deze", "hun", "zich", "wordt"}
    | {"worden", "hebben", "heeft", "niet", "onze"}
)
# Free words behind the start; at the start they may be a first part: *aan-bod*.
_FREE_LAST = _FREE | {"en", "of", "aan", "op", "in", "naar", "voor", "uit", "bij", "als", "zijn"}
_ENDINGS = frozenset({"en", "of", "in", "op", "aan", "als", "uit", "bij", "naar", "voor"})
# After *de-* these may be one word: *deactiveren*, *deregulering*.
_LATINATE = re.compile(r"(?:eren|eer(?:t|de|den|d)?|ering(?:en)?|isatie|atie|ief|ieve|isch|ische)$")
_SHORTEST = 6
# A longer chain can be read in too many ways: it is left, and noted.
_LONGEST = 22
_SHORTEST_PART = 4
_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]{6,22}(?![^\W\d_])")


def split_joined_words(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the text with its joined words split, and each such word with its parts."""
    corrections: list[tuple[str, str]] = []

    def apart(match: re.Match[str]) -> str:
        parts = split(match[0])
        if len(parts) < 2:
            return match[0]
        corrections.append((match[0], " ".join(parts)))
        return " ".join(parts)

    return _WORD.sub(apart, text), tuple(corrections)


@lru_cache(maxsize=20_000)
def split(word: str) -> tuple[str, ...]:
    """Return the words in a joined word; the word alone where that is not sure."""
    lower = word.lower()
    if not _SHORTEST <= len(word) <= _LONGEST or not (word.islower() or word.istitle()):
        return (word,)
    if is_word(word) or is_english(word):
        return (word,)
    ways = _ways(lower, True)
    fewest = min((len(way) for way in ways), default=0)
    found = [way for way in ways if len(way) == fewest]
    if len(found) != 1 or not _sure(found[0]):
        return (word,)
    parts = found[0]
    if word[0].isupper() and len(parts) == 2:  # *Destelbergen* is a name
        return (word,)
    return (word[: len(parts[0])], *parts[1:])


def _sure(parts: tuple[str, ...]) -> bool:
    first, last = parts[0], parts[-1]
    if first == "de" and len(parts) == 2 and (_LATINATE.search(last) or not is_listed(last)):
        return False
    if last in _FREE_LAST and first not in _FREE_LAST and not _free_end(parts):
        return False
    if len(parts) == 2 and first not in _FREE:
        return last in _FREE_LAST  # *naarde* is two words, *voorpost* is one
    return any(part in _FREE for part in parts) and parts[:2] != ("een", "en")


def _free_end(parts: tuple[str, ...]) -> bool:
    """Tell if the last word is no ending of the one before: *dringende* is no *dringen de*."""
    last, before = parts[-1], parts[-2]
    if last in ("de", "te"):
        return before in _FREE_LAST
    return last not in _ENDINGS or before.endswith("en") or before in _FREE_LAST


@lru_cache(maxsize=20_000)
def _ways(rest: str, first: bool) -> tuple[tuple[str, ...], ...]:
    """Return all ways to split with the fewest parts, or one more; no two long words adjoin."""
    found: list[tuple[str, ...]] = []
    for end in range(2, len(rest) + 1):
        part = rest[:end]
        if not _is_part(part, first, end == len(rest)):
            continue
        if end == len(rest):
            found.append((part,))
        else:
            found += [
                (part, *way)
                for way in _ways(rest[end:], False)
                if part in _FREE_LAST or way[0] in _FREE_LAST
            ]
    fewest = min((len(way) for way in found), default=0)
    return tuple(way for way in found if len(way) <= fewest + 1)[:50]


def _is_part(part: str, first: bool, last: bool) -> bool:
    if part in (_FREE_LAST if not first else _FREE | {"aan", "naar"}):
        return True
    if len(part) < _SHORTEST_PART:
        return False
    return is_listed(part) or (len(part) > 9 and is_word(part))
