"""The best piece of a text for a question, with the words that answer it marked.

Invariant: what is given back is the text itself, HTML-escaped, with nothing added but `<mark>` and
an ellipsis where it was cut within a sentence. Words are compared by the analyser that indexed
them, so what is marked is what was found. Time is linear in the text.
"""

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import islice
from operator import attrgetter

from armoedegeheugen.dutch import analyzer

from ..engines.protocol import Phrase, Word
from ..query.parser import Question

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]*(?=\s)|(?=\n)")
_SENTENCE_START = re.compile(r"(?:[.!?…][\"'”’»)]*\s|\n)\s*")
_SPACE = re.compile(r"\s+")
_STRETCH = re.compile(r"\S+")
_SHORTEST = 20
"""Letters of the shortest fragment: less says nothing."""

_ENOUGH = 2_000
"""Hits among which the best piece is sought: a text that has more has it long before."""

_FEW = 12
"""Different stretches that are looked for one by one, each in one run through the text."""

_WIDE = 80
"""Letters of a stretch whose terms are not kept."""

_SEEN = 10_000
"""Different stretches that are remembered of one question."""


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    keys: frozenset[str | Phrase]
    """What was asked and stands here."""


def mark(text: str, question: Question) -> str:
    """The whole text, for titles."""
    pieces: list[str] = []
    at = 0
    for start, end in _merged(_hits(text, question)):
        pieces += (escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>")
        at = end
    return "".join((*pieces, escape(text[at:])))


def fragment(text: str, question: Question, length: int = 240) -> str:
    """At most `length` letters of the text, marks and ellipses not counted; its beginning if
    nothing of the question stands in it."""
    length = max(length, _SHORTEST)
    hits = _best(_hits(text, question), question, length)
    start, begun = _start(text, hits, length)
    end, ended = _end(text, start, hits, length)
    return ("" if begun else "… ") + mark(text[start:end], question) + ("" if ended else " …")


def answered(text: str, question: Question) -> float:
    """How many of the words and phrases stand anywhere in the text."""
    return _answered(_present(text, question), question)


def lacking(text: str, question: Question) -> Question:
    """What of the question the text does not answer in full."""
    present = _present(text, question)
    words = (word for word in question.words if _share(present, word) < 1)
    phrases = (phrase for phrase in question.phrases if not present[phrase])
    return Question(words=tuple(words), phrases=tuple(phrases))


def _present(text: str, question: Question) -> Counter[str | Phrase]:
    return Counter(key for hit in _hits(text, question) for key in hit.keys)


def _merged(hits: Iterable[_Hit]) -> Iterator[tuple[int, int]]:
    """Where to mark, overlaps taken together; the hits come by where they begin."""
    start = end = 0
    for hit in hits:
        if hit.start < end:
            end = max(end, hit.end)
            continue
        if end:
            yield start, end
        start, end = hit.start, hit.end
    if end:
        yield start, end


def _hits(text: str, question: Question) -> list[_Hit]:
    """Every word that answers the question, and every phrase as one hit, by where they begin."""
    ways = [way for word in question.words for way in _ways(word)]
    wanted = frozenset(term for way in ways if not isinstance(way, Phrase) for term in way)
    phrases = [way for way in ways if isinstance(way, Phrase)]
    found = [*_word_hits(text, wanted), *_phrase_hits(text, (*question.phrases, *phrases))]
    return sorted(found, key=attrgetter("start"))


@lru_cache(maxsize=1_024)
def _ways(word: Word) -> tuple[tuple[str, ...] | Phrase, ...]:
    """The ways to say a word; where they must stand next to each other, as a phrase."""
    together = (other.adjacent and len(other.terms) > 1 for other in word.others)
    others = zip(word.others, together, strict=True)
    return (*word.alternatives, *(Phrase(o.terms) if near else o.terms for o, near in others))


def _word_hits(text: str, wanted: frozenset[str]) -> Iterator[_Hit]:
    """A token never spans white space: only the stretches that hold a wanted term are read."""
    for start, stretch in _places(text, _holding(set(text.split()), wanted)):
        for token in analyzer.tokens(stretch):
            if keys := wanted.intersection((token.term, *token.parts)):
                yield _Hit(start + token.start, start + token.end, keys)


def _holding(stretches: set[str], wanted: frozenset[str]) -> set[str]:
    """Those that hold a wanted term. The same words stand in text after text, so what was seen of
    them for one question is not looked up again."""
    holding, without = _seen(wanted)
    known = stretches & holding
    fresh = stretches - known - without
    found = {each for each in fresh if not wanted.isdisjoint(_terms_of(each))}
    if len(without) > _SEEN:
        holding.clear()
        without.clear()
    holding |= {each for each in found if len(each) < _WIDE}
    without |= {each for each in fresh - found if len(each) < _WIDE}
    return known | found


@lru_cache(maxsize=8)
def _seen(wanted: frozenset[str]) -> tuple[set[str], set[str]]:
    """Stretches that hold a wanted term, and that do not; filled by `_holding`."""
    return set(), set()


def _terms_of(stretch: str) -> frozenset[str]:
    return _kept_terms_of(stretch) if len(stretch) < _WIDE else _all_terms_of(stretch)


def _all_terms_of(stretch: str) -> frozenset[str]:
    return frozenset(
        term for token in analyzer.tokens(stretch) for term in (token.term, *token.parts)
    )


_kept_terms_of = lru_cache(maxsize=16_384)(_all_terms_of)


def _places(text: str, stretches: set[str]) -> Iterator[tuple[int, str]]:
    """Where the stretches stand. To look for each is fastest, if they are few."""
    if len(stretches) > _FEW:
        for match in _STRETCH.finditer(text):
            if match[0] in stretches:
                yield match.start(), match[0]
        return
    for stretch in stretches:
        at = text.find(stretch)
        while at >= 0:
            end = at + len(stretch)
            if not text[at - 1 : at].strip() and not text[end : end + 1].strip():
                yield at, stretch
            at = text.find(stretch, end)


def _phrase_hits(text: str, phrases: tuple[Phrase, ...]) -> Iterator[_Hit]:
    if not phrases:
        return
    terms = tuple([word.term for word in analyzer.analyse_text(text)])
    # Where the words stand in the text is asked only of a text that has the phrase.
    found = [(at, phrase) for phrase in phrases for at in _standing(terms, phrase.terms)]
    words = list(analyzer.TOKEN.finditer(text)) if found else []
    for at, phrase in found:
        last = words[at + len(phrase.terms) - 1]
        yield _Hit(words[at].start(), last.end(), frozenset([phrase]))


def _standing(terms: tuple[str, ...], wanted: tuple[str, ...]) -> Iterator[int]:
    """Where the wanted terms begin that stand one after the other."""
    at = -1
    for _ in range(terms.count(wanted[0]) if wanted else 0):
        at = terms.index(wanted[0], at + 1)
        if terms[at : at + len(wanted)] == wanted:
            yield at


def _best(hits: Iterable[_Hit], question: Question, length: int) -> list[_Hit]:
    """The neighbours that answer most of the question, then the most often; the first of equals."""
    best: list[_Hit] = []
    best_score = (0.0, 0)
    window: deque[_Hit] = deque()
    present: Counter[str | Phrase] = Counter()
    for hit in islice(hits, _ENOUGH):
        window.append(hit)
        present.update(hit.keys)
        while len(window) > 1 and hit.end - window[0].start > length:
            present.subtract(window.popleft().keys)
        score = (_answered(present, question), len(window))
        if score > best_score:
            best, best_score = list(window), score
    return best


def _answered(present: Counter[str | Phrase], question: Question) -> float:
    """How many of the words and phrases are there; a compound's parts count by their share."""
    words = sum(_share(present, word) for word in question.words)
    return words + sum(present[phrase] > 0 for phrase in question.phrases)


def _share(present: Counter[str | Phrase], word: Word) -> float:
    return max((_said(present, way) for way in _ways(word)), default=0.0)


def _said(present: Counter[str | Phrase], way: tuple[str, ...] | Phrase) -> float:
    if isinstance(way, Phrase):
        return float(present[way] > 0)
    return sum(present[term] > 0 for term in way) / len(way) if way else 0.0


def _start(text: str, hits: list[_Hit], length: int) -> tuple[int, bool]:
    """Where the fragment begins, and whether a sentence does: that of the first hit if it fits,
    else a word that leaves the hits in the middle."""
    opening = len(text) - len(text.lstrip())
    if not hits:
        return opening, True
    first = hits[0].start
    last = min(max(hit.end for hit in hits), first + length)
    earliest = max(opening, last - length)
    starts = [match.end() for match in _SENTENCE_START.finditer(text, earliest, first)]
    if starts or earliest == opening:
        return (starts[-1] if starts else opening), True
    middle = first - (length - (last - first)) // 2
    space = _SPACE.search(text, middle, first)
    return (space.end() if space else first), False


def _end(text: str, start: int, hits: list[_Hit], length: int) -> tuple[int, bool]:
    """Where the fragment ends, and whether a sentence does: the last one that fits, unless that
    leaves half the room empty, else a word."""
    closing = max(start, len(text.rstrip()))
    latest = start + length
    if closing <= latest:
        return closing, True
    last = min(max((hit.end for hit in hits), default=start), latest)
    ends = [match.end() for match in _SENTENCE_END.finditer(text, last, latest + 1)]
    if ends and ends[-1] - start >= length // 2:
        return start + len(text[start : ends[-1]].rstrip()), True
    spaces = [match.start() for match in _SPACE.finditer(text, last, latest + 1)]
    return (spaces[-1] if spaces else last if last > start else latest), False
