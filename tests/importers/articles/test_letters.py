"""Letters: what stands around their words, and what they are about."""

import pytest

from armoedegeheugen.importers.articles import letters
from armoedegeheugen.importers.articles.block import Block, BlockKind
from armoedegeheugen.importers.source import Piece
from tests.importers.articles.excerpts import LETTER, rest, texts


def test_a_letter_is_called_what_it_is_about_and_its_frame_is_no_text(reading):
    found = reading(LETTER)
    made = found.article.metadata
    assert made.title == "Advies over de nieuwe openingsuren"
    assert made.published.isoformat() == "2022-05-03"
    assert made.organisation == "Adviesraad Warm Welzijn Zottegem"
    assert texts(found.article)[0].startswith("In uw brief van 1 april 2022")
    assert texts(found.article)[-1] == "Wij horen graag wat u beslist."
    for framed in ("Geachte schepen,", "9620 Zottegem", "AWW/22/4", "Verzonnenstra"):
        assert framed in rest(found)
    assert found.coverage == 1.0


def test_a_letter_may_go_without_commas(reading):
    text = LETTER.replace("Geachte schepen,", "Geachte schepen\nGeachte leden van de raad")
    text = text.replace("Met vriendelijke groeten,\n\nnamens de adviesraad,", "Hoogachtend")
    found = reading(text)
    assert found.article.metadata.title == "Advies over de nieuwe openingsuren"
    assert texts(found.article)[0].startswith("In uw brief van 1 april 2022")
    assert texts(found.article)[-1] == "Wij horen graag wat u beslist."


def test_a_foreword_that_greets_makes_no_letter_of_a_report(reading):
    chapters = "".join(
        f"{n} Hoofdstuk {word}\n\nIn dit deel staat wat huurders vertelden over de winter.\n\n"
        for n, word in enumerate(("een", "twee", "drie", "vier", "vijf", "zes", "zeven"), 1)
    )
    text = (
        "Warm wonen\n\nVoorwoord\n\nBeste lezer,\n\nDit boekje schreven huurders zelf, en dat "
        f"merkt u.\n\nMet vriendelijke groeten,\n\nde werkgroep\n\n{chapters}"
    )
    assert reading(text).article.metadata.title == "Warm wonen"


def block(text: str, kind: BlockKind = BlockKind.TEXT) -> Block:
    return Block(kind, (Piece(0, 0, text),))


def letter(before: int, after: int, *top: str) -> list[Block]:
    """A letter with so many blocks before its salutation and after its closing."""
    addresses = [block(f"Straat {n}") for n in range(before - len(top))]
    signatures = [block(f"Naam {n}") for n in range(after - 1)]
    words = [block("Wij schrijven u."), block("Met vriendelijke groeten,")]
    return [*map(block, top), *addresses, block("Geachte schepen,"), *words, *signatures]


@pytest.mark.parametrize(("before", "is_letter"), [(13, True), (14, False)])
def test_a_salutation_stands_among_the_first_blocks(before: int, is_letter: bool):
    assert (letters.find_letter(letter(before, 2)) is not None) is is_letter


@pytest.mark.parametrize(("after", "signed"), [(14, 14), (15, 3)])
def test_signatures_end_a_letter_or_are_the_first_three_blocks(after: int, signed: int):
    found = letters.find_letter(letter(1, after, "Betreft: de uren"))
    assert len(found.frame) == 1 + signed


def test_without_a_subject_a_text_with_a_salutation_must_end_as_a_letter():
    assert letters.find_letter(letter(1, 14)) is not None
    assert letters.find_letter(letter(1, 15)) is None
    assert letters.find_letter(letter(1, 2)[:-2]) is None
    assert letters.find_letter(letter(2, 2, "Voorwoord")) is None


def test_a_title_and_the_subject_are_no_frame():
    title = block("Nota", BlockKind.TITLE)
    found = letters.find_letter([title, *letter(1, 2, "Betreft: de uren")])
    assert found.subject_block.text == "Betreft: de uren"
    assert [each.text for each in found.frame] == [
        "Geachte schepen,",
        "Met vriendelijke groeten,",
        "Naam 0",
    ]


@pytest.mark.parametrize("below", [1, 2])
def test_a_subject_may_stand_right_below_the_salutation(below: int):
    blocks = letter(1, 2)
    blocks.insert(1 + below, block("Betreft: de uren"))
    assert letters.find_letter(blocks).subject_block is not None


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("Geachte schepen,", True),
        ("Hooggeachte leden", True),
        ("Beste buren,", True),
        ("Beste buren", False),
        ("Dames en heren,", True),
        ("Geachte heer. Dit is een zin,", False),
        ("Geachte " + "a" * 102, False),
        ("Geachte " + "a" * 80, True),
    ],
)
def test_a_salutation_is_short_and_ends_in_a_comma(text: str, opens: bool):
    assert letters.is_salutation(text) is opens


@pytest.mark.parametrize(("length", "closes"), [(100, True), (121, False)])
def test_a_closing_is_short(length: int, closes: bool):
    assert letters.is_closing("Hoogachtend" + " " + "a" * (length - 1)) is closes


def test_a_text_may_end_with_a_salutation():
    assert letters.find_letter([block("Geachte schepen,")]) is None
