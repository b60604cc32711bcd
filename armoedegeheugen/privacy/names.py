"""Find names of people in running Dutch text.

A run of capitalised words is weighed by what stands in and around it: initials, a known first name,
a title or function before it, an age or function behind it, a verb of speech; against it speak
places, acronyms, streets, organisations and words of the language.

Invariant: the spans are in the order of the text, never overlap, and hold only the name: no title,
function or possessive ending.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from ..dutch import curated_lists
from ..dutch.spell_check import is_listed, is_word
from .name_cues import (
    ACTS_BEHIND,
    AGE_BEHIND,
    ARTICLES,
    BODY,
    CALLED,
    DETERMINER_BEFORE,
    FUNCTION,
    FUNCTION_BEHIND,
    IS_PARTICLE,
    LANGUAGES,
    LINE_START,
    POSSESSIVE,
    RUN,
    SENTENCE_START,
    SPEAKS_BEFORE,
    THING,
    THING_BEFORE,
    TITLE,
    TOKEN,
)

_PLACES = Path(__file__).resolve().parents[2] / "fixtures" / "vocabularies"

# Words in a name; longer runs are titles.
_MOST_WORDS = 7
# Names in a note; more would hide the other notes.
MOST_NAMED = 12
NAMES_IN_TEXT = "In de tekst staan namen van personen: {}. Mogen ze erin blijven? Anders: een rol."
# Characters beside a run that are looked at.
_CONTEXT = 60


@dataclass(frozen=True)
class Name:
    """A name of a person: its start and end in the text, and its letters."""

    start: int
    end: int
    text: str

    @property
    def span(self) -> tuple[int, int]:
        """Return the start and end."""
        return self.start, self.end


@dataclass(frozen=True)
class _Word:
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def is_particle(self) -> bool:
        return IS_PARTICLE.fullmatch(self.text) is not None

    @property
    def bare(self) -> str:
        """The word without a possessive ending: *Nadine's*."""
        return POSSESSIVE.sub("", self.text)


def find(text: str) -> list[Name]:
    """Return the names of people in a text."""
    return [_name(start, words, text) for start, words in _spans(text)]


def note(text: str, known: Iterable[str] = ()) -> list[str]:
    """Return a note for editors on the names in a text, or nothing if it holds none.

    Args:
        text: The text that is kept.
        known: Names in it that were recognised otherwise.
    """
    listed = list(known)
    for name in find(text):
        if not any(name.text in other for other in listed):
            listed.append(name.text)
    return [NAMES_IN_TEXT.format(", ".join(listed[:MOST_NAMED]))] if listed else []


def without_title(text: str) -> str:
    """Return a text without the title at its end: *mw.*, *de heer*."""
    title = TITLE.search(f"{text.rstrip()} ")
    return re.sub(r"\bde\s*$", "", text[: title.start()], flags=re.IGNORECASE) if title else text


def _name(start: int, words: Sequence[_Word], text: str) -> Name:
    end = words[-1].start + len(words[-1].bare)
    return Name(start, end, text[start:end])


def _spans(text: str) -> Iterator[tuple[int, Sequence[_Word]]]:
    """Yield where each name starts, initials included, and its words."""
    for match in RUN.finditer(text):
        offset = match.start("words")
        words = [
            _Word(offset + token.start(), token[0]) for token in TOKEN.finditer(match["words"])
        ]
        if match["initials"]:
            if _is_name_behind_initials(words, _before(text, match.start("initials"))):
                yield match.start("initials"), words
            continue
        # An acronym ends a name: *Wim Klaproos OCMW Gent*.
        for is_acronym, group in groupby(_without_lead(words, text), _is_acronym):
            part = list(group)
            while part and part[-1].is_particle:
                part.pop()
            if part and not is_acronym and _is_name(part, text):
                yield part[0].start, part


def _before(text: str, column: int) -> str:
    return text[max(0, column - _CONTEXT) : column]


def _is_name_behind_initials(words: Sequence[_Word], before: str) -> bool:
    """Tell *S. Staal* from *A. Wonen*, a point of a list, and from *St. Jansstraat*."""
    if LINE_START.search(before) and is_listed(words[-1].bare.lower()):
        return False
    return not any(_is_acronym(word) or _is_thing(word.bare) for word in words)


def _without_lead(words: list[_Word], text: str) -> list[_Word]:
    """Return the words behind the titles, functions and first words of a sentence."""
    while words:
        first, before = words[0], _before(text, words[0].start)
        if first.is_particle and first.text[0].islower():
            if TITLE.search(before):
                return words
        elif len(words) == 1 or not _is_lead(first, before):
            return words
        words = words[1:]
    return []


