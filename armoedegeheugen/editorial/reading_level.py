"""How hard a Dutch text is to read. Pure: text in, numbers and words out. A hint, never a proof.

Flesch-Douma: 206.84 − 0.93 × words a sentence − 77 × syllables a word. The longer the sentences and
the words, the lower it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LONG = 20
"""Words; what is written in easy language stays below."""

FEWEST_WORDS = 30
"""Below this one long word decides, and the score says nothing."""

_END = re.compile(r"\n+|(?<=[.!?…])\s+(?![a-zà-ÿ])")
"""A stop before a small letter is that of *o.a.* or *bv.*, and one in a number has no space."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_VOWELS = re.compile(
    # What sounds as one, the longest first; then any vowel. A dieresis begins a syllable by itself.
    r"aai|eeu|ieu|ooi|oei|aau|eau|aa|ee|ie|oo|uu|oe|eu|ui|ij|ei|au|ou|ai"
    r"|[aeiouyàáâèéêìíîòóôùúû]|[äëïöü][eiou]?"
)
_DATA = Path(__file__).parent / "data" / "hard_words.txt"


@dataclass(frozen=True)
class Level:
    words: int
    sentences: int
    syllables: int

    @property
    def score(self) -> float | None:
        """None for a text that is too short to say."""
        if self.words < FEWEST_WORDS:
            return None
        return 206.84 - 0.93 * self.words / self.sentences - 77 * self.syllables / self.words


def level(text: str) -> Level:
    each = list(sentences(text))
    found = [word for sentence in each for word in words(sentence)]
    return Level(len(found), len(each), sum(map(syllables, found)))


def sentences(text: str) -> Iterator[str]:
    """Those with a word in them; the end of a line ends one too, as in a list."""
    for sentence in _END.split(text):
        if _WORD.search(sentence):
            yield sentence.strip()


def words(text: str) -> list[str]:
    return _WORD.findall(text)


def syllables(word: str) -> int:
    """By the vowels that sound; a word without any counts as one."""
    return max(len(_VOWELS.findall(word.casefold())), 1)


def long_sentences(text: str) -> list[str]:
    return [sentence for sentence in sentences(text) if len(words(sentence)) > LONG]


def hard_words(text: str) -> list[tuple[str, str]]:
    """The hard words in a text, each once, with a simpler one."""
    plain = " ".join(word.casefold() for word in words(text))
    return [(hard, simple) for hard, simple, form in simpler() if form.search(plain)]


@cache
def simpler() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """From the list: `hard = simpler`. A `*` at the end of a word stands for any ending."""
    found = []
    for line in _DATA.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            hard, simple = (part.strip() for part in line.split("=", 1))
            found.append((hard.replace("*", ""), simple, _form(hard)))
    return tuple(found)


def _form(hard: str) -> re.Pattern[str]:
    """A verb in *-eren* writes its stem in two ways: *realiseren*, *realiseert*."""
    pattern = re.escape(hard).replace(r"er\*", r"ee?r\w*").replace(r"\*", r"\w*")
    return re.compile(rf"(?<![\w-]){pattern}(?![\w-])")
