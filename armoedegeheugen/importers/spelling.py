"""What a scanner misread, corrected where the word list is sure.

Invariant: a word that the list knows is never touched, and an unknown word is changed only when
one known word, and no other, is a confusable letter away. Else it stays and counts as a doubt.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from .words import SHORTEST_PART, foreign, is_first_part, known, listed, parts, written

SHORTEST = 5
"""In a shorter word one letter decides too much: *voér* may be *voer* or *vóór*."""
LONGEST_PLAIN = 22
"""An unknown word beyond this is more likely some words glued together."""

_ACCENTS: tuple[dict[str, str], ...] = (
    {"é": "ë", "è": "ë", "ê": "ë", "í": "ï", "ì": "ï", "î": "ï", "ó": "ö", "ò": "ö", "õ": "ö"},
    {"é": "è", "è": "é"},
    {"é": "ö", "ó": "o", "é ": "e"},
    {"é": "e", "è": "e", "ë": "e", "ö": "o", "ü": "u", "á": "a", "à": "a", "ù": "u", "ú": "u"},
)
"""Wrong accents, by how common they are: Dutch has far more ë than é after another vowel."""
_NO_ACCENT = {"e": "ë", "i": "ï", "o": "ö", "d": "ö", "u": "ü"}
_ALIKE = (
    *(("l", "i"), ("i", "l"), ("1", "l"), ("1", "i"), ("|", "l"), ("|", "i"), ("!", "l")),
    *(("0", "o"), ("5", "s"), ("rn", "m"), ("m", "rn"), ("vv", "w"), ("cl", "d"), ("d", "cl")),
    *(("ii", "u"), ("ri", "n"), ("li", "h"), ("ﬁ", "fi"), ("ﬂ", "fl")),
)
LONG_PART = 6
_LOOSELY_ALIKE = (
    *(("a", "o"), ("o", "a"), ("c", "e"), ("e", "c"), ("u", "n"), ("n", "u"), ("h", "b")),
    *(("b", "h"), ("f", "t"), ("t", "f"), ("g", "q"), ("q", "g"), ("y", "v"), ("o", "e")),
)
_SAME_SHAPE = set("coskvwxzuOCSKVWXZU0")
"""Letters that look alike as capital and small letter."""
_TOKEN = re.compile(r"[^\W_|]*[^\W\d_][^\W_]*(?:[|!][^\W_]+)*|[|\\][^\W_]+")
_SENTENCE_END = re.compile(r"(?:^|[.!?…]['’”\")]*\s+)['‘“\"(]*$")
_STRESS = re.compile(r"[^aeiouáéíóú]*[áéíóú]")
_STRANGE = re.compile(r"[éèêíìîòõ]|[|\\]")


@dataclass(frozen=True)
class Mended:
    text: str
    corrections: tuple[tuple[str, str], ...] = ()
    """What was read, and what it became."""
    doubts: tuple[str, ...] = ()


def mend(text: str) -> Mended:
    """The text with its sure corrections. Every word keeps its place."""
    parts: list[str] = []
    corrections: list[tuple[str, str]] = []
    doubts: list[str] = []
    end = 0
    text = re.sub(r"(?<=\w)(['’])['’](?=\w)", r"\1", text)
    for match in _TOKEN.finditer(text):
        word, starts = match[0], bool(_SENTENCE_END.search(text, 0, match.start()))
        better = corrected(word, starts)
        if better != word:
            corrections.append((word, better))
        elif _doubtful(word):
            doubts.append(word)
        parts += [text[end : match.start()], better]
        end = match.end()
    return Mended("".join([*parts, text[end:]]), tuple(corrections), tuple(doubts))


@lru_cache(maxsize=50_000)
def corrected(word: str, starts: bool = False) -> str:
    """The word as it must have been; itself where that is not sure. `starts`: of a sentence."""
    if better := _first_letter(word, starts):
        return better
    if any(mark in word for mark in "|\\!") and not word.isalpha():
        return _sole(word, _letters(word.strip("\\"), _ALIKE)) or word
    if better := _odd_capitals(word):
        return better
    if _acceptable(word) or foreign(word) or word.isupper():
        return word
    if len(word) < SHORTEST or (word[0].isupper() and not starts and word.isascii()):
        return word
    return _misread(word) or word


def _acceptable(word: str) -> bool:
    return known(word) or (_STRESS.match(word) is not None and known(_unstressed(word)))


def _unstressed(word: str) -> str:
    """*écht*, *óver*: the writer's own accent, on the first vowel."""
    return word.translate(str.maketrans("áéíóú", "aeiou"))


