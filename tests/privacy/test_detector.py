"""Personal data in a text is found, and other numbers are left alone."""

import pytest

from armoedegeheugen.privacy import detector


def findings(text: str) -> list[tuple[str, str]]:
    return [(finding.kind.split()[-1], finding.text) for finding in detector.find(text)]


@pytest.mark.parametrize("number", ["85.07.30-033.28", "85073003328", "85 07 30 033 28"])
def test_a_national_number_is_found_and_is_no_telephone_number(number):
    assert findings(f"Haar nummer is {number}.") == [("rijksregisternummer", number)]


def test_the_last_day_of_the_year_is_a_date():
    assert findings("85.12.31-033.33") == [("rijksregisternummer", "85.12.31-033.33")]


def test_a_national_number_that_could_be_a_telephone_number_is_reported_once():
    assert findings("01.02.03-004.67") == [("rijksregisternummer", "01.02.03-004.67")]


@pytest.mark.parametrize("number", ["85.27.30-033.71", "85.32.31-033.76", "85.47.30-033.17"])
def test_a_bis_number_is_found(number):
    assert findings(number) == [("rijksregisternummer", number)]


@pytest.mark.parametrize(
    "text",
    [
        "85.07.30-033.29",  # check digits
        "85.13.30-033.70",  # month
        "85.33.30-033.16",  # month of a bis number
        "85.07.32-033.65",  # day
        "185.07.30-033.28",  # a digit before
        "85.07.30-033.281",  # a digit behind
        "In 2019 waren er 1250 gezinnen.",
        "12/05/2023",
    ],
)
def test_other_numbers_are_left_alone(text):
    assert findings(text) == []


def test_digits_of_an_address_are_no_telephone_number():
    assert findings("0470123456@example.org") == [("e-mailadres", "0470123456@example.org")]


def test_a_telephone_number_behind_other_data_is_reported_as_it_stands():
    text = "85.07.30-033.28, an@example.org, 0470 12 34 56."
    assert [found for _, found in findings(text)] == [
        "85.07.30-033.28",
        "an@example.org",
        "0470 12 34 56",
    ]


def test_all_kinds_in_the_order_of_the_text():
    text = "Bel 0470 12 34 56, mail an@example.org of geef 85.07.30-033.28 door."
    assert [kind for kind, _ in findings(text)] == [
        "telefoonnummer",
        "e-mailadres",
        "rijksregisternummer",
    ]


def test_names_are_found_beside_other_data_and_never_twice():
    assert findings("Vera Fictief, vera@example.org, 0470 12 34 56") == [
        ("iemand", "Vera Fictief"),
        ("e-mailadres", "vera@example.org"),
        ("telefoonnummer", "0470 12 34 56"),
    ]
    assert findings("Vera@example.org") == [("e-mailadres", "Vera@example.org")]
    assert [finding.is_name for finding in detector.find("Vera Fictief 0470 12 34 56")] == [
        True,
        False,
    ]
