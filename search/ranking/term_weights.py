"""What a word counts for where not all can be had: rare words for more. Pure."""

from dataclasses import replace
from math import log2

from ..engines.protocol import Word
from ..query.spelling import Lexicon

HEAVIEST = 3
"""Of a common word and two rare ones, the two rare ones are enough; of a rare and a common one, the
rare one. More steps would change little and cost the engine a look at the word each."""

STEP = 3
"""Times that the number of items is halved for each step: a word in one of eight items, in one of
sixty-four."""


def weighed(words: tuple[Word, ...], lexicon: Lexicon) -> tuple[Word, ...]:
    return tuple(replace(word, weight=_weight(word, lexicon)) for word in words)


def _weight(word: Word, lexicon: Lexicon) -> int:
    """A word that nobody uses is worth little: what has the others is the best there is."""
    holders = lexicon.holders(word)
    if not holders:
        return 1
    rarity = log2(max(lexicon.documents, 1) / holders)
    return 1 + min(int(rarity / STEP), HEAVIEST - 1)
