"""Turn Dutch text into terms: one analyser for indexing, questions and highlighting.

Invariant: each word of a text, analysed alone, gives a term that `analyse_text` of the text holds.
A term is a lemma in folded letters, without white space, of at most `MAX_LETTERS` letters.

A word with hyphens or apostrophes is one token: its term is the word written as one (*e-mail* is
*email*), and its parts are the words between the signs (*OCMW-cliënt* is also *ocmw* and *client*).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

from . import compounds, curated_lists, lemmatizer
from .folding import MAX_LETTERS, fold

_INVISIBLE = "\\u00ad\\u200b-\\u200d\\u2060\\ufeff"
_MARKS = "\\u0300-\\u036f"
_RUN = rf"[^\W_]++(?:[{_MARKS}{_INVISIBLE}]++[^\W_]*+)*+"
_APOSTROPHE = "'’‘ʼ`´"
_HYPHEN = "\\-‐‑"
# A hyphen between two digits is a range or a date, not one word.
_JOINER = rf"(?:[{_APOSTROPHE}]|(?<!\d)[{_HYPHEN}]|[{_HYPHEN}](?!\d))"
_LETTER = r"[^\W\d_]"
# A word in running text. Every repetition is bounded or possessive, so matching is linear.
TOKEN = re.compile(
    rf"{_LETTER}(?:\.{_LETTER}){{1,9}}(?![^\W_])"  # o.a., v.z.w.
    rf"|\d{{1,3}}(?:\.\d{{3}}){{1,4}}(?!\d)"  # 1.250
    rf"|{_RUN}(?:{_JOINER}{_RUN}){{0,7}}"
)
# Letters of one token that are read, invisible ones included.
_LONGEST = 200

_UNSEEN = re.compile(f"[{_INVISIBLE}]")
_SEPARATOR = re.compile(f"([{_APOSTROPHE}{_HYPHEN}])")
# After an apostrophe these are endings, not words: foto's, auto'tje, A4'tjes, zo'n.
_ENDINGS = frozenset(["s", "n", "t", "er", "ers", "je", "jes", "tje", "tjes", "en"])


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text with its place.

    Attributes:
        start: Offset of its first letter.
        end: Offset behind its last letter.
        term: What the index holds for it.
        parts: The terms of its parts; empty if it is no compound.
    """

    start: int
    end: int
    term: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """The term of a word, and the terms of its parts (empty if it is no compound)."""

    term: str
    parts: tuple[str, ...] = ()


def tokens(text: str) -> Iterator[Token]:
    """Yield every word in order; function words too, since a phrase counts positions."""
    for match in TOKEN.finditer(text):
        analysis = analyse(match[0])
        yield Token(match.start(), match.end(), analysis.term, analysis.parts)


def analyse(surface: str) -> Analysis:
    """Return the analysis of one token as it is written in a text."""
    return _analyse(surface[:_LONGEST])


def analyse_text(text: str) -> list[Analysis]:
    """Return the analysis of every word in order."""
    return [_analyse(surface[:_LONGEST]) for surface in TOKEN.findall(text)]


def terms(text: str) -> str:
    """Return one term a word, separated by spaces."""
    return joined_terms(analyse_text(text))


def joined_terms(words: Iterable[Analysis]) -> str:
    """Return the terms of words, separated by spaces, for an index field."""
    return " ".join([word.term for word in words])


def joined_parts(words: Iterable[Analysis]) -> str:
    """Return the terms of the parts of all compounds, separated by spaces, for an index field."""
    return " ".join([part for word in words if word.parts for part in word.parts])


def spellings(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the terms of some words as they are written, and with their hyphens as spaces.

    *OCMW-raad* gives `("ocmwraad",)` and `("ocmw", "raad")`.
    """
    surfaces = TOKEN.findall(text)
    as_written = tuple(analyse(surface).term for surface in surfaces)
    apart = tuple(_term(piece) for surface in surfaces for piece in _pieces(_visible(surface)))
    return tuple(terms for terms in dict.fromkeys((as_written, apart)) if terms)


def is_function_word(term: str) -> bool:
    """Tell if a term only ties words together (*de*, *van*, *zijn*); never *niet* or *zonder*."""
    return term in _function_words()


@cache
def _function_words() -> frozenset[str]:
    words = curated_lists.words("function_words.txt")
    return frozenset(_term(_joined(_pieces(word))) for word in words)


def sort_key(title: str) -> str:
    """Return a key for alphabetical order: folded, numbers by value, signs left out."""
    return " ".join(_sortable(surface) for surface in TOKEN.findall(title))


def _sortable(surface: str) -> str:
    plain = "".join(fold(piece) for piece in _SEPARATOR.split(_visible(surface))[::2])
    return re.sub(r"\d+", lambda digits: digits[0].zfill(8), plain)


@lru_cache(maxsize=32_768)
def _analyse(surface: str) -> Analysis:
    pieces = _pieces(_visible(surface))
    whole = _term(_joined(pieces))
    if len(pieces) == 1:
        return Analysis(whole, compounds.split(pieces[0]))
    parts = (*map(_term, _content_pieces(pieces)), *_smallest_parts(pieces))
    return Analysis(whole, tuple(dict.fromkeys(parts)))


def alternatives(surface: str) -> tuple[tuple[str, ...], ...]:
    """Return the terms by which to search a token, most exact first.

    The whole word, then the pieces between its hyphens, then the parts of those pieces.
    """
    pieces = _pieces(_visible(surface[:_LONGEST]))
    content = tuple(dict.fromkeys(map(_term, _content_pieces(pieces))))
    return tuple(dict.fromkeys(((_term(_joined(pieces)),), content, _smallest_parts(pieces))))


def _joined(pieces: list[str]) -> str:
    return "".join(pieces)[:MAX_LETTERS]


def _content_pieces(pieces: list[str]) -> list[str]:
    """Return the pieces that are no function words: `heist`, `berg` of Heist-op-den-Berg."""
    return [piece for piece in pieces if not is_function_word(_term(piece))] or pieces


def _smallest_parts(pieces: list[str]) -> tuple[str, ...]:
    """Return the terms of the parts of each content piece, or of the piece if it has no parts."""
    parts = (compounds.split(piece) or (_term(piece),) for piece in _content_pieces(pieces))
    return tuple(dict.fromkeys(chain.from_iterable(parts)))


def _visible(surface: str) -> str:
    return _UNSEEN.sub("", surface)


def _pieces(surface: str) -> list[str]:
    """Return the folded words between hyphens and apostrophes, without an apostrophe's ending."""
    if surface.isalnum():
        return [fold(surface)]
    pieces: list[str] = []
    separator = ""
    for index, piece in enumerate(_SEPARATOR.split(surface)):
        if index % 2:
            separator = piece
        elif not (separator in _APOSTROPHE and separator and piece.lower() in _ENDINGS):
            pieces.append(fold(piece))
    return pieces


@lru_cache(maxsize=8_192)
def _term(folded: str) -> str:
    return lemmatizer.follow(folded, _step)


def _step(folded: str) -> str:
    """Take one step towards the lemma; an unknown compound is inflected like its last part."""
    if lemma := lemmatizer.look_up(folded):
        return lemma
    if last := compounds.inflected_part(folded):
        return folded[: len(folded) - len(last)] + lemmatizer.lemma(last)
    return lemmatizer.without_ending(folded)
