"""The best piece of a text for a question, with the words that answer it marked.

Invariant: what is given back is the text itself, HTML-escaped, with nothing added but `<mark>` and
an ellipsis where it was cut within a sentence. Words are compared by the analyser that indexed
them, so what is marked is what was found. Time is linear in the text, and mostly much less: reading
stops at the first piece that holds all that was asked.
"""

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from operator import attrgetter

from search import dutch
from search.engines.protocol import Phrase
from search.question import Question

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]*(?=\s)|(?=\n)")
_SENTENCE_START = re.compile(r"(?:[.!?…][\"'”’»)]*\s|\n)\s*")
_SPACE = re.compile(r"\s+")
_SHORTEST = 20
"""Letters of the shortest fragment: less says nothing."""


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


def _hits(text: str, question: Question) -> Iterator[_Hit]:
    """Every word that answers the question, and every phrase as one hit, by where they begin."""
    words = _word_hits(text, question)
    if not question.phrases:
        return words
    return iter(sorted((*words, *_phrase_hits(text, question)), key=attrgetter("start")))


def _word_hits(text: str, question: Question) -> Iterator[_Hit]:
    wanted = {term for word in question.words for terms in word.alternatives for term in terms}
    seen: dict[str, frozenset[str]] = {}
    for match in dutch.TOKEN.finditer(text) if wanted else ():
        if (keys := seen.get(match[0])) is None:
            found = dutch.analyse(match[0])
            keys = seen[match[0]] = frozenset(wanted.intersection((found.term, *found.parts)))
        if keys:
            yield _Hit(match.start(), match.end(), keys)


def _phrase_hits(text: str, question: Question) -> Iterator[_Hit]:
    words = list(dutch.TOKEN.finditer(text))
    terms = tuple(dutch.analyse(match[0]).term for match in words)
    for phrase in question.phrases:
        size = len(phrase.terms)
        for at in range(len(terms) - size + 1):
            if terms[at] == phrase.terms[0] and terms[at : at + size] == phrase.terms:
                yield _Hit(words[at].start(), words[at + size - 1].end(), frozenset([phrase]))


def _best(hits: Iterable[_Hit], question: Question, length: int) -> list[_Hit]:
    """The neighbours that answer most of the question, then the most often; the first of equals."""
    best: list[_Hit] = []
    best_score = (0.0, 0)
    window: deque[_Hit] = deque()
    present: Counter[str | Phrase] = Counter()
    most = len(question.words) + len(question.phrases)
    for hit in hits:
        if best and best_score[0] >= most and hit.end - best[0].start > length:
            break
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
    words = sum(
        max(sum(present[term] > 0 for term in terms) / len(terms) for terms in word.alternatives)
        for word in question.words
    )
    return words + sum(present[phrase] > 0 for phrase in question.phrases)


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
