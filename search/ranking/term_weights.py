"""Weigh words by rarity, for queries that do not require all of them. Pure.

The weight decides which items are found; the score of an item has a rarity of its own.
"""

from dataclasses import replace
from math import log2

from ..engines.protocol import Word
from ..query.spelling import Lexicon

# Of a common word and two rare ones, the two rare ones are enough; of a rare and a common one, the
# rare one. More steps would change little, and each costs the engine a look at the word.
HEAVIEST = 3

# The number of items is halved this many times for each step: a word in one of eight items, in one
# of sixty-four.
STEP = 3


def weigh(words: tuple[Word, ...], lexicon: Lexicon) -> tuple[Word, ...]:
    """Return the words with their weights, from 1 to `HEAVIEST`."""
    return tuple(replace(word, weight=_weight(word, lexicon)) for word in words)


def _weight(word: Word, lexicon: Lexicon) -> int:
    holders = lexicon.holders(word)
    if not holders:
        # A word that no item holds weighs least: items with the other words are the best there are.
        return 1
    rarity = log2(max(lexicon.documents, 1) / holders)
    return 1 + min(int(rarity / STEP), HEAVIEST - 1)
