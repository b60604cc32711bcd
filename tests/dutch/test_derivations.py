"""Words that are derived from each other are relatives, and words that look so are not."""

import pytest

from armoedegeheugen.dutch.derivations import relatives


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ("bestrijding", ("bestrijden",)),
        ("bestrijden", ("bestrijding", "bestrijder")),
        ("bemiddelaar", ("bemiddelen", "bemiddeling")),
        ("participatie", ("participeren",)),
        ("participeren", ("participatie",)),
        ("eenzaam", ("eenzaamheid",)),
        ("vochtig", ("vochtigheid", "vocht")),
        ("inning", ("innen",)),
        ("innen", ("inning", "inner")),
        ("gekheid", ("gek",)),
    ],
)
def test_relatives_share_a_stem_and_an_ending(term: str, words: tuple[str, ...]):
    assert relatives(term) == words


@pytest.mark.parametrize("term", ["ring", "eter", "eten"])
def test_stem_of_less_than_three_letters_makes_no_relatives(term: str):
    assert relatives(term) == ()


@pytest.mark.parametrize("term", ["gek", "dag", "oud"])
def test_word_of_less_than_four_letters_takes_no_ending(term: str):
    assert relatives(term) == ()


def test_plural_that_looks_like_a_verb_is_no_relative():
    assert relatives("dokker") == ()
