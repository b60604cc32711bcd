"""Highlight a question in a text: the best fragment, with the words of the question marked.

Invariant: the result is the text itself, HTML-escaped, with nothing added but `<mark>` and an
ellipsis at a cut within a sentence. Words are compared by the analyser that indexed them, so marked
words are those that matched. Time is linear in the text.
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
_CHUNK = re.compile(r"\S+")

# Letters of the shortest fragment: less says nothing.
_SHORTEST = 20

# Matches among which the best fragment is chosen: a text with more has it long before.
_ENOUGH = 2_000

# Different chunks that are looked for one by one, each in one run through the text.
_FEW = 12

# Letters of a chunk whose terms are not cached.
_WIDE = 80

# Different chunks that are cached for one question.
_CACHED = 10_000


@dataclass(frozen=True, slots=True)
class _Match:
    start: int
    end: int
    # The terms and phrases of the question that stand here.
    keys: frozenset[str | Phrase]


def mark(text: str, question: Question) -> str:
    """Return the whole text with the words of the question marked."""
    pieces: list[str] = []
    at = 0
    for start, end in _merged(_matches(text, question)):
        pieces += (escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>")
        at = end
    return "".join((*pieces, escape(text[at:])))


def fragment(text: str, question: Question, length: int = 240) -> str:
    """Return the best part of the text, marked; its beginning if no word of the question is in it.

    Args:
        text: Plain text.
        question: What is marked.
        length: Letters of the text at most, marks and ellipses not counted.
    """
    length = max(length, _SHORTEST)
    matches = _best(_matches(text, question), question, length)
    start, begun = _start(text, matches, length)
    end, ended = _end(text, start, matches, length)
    return ("" if begun else "… ") + mark(text[start:end], question) + ("" if ended else " …")


def answered(text: str, question: Question) -> float:
    """Return how many of the words and phrases stand anywhere in the text."""
    return _answered(_present(text, question), question)


def lacking(text: str, question: Question) -> Question:
    """Return the words and phrases of the question that the text does not hold in full."""
    present = _present(text, question)
    words = (word for word in question.words if _share(present, word) < 1)
    phrases = (phrase for phrase in question.phrases if not present[phrase])
    return Question(words=tuple(words), phrases=tuple(phrases))


def _present(text: str, question: Question) -> Counter[str | Phrase]:
    return Counter(key for match in _matches(text, question) for key in match.keys)


def _merged(matches: Iterable[_Match]) -> Iterator[tuple[int, int]]:
    """Yield start and end of each mark, overlaps joined; matches come by their start."""
    start = end = 0
    for match in matches:
        if match.start < end:
            end = max(end, match.end)
            continue
        if end:
            yield start, end
        start, end = match.start, match.end
    if end:
        yield start, end


def _matches(text: str, question: Question) -> list[_Match]:
    """Return every match of a word, and of a phrase as a whole, by their start."""
    ways = [way for word in question.words for way in _ways(word)]
    wanted = frozenset(term for way in ways if not isinstance(way, Phrase) for term in way)
    phrases = [way for way in ways if isinstance(way, Phrase)]
    found = [*_word_matches(text, wanted), *_phrase_matches(text, (*question.phrases, *phrases))]
    return sorted(found, key=attrgetter("start"))


@lru_cache(maxsize=1_024)
def _ways(word: Word) -> tuple[tuple[str, ...] | Phrase, ...]:
    """Return the ways to say a word; adjacent terms as a phrase."""
    together = (other.adjacent and len(other.terms) > 1 for other in word.others)
    others = zip(word.others, together, strict=True)
    return (*word.alternatives, *(Phrase(o.terms) if near else o.terms for o, near in others))


def _word_matches(text: str, wanted: frozenset[str]) -> Iterator[_Match]:
    """Yield the matches of terms, reading only chunks with a wanted term.

    A token never spans white space.
    """
    for start, chunk in _places(text, _holding(set(text.split()), wanted)):
        for token in analyzer.tokens(chunk):
            if keys := wanted.intersection((token.term, *token.parts)):
                yield _Match(start + token.start, start + token.end, keys)


def _holding(chunks: set[str], wanted: frozenset[str]) -> set[str]:
    """Return the chunks that hold a wanted term.

    The same words stand in text after text, so the outcome is cached for each question.
    """
    holding, without = _caches(wanted)
    known = chunks & holding
    fresh = chunks - known - without
    found = {each for each in fresh if not wanted.isdisjoint(_terms_of(each))}
    if len(without) > _CACHED:
        holding.clear()
        without.clear()
    holding |= {each for each in found if len(each) < _WIDE}
    without |= {each for each in fresh - found if len(each) < _WIDE}
    return known | found


@lru_cache(maxsize=8)
def _caches(wanted: frozenset[str]) -> tuple[set[str], set[str]]:
    """Return the caches of chunks with a wanted term and without; `_holding` fills them."""
    return set(), set()


def _terms_of(chunk: str) -> frozenset[str]:
    return _kept_terms_of(chunk) if len(chunk) < _WIDE else _all_terms_of(chunk)


def _all_terms_of(chunk: str) -> frozenset[str]:
    return frozenset(
        term for token in analyzer.tokens(chunk) for term in (token.term, *token.parts)
    )


_kept_terms_of = lru_cache(maxsize=16_384)(_all_terms_of)


def _places(text: str, chunks: set[str]) -> Iterator[tuple[int, str]]:
    """Yield each place of the chunks; if they are few, to look for each is fastest."""
    if len(chunks) > _FEW:
        for match in _CHUNK.finditer(text):
            if match[0] in chunks:
                yield match.start(), match[0]
        return
    for chunk in chunks:
        at = text.find(chunk)
        while at >= 0:
            end = at + len(chunk)
            if not text[at - 1 : at].strip() and not text[end : end + 1].strip():
                yield at, chunk
            at = text.find(chunk, end)


def _phrase_matches(text: str, phrases: tuple[Phrase, ...]) -> Iterator[_Match]:
    if not phrases:
        return
    terms = tuple([word.term for word in analyzer.analyse_text(text)])
    # Where the words stand in the text is asked only of a text that has the phrase.
    found = [(at, phrase) for phrase in phrases for at in _standing(terms, phrase.terms)]
    words = list(analyzer.TOKEN.finditer(text)) if found else []
    for at, phrase in found:
        last = words[at + len(phrase.terms) - 1]
        yield _Match(words[at].start(), last.end(), frozenset([phrase]))


def _standing(terms: tuple[str, ...], wanted: tuple[str, ...]) -> Iterator[int]:
    """Yield each start of the wanted terms one after the other."""
    at = -1
    for _ in range(terms.count(wanted[0]) if wanted else 0):
        at = terms.index(wanted[0], at + 1)
        if terms[at : at + len(wanted)] == wanted:
            yield at


def _best(matches: Iterable[_Match], question: Question, length: int) -> list[_Match]:
    """Return neighbouring matches of most of the question, then the most; first of equals."""
    best: list[_Match] = []
    best_score = (0.0, 0)
    window: deque[_Match] = deque()
    present: Counter[str | Phrase] = Counter()
    for match in islice(matches, _ENOUGH):
        window.append(match)
        present.update(match.keys)
        while len(window) > 1 and match.end - window[0].start > length:
            present.subtract(window.popleft().keys)
        score = (_answered(present, question), len(window))
        if score > best_score:
            best, best_score = list(window), score
    return best


def _answered(present: Counter[str | Phrase], question: Question) -> float:
    """Count the words and phrases that are there; parts of a compound count by their share."""
    words = sum(_share(present, word) for word in question.words)
    return words + sum(present[phrase] > 0 for phrase in question.phrases)


def _share(present: Counter[str | Phrase], word: Word) -> float:
    return max((_said(present, way) for way in _ways(word)), default=0.0)


def _said(present: Counter[str | Phrase], way: tuple[str, ...] | Phrase) -> float:
    if isinstance(way, Phrase):
        return float(present[way] > 0)
    return sum(present[term] > 0 for term in way) / len(way) if way else 0.0


def _start(text: str, matches: list[_Match], length: int) -> tuple[int, bool]:
    """Return where the fragment begins, and whether a sentence begins there.

    It is the sentence of the first match if that fits, else a word that leaves the matches in the
    middle.
    """
    opening = len(text) - len(text.lstrip())
    if not matches:
        return opening, True
    first = matches[0].start
    last = min(max(match.end for match in matches), first + length)
    earliest = max(opening, last - length)
    starts = [match.end() for match in _SENTENCE_START.finditer(text, earliest, first)]
    if starts or earliest == opening:
        return (starts[-1] if starts else opening), True
    middle = first - (length - (last - first)) // 2
    space = _SPACE.search(text, middle, first)
    return (space.end() if space else first), False


def _end(text: str, start: int, matches: list[_Match], length: int) -> tuple[int, bool]:
    """Return where the fragment ends, and whether a sentence ends there.

    It is the last sentence that fits, unless that leaves half the room empty, else a word.
    """
    closing = max(start, len(text.rstrip()))
    latest = start + length
    if closing <= latest:
        return closing, True
    last = min(max((match.end for match in matches), default=start), latest)
    ends = [match.end() for match in _SENTENCE_END.finditer(text, last, latest + 1)]
    if ends and ends[-1] - start >= length // 2:
        return start + len(text[start : ends[-1]].rstrip()), True
    spaces = [match.start() for match in _SPACE.finditer(text, last, latest + 1)]
    return (spaces[-1] if spaces else last if last > start else latest), False
