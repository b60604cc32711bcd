"""What somebody probably meant to ask: offered where a question finds nothing, or little.

Invariant: what is offered finds something in the public index, whoever asks, and only words of that
index are offered.
"""

from collections.abc import Iterator
from dataclasses import replace

from armoedegeheugen.dutch import analyzer
from armoedegeheugen.dutch.folding import fold

from ..engines.protocol import Audience, Engine, Query
from . import parser
from .expansion import Help
from .parser import Question
from .spelling import Lexicon, is_word

FEW = 3
"""Items from which on nobody needs an offer."""

RARER = 10
"""Times that a word must be used less than its neighbour to be taken for a slip of it."""


def offer(query: Query, asked: Question, q: str, found: int, engine: Engine, known: Help) -> str:
    """The question as it was probably meant; empty for a good one, and for one that finds enough in
    its own words. `found` is how many items hold all words."""
    slips = any(asked.meant)
    better = dict(_better(asked, known.lexicon)) if slips or found < FEW else {}
    if not better:
        return ""
    offered = _rewritten(q, better)
    # Where another word was searched, what it finds was found already; else it must find more.
    least = 1 if slips else found + 1
    return offered if _finds(offered, query, least, engine, known) else ""


def _finds(offered: str, query: Query, least: int, engine: Engine, known: Help) -> bool:
    asked = parser.parse(offered, known)
    check = replace(
        query,
        words=asked.words,
        phrases=asked.phrases,
        excluded=asked.excluded,
        minimum=len(asked.words),
        lacking=(),
        facets=(),
        offset=0,
        size=0,
    )
    return engine.search(Audience.PUBLIC, check).total >= least


def _better(asked: Question, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    for word, written, meant in zip(asked.words, asked.written, asked.meant, strict=True):
        if meant:
            yield written, meant
        elif slip := _slip(written, lexicon.holders(word), lexicon):
            yield written, slip


def _slip(written: str, holders: int, lexicon: Lexicon) -> str:
    """A word that is one letter away and used far more, for one that hardly anybody uses."""
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
