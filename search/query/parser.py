"""Parse the text of a question into words, phrases and exclusions. Pure.

There is no query language to get wrong: `"…"` (also „…”, “…”, «…») is a phrase, a `-` before a word
or a phrase excludes it, `OF` between two of them means either, everything else is words.

Invariant: any text gives a `Question`, without an error, in time linear in what is read of it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import TypeVar

from armoedegeheugen.dutch import analyzer, compounds
from armoedegeheugen.dutch.folding import fold

from ..engines.protocol import Other, Phrase, Word
from . import expansion
from .expansion import LanguageContext

# Words that are read, those of phrases and exclusions included.
MAX_WORDS = 32

# Letters that are read.
MAX_LETTERS = 4_000

# Words that are taken together as one compound that was written apart.
MOST_PARTS = 3

# Between two words or phrases: either will do. Capitals only: *of* ties words together.
EITHER = "OF"

_T = TypeVar("_T")
_QUOTES = '"„“”«»'
_ITEM = re.compile(
    rf"(?P<minus>(?<!\S)[-−–](?=[{_QUOTES}\w]))?"
    rf"(?:[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}]|(?P<word>[^\s{_QUOTES}]+)|[{_QUOTES}])"
)


@dataclass(frozen=True)
class Question:
    """The words, phrases and exclusions of a question.

    Attributes:
        words: Content words, those of phrases too: a phrase filters, its words score.
        written: Each of `words` as the question has it.
        meant: The correction of each of `words`; empty for a word that is well written.
        ignored: The function words that were left out.
    """

    words: tuple[Word, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    excluded: tuple[Word | Phrase, ...] = ()
    written: tuple[str, ...] = field(default=(), compare=False)
    meant: tuple[str, ...] = field(default=(), compare=False)
    ignored: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class _Item:
    surfaces: tuple[str, ...]
    quoted: bool
    excluded: bool
    # Whether it may replace the item before it.
    either: bool = False


@dataclass(frozen=True)
class _Part:
    """A word to search; `is_content` unless it only ties words together."""

    word: Word
    written: str
    is_content: bool
    meant: str = ""


def parse(q: str, context: LanguageContext = expansion.NONE) -> Question:
    """Return the question of a text.

    Function words count only in quotes, or where the question has nothing else.
    """
    items = _read(q)
    parts = list(_parts(items, context))
    content = [part for part in parts if part.is_content] or parts
    words = dict.fromkeys(part.word for part in content)
    first = {part.word: part for part in reversed(content)}
    return Question(
        words=tuple(words),
        phrases=_unique(
            _phrase(item) for item, alone in _with_alone(items) if alone and _is_phrase(item)
        ),
        excluded=_unique(
            _exclusion(item) for item in items if item.excluded and _is_excludable(item)
        ),
        written=tuple(first[word].written for word in words),
        meant=tuple(first[word].meant for word in words),
        ignored=_unique(part.written for part in parts if part not in content),
    )


def asked_words(q: str) -> tuple[str, ...]:
    """Return the words of a question as they are written, without those that it excludes."""
    return _unique(surface for item in _read(q) if not item.excluded for surface in item.surfaces)


def _read(q: str) -> list[_Item]:
    return list(_linked(list(_capped(_items(q[:MAX_LETTERS])))))


def _items(q: str) -> Iterator[_Item]:
    for match in _ITEM.finditer(q):
        quoted = match["phrase"] is not None
        surfaces = analyzer.TOKEN.findall(match["phrase"] if quoted else match["word"] or "")
        yield _Item(tuple(surfaces), quoted, bool(match["minus"]))


def _capped(items: Iterable[_Item]) -> Iterator[_Item]:
    left = MAX_WORDS
    for item in items:
        surfaces = item.surfaces[:left]
        left -= len(surfaces)
        if surfaces:
            yield _Item(surfaces, item.quoted, item.excluded)


def _linked(items: list[_Item]) -> Iterator[_Item]:
    """Leave out each OF between two others; the item after it is `either`."""
    linking = False
    for rank, item in enumerate(items):
        if _is_either(item) and 0 < rank < len(items) - 1 and not linking:
            linking = not items[rank - 1].excluded and not items[rank + 1].excluded
            if linking:
                continue
        yield replace(item, either=linking)
        linking = False


def _is_either(item: _Item) -> bool:
    return item.surfaces == (EITHER,) and not item.quoted and not item.excluded


def _with_alone(items: list[_Item]) -> Iterator[tuple[_Item, bool]]:
    """Yield each item that is not excluded, and whether no other may replace it."""
    included = [item for item in items if not item.excluded]
    for rank, item in enumerate(included):
        followed = rank + 1 < len(included) and included[rank + 1].either
        yield item, not (item.either or followed)


def _parts(items: list[_Item], context: LanguageContext) -> Iterator[_Part]:
    """Yield the words to search: runs as the thesaurus joins them, choices, quoted words."""
    run: list[str] = []
    choice: list[_Item] = []
    for item, alone in _with_alone(items):
        if not alone and item.either:
            choice.append(item)
            continue
        yield from _choice(choice, context)
        choice = []
        if alone and not item.quoted:
            run += item.surfaces
            continue
        yield from _run(run, context)
        run = []
        if alone:
            yield from _quoted(item)
        else:
            choice = [item]
    yield from _choice(choice, context)
    yield from _run(run, context)


def _run(surfaces: list[str], context: LanguageContext) -> Iterator[_Part]:
    terms = [analyzer.analyse(surface).term for surface in surfaces]
    at = 0
    while at < len(terms):
        length = context.thesaurus.longest_at(terms, at)
        if length:
            key = tuple(terms[at : at + length])
            content = tuple(t for t in key if not analyzer.is_function_word(t)) or key
            word = Word((_unique(content),), context.thesaurus.of(key))
            yield _Part(word, " ".join(surfaces[at : at + length]), is_content=True)
        else:
            length = _written_apart(surfaces[at:], context)
            written = " ".join(surfaces[at : at + length])
            yield replace(_plain("".join(surfaces[at : at + length]), context), written=written)
        at += length


def _written_apart(surfaces: list[str], context: LanguageContext) -> int:
    """Count the words in a row that are one compound of the index: *kinder opvang*."""
    for length in range(min(MOST_PARTS, len(surfaces)), 1, -1):
        whole = "".join(surfaces[:length])
        holders = context.lexicon.having.get(analyzer.analyse(whole).term)
        if holders and _are_parts([fold(surface) for surface in surfaces[:length]]):
            return length
    return 1


def _are_parts(pieces: list[str]) -> bool:
    """Return whether a compound falls apart at least between these pieces.

    In *hulp na zorg* nothing is written apart: a function word opens no compound in a question.
    """
    ends = set(accumulate(len(part) for part in compounds.written_parts("".join(pieces))))
    content = not any(analyzer.is_function_word(analyzer.analyse(piece).term) for piece in pieces)
    return content and ends.issuperset(accumulate(map(len, pieces)))


def _plain(surface: str, context: LanguageContext) -> _Part:
    content = not analyzer.is_function_word(analyzer.analyse(surface).term)
    meant = context.lexicon.meant(surface) if content else ()
    return _Part(expansion.word(surface, meant, context), surface, content, next(iter(meant), ""))


def _quoted(item: _Item) -> Iterator[_Part]:
    """Yield quoted words without parts and synonyms; one alone is never left out."""
    for surface in item.surfaces:
        term = analyzer.analyse(surface).term
        content = len(item.surfaces) == 1 or not analyzer.is_function_word(term)
        yield _Part(Word(((term,),)), surface, content)


def _choice(items: list[_Item], context: LanguageContext) -> Iterator[_Part]:
    """Yield one word of all items that may replace each other."""
    if items:
        words = [_as_one(item, context) for item in items]
        alternatives = _unique(terms for word in words for terms in word.alternatives)
        others = _unique(other for word in words for other in word.others)
        written = f" {EITHER} ".join(" ".join(item.surfaces) for item in items)
        yield _Part(Word(alternatives, others), written, any(map(_is_excludable, items)))


def _as_one(item: _Item, context: LanguageContext) -> Word:
    if _is_phrase(item):
        return Word((), (Other(_phrase(item).terms, adjacent=True),))
    if len(item.surfaces) > 1:
        return Word((_unique(analyzer.analyse(surface).term for surface in item.surfaces),))
    if item.quoted:
        return Word(((analyzer.analyse(item.surfaces[0]).term,),))
    return _plain(item.surfaces[0], context).word


def _is_phrase(item: _Item) -> bool:
    return item.quoted and len(item.surfaces) > 1


def _is_excludable(item: _Item) -> bool:
    """Return whether it is more than a function word: without *de* there is no text."""
    terms = [analyzer.analyse(surface).term for surface in item.surfaces]
    return len(terms) > 1 or not analyzer.is_function_word(terms[0])


def _phrase(item: _Item) -> Phrase:
    return Phrase(tuple(analyzer.analyse(surface).term for surface in item.surfaces))


def _exclusion(item: _Item) -> Word | Phrase:
    """Return the word without its parts: *voedsel* near a *bank* is no *voedselbank*."""
    if len(item.surfaces) > 1:
        return _phrase(item)
    return Word(((analyzer.analyse(item.surfaces[0]).term,),))


def _unique(values: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(values))
