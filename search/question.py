"""The text of a question → words, phrases and exclusions, in plain values.

Invariant: any text whatever gives a `Question`, without an error, in time linear in what is read of
it. There is no query language to get wrong: `"…"` (also „…”, “…”, «…») is a phrase, a `-` before a
word or a phrase excludes it, everything else is words.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from search import dutch
from search.engines.protocol import Phrase, Word

MAX_WORDS = 32
"""Words that are read, those of phrases and exclusions included; the rest is left unread."""

MAX_LETTERS = 4_000
"""Letters that are read."""

_T = TypeVar("_T")
_QUOTES = '"„“”«»'
_ITEM = re.compile(
    rf"(?P<minus>(?<!\S)[-−–](?=[{_QUOTES}\w]))?"
    rf"(?:[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}]|(?P<word>[^\s{_QUOTES}]+)|[{_QUOTES}])"
)


@dataclass(frozen=True)
class Question:
    """`words` holds the telling words of the phrases too: a phrase filters, its words score."""

    words: tuple[Word, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    excluded: tuple[Word | Phrase, ...] = ()


@dataclass(frozen=True)
class _Item:
    surfaces: tuple[str, ...]
    quoted: bool
    excluded: bool


def parse(q: str) -> Question:
    """Function words count only inside a phrase, or where the question has nothing else."""
    items = list(_capped(_items(q[:MAX_LETTERS])))
    asked = [item for item in items if not item.excluded]
    return Question(
        words=_words(asked),
        phrases=_once(_phrase(item) for item in asked if _is_phrase(item)),
        excluded=_once(_exclusion(item) for item in items if item.excluded and _telling(item)),
    )


def _items(q: str) -> Iterator[_Item]:
    for match in _ITEM.finditer(q):
        quoted = match["phrase"] is not None
        surfaces = dutch.TOKEN.findall(match["phrase"] if quoted else match["word"] or "")
        yield _Item(tuple(surfaces), quoted, bool(match["minus"]))


def _capped(items: Iterable[_Item]) -> Iterator[_Item]:
    left = MAX_WORDS
    for item in items:
        surfaces = item.surfaces[:left]
        left -= len(surfaces)
        if surfaces:
            yield _Item(surfaces, item.quoted, item.excluded)


def _is_phrase(item: _Item) -> bool:
    return item.quoted and len(item.surfaces) > 1


def _telling(item: _Item) -> bool:
    """Whether leaving it out makes sense: without *de* there is no text."""
    terms = [dutch.analyse(surface).term for surface in item.surfaces]
    return len(terms) > 1 or not dutch.is_function_word(terms[0])


def _phrase(item: _Item) -> Phrase:
    return Phrase(tuple(dutch.analyse(surface).term for surface in item.surfaces))


def _words(items: list[_Item]) -> tuple[Word, ...]:
    found = [(surface, item.quoted) for item in items for surface in item.surfaces]
    telling = [each for each in found if not dutch.is_function_word(dutch.analyse(each[0]).term)]
    return _once(_word(surface, quoted) for surface, quoted in telling or found)


def _word(surface: str, exact: bool) -> Word:
    """A quoted word is meant as it stands: the compound, not its parts apart."""
    asked = dutch.alternatives(surface)
    return Word(asked[:1] if exact else asked)


def _exclusion(item: _Item) -> Word | Phrase:
    """Only the word itself: who leaves out *voedselbank* may want *voedsel* near a *bank*."""
    return _phrase(item) if len(item.surfaces) > 1 else _word(item.surfaces[0], exact=True)


def _once(found: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(found))