def _misread(word: str) -> str:
    """The first kind of confusion that leads to exactly one word decides."""
    for accents in _ACCENTS:
        if better := _sole(word, _accents(word, accents)):
            return better
    if better := _sole(word, _accents(word, _NO_ACCENT), compounds=False):
        return better
    if better := _sole(word, _letters(word, _ALIKE)):
        return better
    if len(word) > SHORTEST and word[0].islower():  # with a capital it may be anyone's name
        loose = _letters(word, _LOOSELY_ALIKE)
        return _sole(word, loose, compounds=False) or _sole(word, _in_part(word))
    return ""


def _in_part(word: str) -> Iterator[str]:
    """A compound with one long part misread. In a short one a letter makes another word of it:
    *faalervaring* is no *taalervaring*."""
    for end in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        first, last = word[:end], word[end:]
        if len(last) >= LONG_PART and is_first_part(first):
            yield from (first + other for other in _letters(last, _LOOSELY_ALIKE) if listed(other))
        if len(first) >= LONG_PART and listed(last):
            loose = _letters(first, _LOOSELY_ALIKE)
            yield from (other + last for other in loose if is_first_part(other))


def _sole(word: str, candidates: Iterator[str], compounds: bool = True) -> str:
    """The only candidate that is a word, or is made of the fewest; empty if there is none such."""
    counts = {other: parts(other) for other in candidates if other != word}
    fewest = min((n for n in counts.values() if n), default=0)
    found = [other for other, count in counts.items() if count == fewest]
    if not fewest or len(found) > 1 or (fewest > 1 and not compounds):
        return ""
    better = found[0]
    return better[0].upper() + better[1:] if word[0].isupper() else better


def _accents(word: str, table: dict[str, str]) -> Iterator[str]:
    """Each letter changed by itself, then all at once."""
    for place, letter in enumerate(word):
        if letter in table:
            yield word[:place] + table[letter] + word[place + 1 :]
    yield "".join(table.get(letter, letter) for letter in word) if not word.isascii() else word


def _letters(word: str, table: tuple[tuple[str, str], ...]) -> Iterator[str]:
    """One confusion, at each place; then the same confusion twice."""
    for wrong, right in table:
        once = list(_replaced(word, wrong, right))
        yield from once
        for changed in once:
            yield from _replaced(changed, wrong, right)


def _replaced(word: str, wrong: str, right: str) -> Iterator[str]:
    place = word.find(wrong)
    while place >= 0:
        yield word[:place] + right + word[place + len(wrong) :]
        place = word.find(wrong, place + 1)


def _first_letter(word: str, starts: bool) -> str:
    """Capital I, and capital V, as a scanner reads them: *ledereen*, *|ndien*, *\\an*."""
    first, rest = word[0], word[1:]
    if first == "\\":
        if rest[:1].isupper() and known(rest):
            return rest
        return f"V{rest}" if known(f"v{rest}") else ""
    if first == "|" and known(f"i{rest}"):
        return f"I{rest}" if starts else f"i{rest}"
    if first == "l" and written(f"i{rest}") and (starts or not known(word)):
        return f"I{rest}" if starts else f"i{rest}"
    return ""


def _odd_capitals(word: str) -> str:
    """*VOOr* → *voor*, *QOp* → *Op*: no Dutch word is written so."""
    shape = re.fullmatch(r"([A-Z]{2,})[a-z]+", word)
    if shape is None or word.startswith("IJ"):
        return ""
    small = word.lower()
    if listed(small) and set(shape[1]) <= _SAME_SHAPE:
        return small
    return word[1:] if len(word) > 2 and word[0] in "QGCO" and listed(word[1:]) else ""


def _doubtful(word: str) -> bool:
    if _acceptable(word) or foreign(word):
        return False
    if word[0].islower() and _STRANGE.search(word):
        return True
    return len(word) > LONGEST_PLAIN and word.isalpha()
