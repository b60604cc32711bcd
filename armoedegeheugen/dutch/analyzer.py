"""Dutch text → terms: the one analyser, the same code at indexing and at asking.

Invariant: whatever a text holds, `word()` of it asks for a term that `terms()` of the text gives.
A term is a lemma in folded letters, without white space, at most `lemmas.MAX_LETTERS` long.

A word with hyphens or apostrophes is one token: its term is the word written as one (*e-mail* is
*email*), and its parts are what stands between (*OCMW-cliënt* is also *ocmw* and *client*).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from search.engines.protocol import Word

from . import compounds, curated_lists, lemmatizer

_INVISIBLE = "\\u00ad\\u200b-\\u200d\\u2060\\ufeff"
_MARKS = "\\u0300-\\u036f"
_RUN = rf"[^\W_]++(?:[{_MARKS}{_INVISIBLE}]++[^\W_]*+)*+"
_APOSTROPHE = "'’‘ʼ`´"
_HYPHEN = "\\-‐‑"
# A hyphen between two digits is a range or a date, not one word.
_JOINER = rf"(?:[{_APOSTROPHE}]|(?<!\d)[{_HYPHEN}]|[{_HYPHEN}](?!\d))"
_LETTER = r"[^\W\d_]"
TOKEN = re.compile(
    rf"{_LETTER}(?:\.{_LETTER}){{1,9}}(?![^\W_])"  # o.a., v.z.w.
    rf"|\d{{1,3}}(?:\.\d{{3}}){{1,4}}(?!\d)"  # 1.250
    rf"|{_RUN}(?:{_JOINER}{_RUN}){{0,7}}"
)
"""A word in running text. Every repetition is bounded or gives nothing back: matching is linear."""

_LONGEST = 200
"""Letters of one token that are looked at, invisible ones included."""

_UNSEEN = re.compile(f"[{_INVISIBLE}]")
_SEPARATOR = re.compile(f"([{_APOSTROPHE}{_HYPHEN}])")
# foto's, auto'tje, A4'tjes, zo'n: what follows the apostrophe is an ending, not a word.
_ENDINGS = frozenset(["s", "n", "t", "er", "ers", "je", "jes", "tje", "tjes", "en"])


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: offsets into it, its term, the terms of its parts (none: no compound)."""

    start: int
    end: int
    term: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """A word out of context: its term, and the terms of its parts (none: no compound)."""

    term: str
    parts: tuple[str, ...] = ()


def tokens(text: str) -> Iterator[Token]:
    """Every word in order; function words too, since a phrase counts positions."""
    for match in TOKEN.finditer(text):
        found = analyse(match[0])
        yield Token(match.start(), match.end(), found.term, found.parts)


def terms(text: str) -> str:
    """One term a word, space-separated, for an index field."""
    return joined_terms(analysed(text))


def parts(text: str) -> str:
    """The terms of all compounds' parts, space-separated, for the field `delen`."""
    return joined_parts(analysed(text))


def analysed(text: str) -> list[Analysis]:
    """Every word in order: what both `terms` and `parts` are made of, for who wants both."""
    return [_analyse(surface[:_LONGEST]) for surface in TOKEN.findall(text)]


def joined_terms(words: Iterable[Analysis]) -> str:
    return " ".join([word.term for word in words])


def joined_parts(words: Iterable[Analysis]) -> str:
    return " ".join([part for word in words if word.parts for part in word.parts])


def word(text: str) -> Word | None:
    """What to ask for one word: its term, or else all its parts. None where there is no word."""
    surfaces = TOKEN.findall(text)
    if len(surfaces) > 1:
        return Word((_once(analyse(each).term for each in surfaces),))
    return Word(alternatives(surfaces[0])) if surfaces else None


def spellings(text: str) -> tuple[tuple[str, ...], ...]:
    """The terms of some words as they may stand in a text: as they are written, and with their
    hyphens as spaces (*OCMW-raad*, *OCMW raad*)."""
    surfaces = TOKEN.findall(text)
    written = tuple(analyse(surface).term for surface in surfaces)
    apart = tuple(_term(piece) for each in surfaces for piece in _pieces(_visible(each)))
    return tuple(terms for terms in dict.fromkeys((written, apart)) if terms)


def is_function_word(term: str) -> bool:
    """Whether a term only ties words together (*de*, *van*, *zijn*); never *niet* or *zonder*."""
    return term in _function_words()


@cache
def _function_words() -> frozenset[str]:
    listed = curated_lists.words("function_words.txt")
    return frozenset(_term(_joined(_pieces(word))) for word in listed)


def sort_key(title: str) -> str:
    """For alphabetical order: case and accents folded, numbers by value, signs left out."""
    return " ".join(_sortable(surface) for surface in TOKEN.findall(title))


def _sortable(surface: str) -> str:
    plain = "".join(lemmatizer.fold(piece) for piece in _SEPARATOR.split(_visible(surface))[::2])
    return re.sub(r"\d+", lambda digits: digits[0].zfill(8), plain)


def analyse(surface: str) -> Analysis:
    """The analysis of one token as it is written in a text."""
    return _analyse(surface[:_LONGEST])


@lru_cache(maxsize=32_768)
def _analyse(surface: str) -> Analysis:
    pieces = _pieces(_visible(surface))
    whole = _term(_joined(pieces))
    if len(pieces) == 1:
        return Analysis(whole, compounds.split(pieces[0]))
    found = (*map(_term, _telling(pieces)), *_deepest(pieces))
    return Analysis(whole, _once(found))


def alternatives(surface: str) -> tuple[tuple[str, ...], ...]:
    """What may be asked for a token, dearest first: the whole, its pieces, the pieces' parts."""
    pieces = _pieces(_visible(surface[:_LONGEST]))
    telling = _once(map(_term, _telling(pieces)))
    return tuple(dict.fromkeys(((_term(_joined(pieces)),), telling, _deepest(pieces))))


def _once(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))


def _joined(pieces: list[str]) -> str:
    return "".join(pieces)[: lemmatizer.MAX_LETTERS]


def _telling(pieces: list[str]) -> list[str]:
    """The pieces that say something: `heist`, `berg` of Heist-op-den-Berg."""
    return [piece for piece in pieces if not is_function_word(_term(piece))] or pieces


def _deepest(pieces: list[str]) -> tuple[str, ...]:
    """The parts of the telling pieces; the piece itself where it has none."""
    return _once(
        part for piece in _telling(pieces) for part in compounds.split(piece) or (_term(piece),)
    )


def _visible(surface: str) -> str:
    return _UNSEEN.sub("", surface)


def _pieces(surface: str) -> list[str]:
    """The folded words between hyphens and apostrophes; an apostrophe's ending is dropped."""
    if surface.isalnum():
        return [lemmatizer.fold(surface)]
    found: list[str] = []
    separator = ""
    for index, piece in enumerate(_SEPARATOR.split(surface)):
        if index % 2:
            separator = piece
        elif not (separator in _APOSTROPHE and separator and piece.lower() in _ENDINGS):
            found.append(lemmatizer.fold(piece))
    return found


@lru_cache(maxsize=8_192)
def _term(folded: str) -> str:
    return lemmatizer.settle(folded, _step)


def _step(folded: str) -> str:
    """One step towards the lemma; an unknown compound is inflected like its last part."""
    if found := lemmatizer.looked_up(folded):
        return found
    if head := compounds.head(folded):
        return folded[: len(folded) - len(head)] + lemmatizer.lemma(head)
    return lemmatizer.by_ending(folded)
