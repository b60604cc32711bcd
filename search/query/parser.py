"""The text of a question → words, phrases and exclusions, in plain values.

Invariant: any text whatever gives a `Question`, without an error, in time linear in what is read of
it. There is no query language to get wrong: `"…"` (also „…”, “…”, «…») is a phrase, a `-` before a
word or a phrase excludes it, `OF` between two of them means either, everything else is words.
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
from .expansion import Help

MAX_WORDS = 32
"""Words that are read, those of phrases and exclusions included; the rest is left unread."""

MAX_LETTERS = 4_000
"""Letters that are read."""

MOST_PARTS = 3
"""Words that are taken together as one that was written apart."""

_T = TypeVar("_T")
_QUOTES = '"„“”«»'
_ITEM = re.compile(
    rf"(?P<minus>(?<!\S)[-−–](?=[{_QUOTES}\w]))?"
    rf"(?:[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}]|(?P<word>[^\s{_QUOTES}]+)|[{_QUOTES}])"
)


EITHER = "OF"
"""Between two words or phrases: either will do. Capitals only: *of* ties words together."""


@dataclass(frozen=True)
class Question:
    """`words` holds the telling words of the phrases too: a phrase filters, its words score.

    `written` gives each word as the question has it and `meant` what was probably meant by it,
    where that is another word; `ignored` gives the function words that were left out.
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
    either: bool = False
    """It may stand in the place of the item before it."""


@dataclass(frozen=True)
class _Asked:
    """A word to ask for; `telling` unless it only ties words together."""

    word: Word
    written: str
    telling: bool
    meant: str = ""


def parse(q: str, help: Help = expansion.ALONE) -> Question:
    """Function words count only in quotes, or where the question has nothing else."""
    items = list(_linked(list(_capped(_items(q[:MAX_LETTERS])))))
    found = list(_asked(items, help))
    telling = [each for each in found if each.telling] or found
    words = dict.fromkeys(each.word for each in telling)
    first = {each.word: each for each in reversed(telling)}
    ignored = [each.written for each in found if each not in telling]
    return Question(
        words=tuple(words),
        phrases=_once(_phrase(item) for item, alone in _apart(items) if alone and _is_phrase(item)),
        excluded=_once(_exclusion(item) for item in items if item.excluded and _telling(item)),
        written=tuple(first[word].written for word in words),
        meant=tuple(first[word].meant for word in words),
        ignored=_once(ignored),
    )


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
    """The items without each OF that stands between two others; what follows it is `either`."""
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


def _apart(items: list[_Item]) -> Iterator[tuple[_Item, bool]]:
    """Each item that is asked, and whether nothing else may stand in its place."""
    asked = [item for item in items if not item.excluded]
    for rank, item in enumerate(asked):
        followed = rank + 1 < len(asked) and asked[rank + 1].either
        yield item, not (item.either or followed)


def _asked(items: list[_Item], known: Help) -> Iterator[_Asked]:
    """What to ask for, in order: runs of words as the thesaurus takes them together, choices, and
    what was quoted."""
    run: list[str] = []
    choice: list[_Item] = []
    for item, alone in _apart(items):
        if not alone and item.either:
            choice.append(item)
            continue
        yield from _choice(choice, known)
        choice = []
        if alone and not item.quoted:
            run += item.surfaces
            continue
        yield from _run(run, known)
        run = []
        if alone:
            yield from _quoted(item)
        else:
            choice = [item]
    yield from _choice(choice, known)
    yield from _run(run, known)


def _run(surfaces: list[str], known: Help) -> Iterator[_Asked]:
    terms = [analyzer.analyse(surface).term for surface in surfaces]
    at = 0
    while at < len(terms):
        length = known.thesaurus.longest_at(terms, at)
        if length:
            key = tuple(terms[at : at + length])
            telling = tuple(t for t in key if not analyzer.is_function_word(t)) or key
            word = Word((_once(telling),), known.thesaurus.of(key))
            yield _Asked(word, " ".join(surfaces[at : at + length]), telling=True)
        else:
            length = _written_apart(surfaces[at:], known)
            written = " ".join(surfaces[at : at + length])
            yield replace(_plain("".join(surfaces[at : at + length]), known), written=written)
        at += length


def _written_apart(surfaces: list[str], known: Help) -> int:
    """How many words in a row are the parts of one: *kinder opvang*. Many write compounds so, and
    what is asked is what the index has under the whole word."""
    for length in range(min(MOST_PARTS, len(surfaces)), 1, -1):
        whole = "".join(surfaces[:length])
        held = known.lexicon.having.get(analyzer.analyse(whole).term)
        if held and _are_parts([fold(surface) for surface in surfaces[:length]]):
            return length
    return 1


def _are_parts(pieces: list[str]) -> bool:
    """Whether a compound falls apart there, and maybe elsewhere too. In *hulp na zorg* nothing is
    written apart: a word that ties others together opens no compound in a question."""
    ends = set(accumulate(len(part) for part in compounds.written_parts("".join(pieces))))
    telling = not any(analyzer.is_function_word(analyzer.analyse(piece).term) for piece in pieces)
    return telling and ends.issuperset(accumulate(map(len, pieces)))


def _plain(surface: str, known: Help) -> _Asked:
    telling = not analyzer.is_function_word(analyzer.analyse(surface).term)
    meant = known.lexicon.meant(surface) if telling else ()
    return _Asked(expansion.word(surface, meant, known), surface, telling, next(iter(meant), ""))


def _quoted(item: _Item) -> Iterator[_Asked]:
    """A quoted word is meant as it stands: no parts, no synonyms; alone, it is never left out."""
    for surface in item.surfaces:
        term = analyzer.analyse(surface).term
        telling = len(item.surfaces) == 1 or not analyzer.is_function_word(term)
        yield _Asked(Word(((term,),)), surface, telling)


def _choice(items: list[_Item], known: Help) -> Iterator[_Asked]:
    """One word, of all that may stand in the place of each other."""
    if items:
        found = [_as_one(item, known) for item in items]
        alternatives = _once(terms for word in found for terms in word.alternatives)
        others = _once(other for word in found for other in word.others)
        written = f" {EITHER} ".join(" ".join(item.surfaces) for item in items)
        yield _Asked(Word(alternatives, others), written, any(map(_telling, items)))


def _as_one(item: _Item, known: Help) -> Word:
    if _is_phrase(item):
        return Word((), (Other(_phrase(item).terms, adjacent=True),))
    if len(item.surfaces) > 1:
        return Word((_once(analyzer.analyse(surface).term for surface in item.surfaces),))
    if item.quoted:
        return Word(((analyzer.analyse(item.surfaces[0]).term,),))
    return _plain(item.surfaces[0], known).word


def _is_phrase(item: _Item) -> bool:
    return item.quoted and len(item.surfaces) > 1


def _telling(item: _Item) -> bool:
    """Whether leaving it out makes sense: without *de* there is no text."""
    terms = [analyzer.analyse(surface).term for surface in item.surfaces]
    return len(terms) > 1 or not analyzer.is_function_word(terms[0])


def _phrase(item: _Item) -> Phrase:
    return Phrase(tuple(analyzer.analyse(surface).term for surface in item.surfaces))


def _exclusion(item: _Item) -> Word | Phrase:
    """Only the word itself: who leaves out *voedselbank* may want *voedsel* near a *bank*."""
    if len(item.surfaces) > 1:
        return _phrase(item)
    return Word(((analyzer.analyse(item.surfaces[0]).term,),))


def _once(found: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(found))
