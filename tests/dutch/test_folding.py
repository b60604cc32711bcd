"""A folded word has lower-case letters and digits only, and folds to itself."""

import pytest

from armoedegeheugen.dutch.folding import MAX_LETTERS, fold


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("OCMW", "ocmw"),
        ("cliënt", "client"),
        ("cafe\u0301", "cafe"),
        ("Œuvre", "oeuvre"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("ℌuis", "huis"),
        ("m²", "m2"),
        ("v.z.w.", "vzw"),
    ],
)
def test_case_accents_and_signs_are_folded(word: str, folded: str):
    assert fold(word) == folded
    assert fold(folded) == folded


def test_word_of_which_no_letter_is_left_stays_as_it_is():
    assert fold("ﹰ") == "ﹰ"


def test_long_word_is_cut():
    assert fold("a" * (MAX_LETTERS + 1)) == "a" * MAX_LETTERS
    assert fold("é" * (MAX_LETTERS + 1)) == "e" * MAX_LETTERS
