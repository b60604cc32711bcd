"""Correct misread letters where the dictionary leaves one possibility.

Invariant: a Dutch word is never changed, and an unknown word only where exactly one Dutch word is a
confusable letter away. Any other word stays and is reported as a doubt.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from ...dutch.folding import MAX_LETTERS
from ...dutch.spell_check import (
    is_english,
    is_listed,
    is_listed_as_written,
    is_word,
    part_count,
)
from .letter_confusions import ACCENTS, ALIKE, LOOSELY_ALIKE, NO_ACCENT, accents, in_parts, letters

# In a shorter word one letter decides too much: *voér* may be *voer* or *vóór*.
SHORTEST = 5
# Longer unknown words are more likely joined words.
LONGEST_PLAIN = 22

# Letters that look alike as capital and small letter.
_SAME_SHAPE = set("coskvwxzuOCSKVWXZU0")
# Words that begin so many sentences that *leder* there is *ieder*, not leather.
_COMMON = frozenset({"ieder", "iedere", "iedereen", "iets", "iemand", "ik", "in", "is"})
_TOKEN = re.compile(r"[^\W_|]*[^\W\d_][^\W_]*(?:[|!][^\W_]+)*|[|\\][^\W_]+")
_SENTENCE_END = re.compile(r"[.!?…]['’”\")]*\s+['‘“\"(]*$")
_STRESS = re.compile(r"[^aeiouáéíóú]*[áéíóú]")
_STRANGE = re.compile(r"[éèêíìîòõ]|[|\\]")


@dataclass(frozen=True)
class CorrectedText:
    """A text after correction, with the words to report to the editor."""

    text: str
    # Each word as it was read, and as it became.
    corrections: tuple[tuple[str, str], ...] = ()
    doubts: tuple[str, ...] = ()


def correct_text(text: str, seen: Collection[str] = ()) -> CorrectedText:
    """Correct the words of a text; every word keeps its place.

    Args:
        text: The text.
        seen: The words of the whole input in small letters; they settle what the dictionary alone
            cannot.
    """
    pieces: list[str] = []
    corrections: list[tuple[str, str]] = []
    doubts: list[str] = []
    end = 0
    text = re.sub(r"(?<=\w)(['’])['’](?=\w)", r"\1", text)
    for match in _TOKEN.finditer(text):
        word = match[0]
        if len(word) > MAX_LETTERS:
            doubts.append(f"{word[:LONGEST_PLAIN]}…")
            continue
        better = corrected(word, _starts_sentence(text, match.start()))
        if better == word and seen:
            better = _settled(word, seen)
        if better != word:
            corrections.append((word, better))
        elif _doubtful(word):
            doubts.append(word)
        pieces += [text[end : match.start()], better]
        end = match.end()
    return CorrectedText("".join([*pieces, text[end:]]), tuple(corrections), tuple(doubts))


def _starts_sentence(text: str, place: int) -> bool:
    before = text[max(0, place - 8) : place]
    return not before.strip("'‘“\"( ") or _SENTENCE_END.search(before) is not None


@lru_cache(maxsize=50_000)
def corrected(word: str, starts: bool = False) -> str:
    """Return a word as it must have been, or itself if that is not sure.

    Args:
        word: The word as it was read.
        starts: The word begins a sentence.
    """
    if better := _first_letter(word, starts):
        return better
    if any(mark in word for mark in "|\\!") and not word.isalpha():
        return _sole(word, letters(word.strip("\\"), ALIKE)) or word
    if better := _odd_capitals(word):
        return better
    if _fits(word) or len(word) < SHORTEST:
        return word
    if word[0].isupper() and word.isascii():  # a name, or the first word of a sentence
        return _sole(word, accents(word, NO_ACCENT), compounds=False) or word if starts else word
    return _misread(word) or word


def _settled(word: str, seen: Collection[str]) -> str:
    """Correct letters that look somewhat alike, where the input itself has the right word.

    For a compound the input must have the corrected part. A word with a capital may be a name,
    so it stays.
    """
    if len(word) <= SHORTEST or not word[0].islower() or not word.isalpha() or _fits(word):
        return word
    whole = (other for other in letters(word, LOOSELY_ALIKE) if other in seen)
    if better := _sole(word, whole, compounds=False):
        return better
    whole = (
        other for other, now in in_parts(word, LOOSELY_ALIKE) if all(part in seen for part in now)
    )
    return _sole(word, whole) or word


def _fits(word: str) -> bool:
    """Tell if a word is Dutch, English or an abbreviation."""
    return _acceptable(word) or is_english(word) or word.isupper()


def _acceptable(word: str) -> bool:
    return is_word(word) or (_STRESS.match(word) is not None and is_word(_unstressed(word)))


def _unstressed(word: str) -> str:
    """Return a word without the accents of emphasis: *écht*, *óver*."""
    return word.translate(str.maketrans("áéíóú", "aeiou"))


def _misread(word: str) -> str:
    """Return the word by the first kind of confusion that leads to exactly one Dutch word."""
    for table in ACCENTS:
        if better := _sole(word, accents(word, table)):
            return better
    if better := _sole(word, accents(word, NO_ACCENT), compounds=False):
        return better
    if better := _sole(word, letters(word, ALIKE), compounds=False):
        return better
    return _sole(word, (other for other, _ in in_parts(word, ALIKE)))


def _sole(word: str, candidates: Iterator[str], compounds: bool = True) -> str:
    """Return the one candidate that is made of the fewest words; empty for none or a tie."""
    counts = {other: part_count(other) for other in candidates if other != word}
    fewest = min((n for n in counts.values() if n), default=0)
    found = [other for other, count in counts.items() if count == fewest]
    if not fewest or len(found) > 1 or (fewest > 1 and not compounds):
        return ""
    better = found[0]
    return better[0].upper() + better[1:] if word[0].isupper() else better


def _first_letter(word: str, starts: bool) -> str:
    """Correct a misread capital I or V at the start: *ledereen* → *Iedereen*."""
    first, rest = word[0], word[1:]
    if first == "\\":
        if rest[:1].isupper() and is_word(rest):
            return rest
        return f"V{rest}" if is_word(f"v{rest}") else ""
    if first == "|" and is_word(f"i{rest}"):
        return f"I{rest}" if starts else f"i{rest}"
    common = starts and f"i{rest}" in _COMMON
    if first == "l" and is_listed_as_written(f"i{rest}") and (common or not is_word(word)):
        return f"I{rest}" if starts else f"i{rest}"
    return ""


def _odd_capitals(word: str) -> str:
    """Correct capitals that no Dutch word has: *VOOr* → *voor*, *QOp* → *Op*."""
    shape = re.fullmatch(r"([A-Z]{2,})[a-z]+", word)
    if shape is None or word.startswith("IJ"):
        return ""
    small = word.lower()
    if is_listed(small) and set(shape[1]) <= _SAME_SHAPE:
        return small
    return word[1:] if len(word) > 2 and word[0] in "QGCO" and is_listed(word[1:]) else ""


def _doubtful(word: str) -> bool:
    if _acceptable(word) or is_english(word):
        return False
    if word[0].islower() and _STRANGE.search(word):
        return True
    return len(word) > LONGEST_PLAIN and word.isalpha()
