"""Names of people are found in running text, and other words with a capital are left alone."""

import time

import pytest

from armoedegeheugen.privacy import names

from . import sentences

RECALL, PRECISION = 0.95, 0.8


def found(text: str) -> list[str]:
    return [name.text for name in names.find(text)]


@pytest.mark.parametrize("file", ["names_tuning.txt", "names_held_out.txt"])
def test_recall_and_precision_on_sentences(file: str):
    recall, precision, wrong = sentences.measure(file)
    figures = f"{file}: recall {recall:.3f}, precision {precision:.3f}, wrong: {wrong}"
    print(figures)
    assert recall >= RECALL, figures
    assert precision >= PRECISION, figures


def test_there_are_two_hundred_sentences_and_half_is_held_out():
    held_out = list(sentences.read("names_held_out.txt"))
    tuning = list(sentences.read("names_tuning.txt"))
    assert len(held_out) >= 100
    assert len(held_out) + len(tuning) >= 200
    assert not {text for text, _ in held_out} & {text for text, _ in tuning}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bel mw. S. Staal.", "S. Staal"),
        ("Bel mw. Staal.", "Staal"),
        ("Bel mevrouw van den Berg.", "van den Berg"),
        ("Schepen Wannes Verzonnenstra sprak.", "Wannes Verzonnenstra"),
        ("Een moeder Wannes Verzonnenstra sprak.", "Wannes Verzonnenstra"),
        ("Een moeder, Nadia, sprak.", "Nadia"),
        ("“Ik wil weg”, zegt Roos.", "Roos"),
        ("Roos zegt dat ze weg wil.", "Roos"),
        ("Nadia’s huis is koud.", "Nadia"),
        ("Dat zei Pieter-Jan.", "Pieter-Jan"),
        ("Verzonnenstra Wannes", "Verzonnenstra Wannes"),
        ("Ik ben Qonaq.", "Qonaq"),
        ("Qonaq (54)", "Qonaq"),
        ("Qonaq, alleenstaande moeder", "Qonaq"),
        ("Wannes Verzonnenstra OCMW Gent", "Wannes Verzonnenstra"),
        ("De Verzonnen Wannes", ""),
        ("De Xqlostra Wannes", "De Xqlostra Wannes"),
    ],
)
def test_what_stands_around_a_name_tells_where_it_begins_and_ends(text: str, name: str):
    assert found(text) == ([name] if name else [])


@pytest.mark.parametrize(
    "text",
    [
        "A. Wonen\nB. Werken",
        "Coördinator Wonen",
        "Schepen van Sociale Zaken",
        "De Nadia",
        "Roos kleurt de lucht",
        "basisschool Nadia",
        "In de Wannes Verzonnenstraat",
        "OCMW Nadia",
        "het Frans van de leerlingen",
        "https://voorbeeld.example/Nadia",
        "Samen Sterk Tegen Armoede",
        "Heist-op-den-Berg, 17",
    ],
)
def test_other_words_with_a_capital_are_left_alone(text: str):
    assert found(text) == []


def test_a_list_point_with_a_name_is_a_name():
    assert found("S. Xqlostra") == ["S. Xqlostra"]


def test_a_note_names_each_person_once_and_twelve_at_most():
    everyone = [f"Wannes Verzonnen{letter}stra" for letter in "abcdefghijklmno"]
    [note] = names.note(", ".join([*everyone, *everyone]), ["Nadia Verzonnen"])
    assert note.count("Nadia Verzonnen,") == 1
    assert [name for name in everyone if name in note] == everyone[: names.MOST_NAMED - 1]
    assert names.note("Niemand sprak.") == []


def test_a_long_text_of_capitals_takes_no_longer_than_its_length_asks():
    start = time.process_time()
    names.find("Van Den Xqlo de van der " * 4000)
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("word", "is_one"),
    [
        ("Pieter", True),
        ("Pieter-Fatima", True),
        ("Pieter-Tafel", False),
        ("Tafel-Pieter", False),
        ("Tafel", False),
        ("-", False),
    ],
)
def test_a_first_name_may_be_two_of_them(word: str, is_one: bool):
    assert names.is_first_name(word) is is_one


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Bel de heer", "Bel "),
        ("Bel mw. ", "Bel "),
        ("Bel De heer", "Bel "),
        ("Bel de balie", "Bel de balie"),
        ("", ""),
    ],
)
def test_a_title_before_a_name_goes_with_it(text: str, left: str):
    assert names.without_title(text) == left


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Bel de begeleider Xqlorin Tafel.", ["Xqlorin Tafel"]),
        ("Mijn naam is Xqlorin Tafel.", ["Xqlorin Tafel"]),
        ("We zien Xqlorin Tafel staan.", []),
        ("Ik zie Roos graag.", ["Roos"]),
        ("Roos bloeit in de tuin.", []),
    ],
)
def test_a_word_of_the_language_is_a_name_only_where_something_says_so(text: str, spans: list[str]):
    assert found(text) == spans
