"""Forms of a word have one lemma; of an unknown word only sure endings are cut."""

import pytest

from armoedegeheugen.dutch import lemmatizer


@pytest.mark.parametrize("word", ["zageventje", "rukkertjes", "huren", "fietsen"])
def test_lemma_is_its_own_lemma(word: str):
    """*Zageventje* takes seven steps, the longest way in the dictionary."""
    lemma = lemmatizer.lemma(word)
    assert lemmatizer.lemma(lemma) == lemma


def test_circle_ends_at_its_shortest_word_and_then_in_the_alphabet():
    following = {"huren": "huur", "huur": "huren", "bb": "aa", "aa": "bb", "start": "bb"}
    assert lemmatizer.follow("huren", following.__getitem__) == "huur"
    assert lemmatizer.follow("bb", following.__getitem__) == "aa"
    assert lemmatizer.follow("start", following.__getitem__) == "aa"


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("xqloheden", "xqloheid"),
        ("xqlijen", "xqlij"),
        ("xqloters", "xqloter"),
        ("xqings", "xqing"),
        ("armoedes", "armoede"),
        ("xqlops", "xqlops"),  # neither a plural ending nor a known word and s
        ("abers", "abers"),  # too short
        ("xq2ings", "xq2ings"),  # no word
    ],
)
def test_sure_endings_of_unknown_words_are_cut(word: str, stem: str):
    assert lemmatizer.without_ending(word) == stem