def _is_lead(word: _Word, before: str) -> bool:
    """Tell if a word with a capital is a title, a function or an ordinary first word."""
    if _is_announced(f"{before}{word.text} "):
        return True
    if _is_announced(before) or word.is_particle or is_first_name(word.bare):
        return False
    return SENTENCE_START.search(before) is not None and is_listed(word.bare.lower())


def _is_announced(before: str) -> bool:
    return bool(TITLE.search(before) or FUNCTION.search(before))


def _is_name(words: Sequence[_Word], text: str) -> bool:
    before, end = _before(text, words[0].start), words[-1].end
    behind = text[end : end + _CONTEXT]
    main = [word for word in words if not word.is_particle]
    if len(words) > _MOST_WORDS or _is_body(words):
        return False
    if TITLE.search(before):
        return True
    has_first_name = is_first_name(main[0].bare)
    if THING_BEFORE.search(before) and (len(main) == 1 or not has_first_name):
        return False
    if len(words) == 1:
        return _is_single_name(main[0].bare, before, behind)
    if words[0] is main[0] and has_first_name:
        return True
    is_called = bool(FUNCTION.search(before) or CALLED.search(before))
    all_unknown = all(_is_unknown(word.bare) for word in main)
    if len(main) == 1 or words[0].text.lower() in ARTICLES:  # De Bakker
        is_called = is_called or AGE_BEHIND.match(behind) is not None
        return (is_called and all_unknown) or (len(main) > 1 and _ends_in_first_name(main))
    return all_unknown or _ends_in_first_name(main) or (is_called and _is_unknown(main[0].bare))


def _ends_in_first_name(main: Sequence[_Word]) -> bool:
    """Tell if a family name stands first: *Vermeulen Frans*."""
    return is_first_name(main[-1].bare) and any(_is_unknown(word.bare) for word in main[:-1])


def _is_single_name(word: str, before: str, behind: str) -> bool:
    is_called = bool(
        CALLED.search(before)
        or FUNCTION.search(before)
        or AGE_BEHIND.match(behind)
        or FUNCTION_BEHIND.match(behind)
    )
    if is_called:
        return _is_unknown(word)
    if not is_first_name(word) or DETERMINER_BEFORE.search(before):
        return False
    is_ambiguous = word in LANGUAGES or (
        SENTENCE_START.search(before) is not None and is_listed(word.lower())
    )
    return not is_ambiguous or bool(SPEAKS_BEFORE.search(before) or ACTS_BEHIND.match(behind))


def _is_body(words: Sequence[_Word]) -> bool:
    """Tell if words name a place, a street or an organisation."""
    return (
        _is_place(" ".join(word.bare for word in words))
        or any(BODY.fullmatch(word.bare) for word in words)
        or _is_thing(words[-1].bare)
    )


def _is_thing(word: str) -> bool:
    """Tell if a word ends as a street or an organisation does: *Willemsstraat*."""
    ending = THING.search(word)
    return ending is not None and (ending.start() == 0 or is_word(word) or len(ending[0]) > 4)


def _is_acronym(word: _Word) -> bool:
    """Tell if a word is written as no name is: *OCMW*, *UiTPAS*."""
    parts = re.split(r"[-’']", word.bare)
    return any(len(part) > 1 and re.search(r"[A-Z]{2}", part) for part in parts)


def _is_unknown(word: str) -> bool:
    """Tell if a word may be a name: a first name, or neither a place nor Dutch."""
    if is_first_name(word):
        return True
    parts = [part for part in re.split(r"[-’']", word) if len(part) > 1]
    return not _is_place(word) and any(not is_word(part) for part in parts)


def is_first_name(word: str) -> bool:
    """Tell if a word is a common first name, or two of them: *Pieter-Jan*."""
    names = _first_names()
    return word in names or ("-" in word and all(part in names for part in word.split("-")))


def _is_place(name: str) -> bool:
    return name in _place_names()


@cache
def _first_names() -> frozenset[str]:
    return curated_lists.words("first_names.txt")


@cache
def _place_names() -> frozenset[str]:
    """Return the names of municipalities and provinces, of today and of the past."""
    files = (_PLACES / name for name in ("municipalities.json", "provinces.json"))
    return frozenset(
        item["name"]
        for file in files
        for item in json.loads(file.read_text(encoding="utf-8"))["items"]
    )
