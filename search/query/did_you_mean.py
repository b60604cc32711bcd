"""Suggest another spelling of a question that finds nothing, or little.

Invariant: a suggestion finds something in the public index, whoever asks, and has only words of
that index.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from armoedegeheugen.dutch import analyzer
from armoedegeheugen.dutch.folding import fold

from ..engines.protocol import Answer, Ask, Audience, Query
from . import parser
from .expansion import LanguageContext
from .parser import Question
from .spelling import Lexicon, is_word

# Items from which on no suggestion is needed.
FEW = 3

# A word must be used this many times less than its neighbour to be taken for a slip of it.
RARER = 10


@dataclass(frozen=True)
class Suggestion:
    """A question as it was probably meant, and what must hold before it is shown."""

    text: str
    ask: Ask
    least: int

    def unless_empty(self, answer: Answer) -> str:
        """Return the text if the answer to `ask` finds at least `least` items."""
        return self.text if answer.total >= self.least else ""


def suggest(
    query: Query, question: Question, q: str, total: int, context: LanguageContext
) -> Suggestion | None:
    """Return a suggestion to be checked; None for a good question and for one that finds enough.

    Args:
        query: The question as the engine was asked it, with its filters.
        question: The words of `q`.
        q: The question as it was written.
        total: How many items hold all words.
        context: The language of the index.
    """
    corrected = any(question.meant)
    better = dict(_better(question, context.lexicon)) if corrected or total < FEW else {}
    if not better:
        return None
    text = _rewritten(q, better)
    # A word that was corrected is in `total` already; another one must find more.
    least = 1 if corrected else total + 1
    return Suggestion(text, (Audience.PUBLIC, _check(text, query, context)), least)


def _check(text: str, query: Query, context: LanguageContext) -> Query:
    question = parser.parse(text, context)
    return replace(
        query,
        words=question.words,
        phrases=question.phrases,
        excluded=question.excluded,
        minimum=len(question.words),
        facets=(),
        offset=0,
        size=0,
    )


def _better(question: Question, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    for word, written, meant in zip(question.words, question.written, question.meant, strict=True):
        if meant:
            yield written, meant
        elif neighbour := _neighbour(written, lexicon.holders(word), lexicon):
            yield written, neighbour


def _neighbour(written: str, holders: int, lexicon: Lexicon) -> str:
    """Return a word one letter away that is used far more; empty for a good word."""
    folded = fold(written)
    if not written.isalpha() or folded in lexicon.names or (holders and is_word(written)):
        return ""
    for near in lexicon.near(folded, reach=1):
        if lexicon.used(near) > RARER * holders:
            return lexicon.written[near]
    return ""


def _rewritten(q: str, better: dict[str, str]) -> str:
    pieces: list[str] = []
    at = 0
    for match in analyzer.TOKEN.finditer(q):
        pieces += (q[at : match.start()], better.get(match[0], match[0]))
        at = match.end()
    return "".join((*pieces, q[at:]))
