"""The weight of a word by the share of the items that hold it."""

import pytest

from search.engines.protocol import Word
from search.query.spelling import Lexicon
from search.ranking import term_weights


def test_rare_words_weigh_more_and_unknown_ones_least():
    lexicon = Lexicon(1_000, {"raad": 400, "gent": 40, "schimmel": 2})
    words = tuple(Word(((term,),)) for term in ("raad", "gent", "schimmel", "nergens"))
    assert [word.weight for word in term_weights.weigh(words, lexicon)] == [1, 2, 3, 1]


def test_no_word_weighs_more_than_three_whatever_the_size_of_the_index():
    lexicon = Lexicon(1_000_000, {"schimmel": 1, "raad": 130_000})
    words = tuple(Word(((term,),)) for term in ("schimmel", "raad"))
    assert [word.weight for word in term_weights.weigh(words, lexicon)] == [3, 1]


@pytest.mark.parametrize(
    ("holders", "weight"), [(640, 1), (81, 1), (80, 2), (11, 2), (10, 3), (1, 3)]
)
def test_a_word_in_one_of_eight_items_is_a_step_heavier_and_one_of_sixty_four_two(holders, weight):
    words = (Word((("huur",),)),)
    assert term_weights.weigh(words, Lexicon(640, {"huur": holders})) == (
        Word((("huur",),), weight=weight),
    )
