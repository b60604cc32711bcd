"""What a Query means, done the long way: every document looked at, every score worked out.

It shares no code with the engines. BM25 as both of them compute it: k1 = 1.2, b = 0.75, lengths
rounded as Lucene stores them in a byte, tombstones counted (they have a term in each text field).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from math import log

from search.engines.protocol import (
    Answer,
    Document,
    Hit,
    Other,
    Outcome,
    Phrase,
    Put,
    Query,
    Remove,
    Sort,
    Status,
    Word,
)
from search.fields import BOUNDARY, PHRASE_FIELDS, TEXT_FIELDS

K1, B = 1.2, 0.75
TIE_BREAKER = 0.1
CLOSE = 1e-5


@dataclass(frozen=True)
class Held:
    """A document, or a tombstone where it is None."""

    version: int
    document: Document | None

    @cached_property
    def terms(self) -> Mapping[str, list[str]]:
        texts = self.document.texts if self.document else {}
        return {field.name: [BOUNDARY, *texts.get(field.name, "").split()] for field in TEXT_FIELDS}

    @cached_property
    def frequencies(self) -> Mapping[str, Counter[str]]:
        return {name: Counter(terms) for name, terms in self.terms.items()}

    def holds_term(self, term: str) -> bool:
        return any(term in frequencies for frequencies in self.frequencies.values())

    def holds(self, item: Word | Phrase) -> bool:
        if isinstance(item, Word):
            return any(map(self.holds_way, item.alternatives)) or any(
                map(self.holds_other, item.others)
            )
        return any(_in_order(self.terms[name], item.terms) for name in PHRASE_FIELDS)

    def holds_way(self, terms: Sequence[str]) -> bool:
        return bool(terms) and all(map(self.holds_term, terms))

    def holds_other(self, other: Other) -> bool:
        in_order = not other.adjacent or len(other.terms) == 1 or self.holds(Phrase(other.terms))
        return self.holds_way(other.terms) and in_order

    def lacks(self, words: Sequence[Word]) -> tuple[int, ...]:
        return tuple(rank for rank, word in enumerate(words) if not self.holds(word))

    def weighs(self, words: Sequence[Word]) -> int:
        return sum(word.weight for word in words if self.holds(word))


class Oracle:
    def __init__(self, puts: Iterable[Put] = ()) -> None:
        self.held: dict[str, Held] = {}
        self._scorer: Scorer | None = None
        self.apply(list(puts))

    def apply(self, batch: Sequence[Put | Remove]) -> list[Outcome]:
        """As the protocol has it: of one id's entries only the first of the highest counts."""
        best: dict[str, int] = {}
        for item in batch:
            best[item.id] = max(item.version, best.get(item.id, item.version))
        self._scorer = None
        return [self._apply(item, best) for item in batch]

    def _apply(self, item: Put | Remove, best: dict[str, int]) -> Outcome:
        held = self.held.get(item.id)
        if item.version < best[item.id] or (held and held.version >= item.version):
            return Outcome(item.id, Status.SUPERSEDED)
        self.held[item.id] = Held(item.version, item.document if isinstance(item, Put) else None)
        return Outcome(item.id, Status.DONE)

    def entries(self) -> set[tuple[str, int]]:
        return {(id_, held.version) for id_, held in self.held.items() if held.document}

    def counts(self) -> dict[str, int]:
        return dict(
            Counter(key for held in self._documents() for key in held.document.keys["soort"])
        )

    def search(self, query: Query) -> Answer:
        matched = [held for held in self._documents() if _matches(held, query)]
        hits = self.order(matched, query)
        if 0 < query.minimum < sum(word.weight for word in query.words):
            held = self.held
            hits = [replace(hit, missing=held[hit.id].lacks(query.words)) for hit in hits]
        page = hits[query.offset : query.offset + query.size]
        facets = {name: self._values(query, name) for name in query.facets}
        return Answer(len(matched), tuple(page), facets)

    def order(self, matched: list[Held], query: Query) -> list[Hit]:
        if query.sort == Sort.RELEVANCE and query.words:
            return [hit for run in _runs(self._scored(matched, query)) for hit in run]
        keys = {
            Sort.OLDEST: lambda held: held.document.oldest,
            Sort.TITLE: lambda held: held.document.title,
        }
        matched = sorted(matched, key=keys.get(query.sort, lambda held: -held.document.newest))
        return [Hit(held.document.id, 0.0, held.document.payload) for held in matched]

    def is_delicate(self, query: Query) -> bool:
        """Whether rounding could decide whether two consecutive scores count as equal."""
        matched = [held for held in self._documents() if _matches(held, query)]
        scores = [hit.score for hit in self._scored(matched, query)]
        gaps = [(a - b) / a for a, b in pairwise(scores) if a > 0]
        return any(CLOSE / 3 < gap < CLOSE * 3 for gap in gaps)

    def _documents(self) -> Iterator[Held]:
        return (held for held in self.held.values() if held.document)

    def _values(self, query: Query, name: str) -> dict[str, int]:
        matched = (held for held in self._documents() if _matches(held, query, but=name))
        return dict(Counter(key for held in matched for key in held.document.keys.get(name, ())))

    def _scored(self, matched: list[Held], query: Query) -> list[Hit]:
        if self._scorer is None:
            self._scorer = Scorer(list(self.held.values()))
        scorer = self._scorer
        hits = [
            Hit(
                held.document.id,
                sum(scorer.word(held, word) for word in query.words if held.holds(word)),
                held.document.payload,
            )
            for held in matched
        ]
        return sorted(hits, key=lambda hit: -hit.score)


