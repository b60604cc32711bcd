"""Measure how readable a Dutch text is, and find long sentences and hard words.

Flesch-Douma: 206.84 − 0.93 × words a sentence − 77 × syllables a word. Longer sentences and words
give a lower score. The results are hints for an editor.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

# In words. Guides for easy language advise no longer sentences.
LONG = 20

# A shorter text gets no score, because a single long word would decide it.
FEWEST_WORDS = 30

# A full stop before a small letter belongs to an abbreviation (*o.a.*, *bv.*). A full stop inside a
# number has no space after it.
_SENTENCE_END = re.compile(r"\n+|(?<=[.!?…])\s+(?![a-zà-ÿ])")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_VOWELS = re.compile(
    # Vowels that sound as one, the longest first; then any vowel. A dieresis starts a syllable.
    r"aai|eeu|ieu|ooi|oei|aau|eau|aa|ee|ie|oo|uu|oe|eu|ui|ij|ei|au|ou|ai"
    r"|[aeiouyàáâèéêìíîòóôùúû]|[äëïöü][eiou]?"
)
_DATA = Path(__file__).parent / "data" / "hard_words.txt"


@dataclass(frozen=True)
class Level:
    """The counts of a text that its score is computed from."""

    words: int
    sentences: int
    syllables: int

    @property
    def score(self) -> float | None:
        """Return the Flesch-Douma score, or None for a text of too few words."""
        if self.words < FEWEST_WORDS:
            return None
        return 206.84 - 0.93 * self.words / self.sentences - 77 * self.syllables / self.words


def level(text: str) -> Level:
    """Count the words, sentences and syllables of a text."""
    all_sentences = list(sentences(text))
    all_words = [word for sentence in all_sentences for word in words(sentence)]
    return Level(len(all_words), len(all_sentences), sum(map(syllables, all_words)))


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences that have a word. A line break ends a sentence too, as in a list."""
    for sentence in _SENTENCE_END.split(text):
        if _WORD.search(sentence):
            yield sentence.strip()


def words(text: str) -> list[str]:
    """Return the words of a text in order; numbers are left out."""
    return _WORD.findall(text)


def syllables(word: str) -> int:
    """Count the syllables of a word by its vowel sounds; one for a word without vowels."""
    return max(len(_VOWELS.findall(word.casefold())), 1)


def long_sentences(text: str) -> list[str]:
    """Return the sentences of more than `LONG` words."""
    return [sentence for sentence in sentences(text) if len(words(sentence)) > LONG]


def hard_words(text: str) -> list[tuple[str, str]]:
    """Return each hard word of a text once, with a simpler one."""
    plain = " ".join(word.casefold() for word in words(text))
    return [(hard, simple) for hard, simple, form in simpler() if form.search(plain)]


@cache
def simpler() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Return the hard words of `data/hard_words.txt`, each with a simpler word and its pattern.

    A line of the list is `hard = simpler`. A `*` at the end of a word stands for any ending.
    """
    entries = []
    for line in _DATA.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            hard, simple = (part.strip() for part in line.split("=", 1))
            entries.append((hard.replace("*", ""), simple, _pattern(hard)))
    return tuple(entries)


def _pattern(hard: str) -> re.Pattern[str]:
    """Return the pattern of a hard word; the stem of a verb in *-eren* also ends in *-eer*."""
    pattern = re.escape(hard).replace(r"er\*", r"ee?r\w*").replace(r"\*", r"\w*")
    return re.compile(rf"(?<![\w-]){pattern}(?![\w-])")
