"""What in a text points at one person."""

import pytest

from armoedegeheugen.privacy import detector


def found(text: str) -> list[tuple[str, str]]:
    return [(private.kind.split()[-1], private.text) for private in detector.find(text)]


@pytest.mark.parametrize("number", ["85.07.30-033.28", "85073003328", "85 07 30 033 28"])
def test_a_national_number_is_found_and_is_no_telephone_number(number):
    assert found(f"Haar nummer is {number}.") == [("rijksregisternummer", number)]


def test_a_national_number_of_this_century_is_found():
    assert found("01.02.03-004.67") == [("rijksregisternummer", "01.02.03-004.67")]


@pytest.mark.parametrize(
    "text", ["85.07.30-033.29", "In 2019 waren er 1250 gezinnen.", "12/05/2023"]
)
def test_other_numbers_are_left_alone(text):
    assert found(text) == []


def test_all_kinds_in_the_order_of_the_text():
    text = "Bel 0470 12 34 56, mail an@example.org of geef 85.07.30-033.28 door."
    assert [kind for kind, _ in found(text)] == [
        "telefoonnummer",
        "e-mailadres",
        "rijksregisternummer",
    ]