class Scorer:
    def __init__(self, corpus: list[Held]) -> None:
        self.size = len(corpus)
        self.average = {
            field.name: sum(len(held.terms[field.name]) for held in corpus) / max(self.size, 1)
            for field in TEXT_FIELDS
        }
        self.having = Counter(
            (name, term)
            for held in corpus
            for name, frequencies in held.frequencies.items()
            for term in frequencies
        )

    def word(self, held: Held, word: Word) -> float:
        """The best alternative; one of several terms scores as their mean."""
        ways = [self.mean(held, terms) for terms in word.alternatives if held.holds_way(terms)]
        others = [
            other.share * self.mean(held, other.terms)
            for other in word.others
            if held.holds_other(other)
        ]
        return max(ways + others)

    def mean(self, held: Held, terms: Sequence[str]) -> float:
        return sum(self.term(held, term) for term in set(terms)) / len(set(terms))

    def term(self, held: Held, term: str) -> float:
        scores = [field.weight * self.bm25(held, field.name, term) for field in TEXT_FIELDS]
        best = max(scores)
        return best + TIE_BREAKER * (sum(scores) - best)

    def bm25(self, held: Held, field: str, term: str) -> float:
        frequency = held.frequencies[field][term]
        having = self.having[field, term]
        idf = log(1 + (self.size - having + 0.5) / (having + 0.5))
        length = stored_length(len(held.terms[field]))
        norm = K1 * (1 - B + B * length / self.average[field])
        return idf * (K1 + 1) * frequency / (frequency + norm)


def stored_length(length: int) -> int:
    """Lucene's one-byte float: exact below 40, then three bits below the leading one."""
    if length < 24:
        return length
    above = length - 24
    shift = max(above.bit_length() - 4, 0)
    return 24 + (above >> shift << shift)


def _matches(held: Held, query: Query, but: str = "") -> bool:
    document = held.document
    return (
        document.visible_from <= query.now < document.visible_until
        and held.weighs(query.words) >= query.minimum
        and not (query.lacking and all(map(held.holds, query.lacking)))
        and all(map(held.holds, query.phrases))
        and not any(map(held.holds, query.excluded))
        and all(
            set(keys) & set(document.keys.get(name, ()))
            for name, keys in query.filters.items()
            if keys and name != but
        )
    )


def _in_order(terms: list[str], phrase: Sequence[str]) -> bool:
    wanted = list(phrase)
    places = range(len(terms) - len(wanted) + 1)
    return bool(wanted) and any(terms[i : i + len(wanted)] == wanted for i in places)


def _runs(hits: list[Hit]) -> Iterator[list[Hit]]:
    run: list[Hit] = []
    for hit in hits:
        if run and run[-1].score - hit.score > CLOSE * run[-1].score:
            yield sorted(run, key=lambda hit: hit.id)
            run = []
        run.append(hit)
    yield sorted(run, key=lambda hit: hit.id)
