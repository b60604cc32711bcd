"""Headings, items and quotes by their marks, and lines that are about a text."""

import pytest

from armoedegeheugen.extracting.rows import Style
from armoedegeheugen.importers.articles import metadata, styled
from armoedegeheugen.importers.articles.block import (
    MAX_HEADING_LENGTH,
    BlockKind,
    heading_block,
    is_capitals,
    may_be_heading,
    paragraph_block,
)
from armoedegeheugen.importers.articles.lines import ExtractedText, LineFormat
from armoedegeheugen.importers.source import Line, Piece, Source


@pytest.mark.parametrize(
    ("line", "kind", "number", "words"),
    [
        ("Een zin.", BlockKind.TEXT, "", "Een zin."),
        ("- punt", BlockKind.ITEM, "", "punt"),
        ("• punt", BlockKind.ITEM, "", "punt"),
        ("o hol punt", BlockKind.ITEM, "", "hol punt"),
        ("1. punt", BlockKind.ITEM, "1", "punt"),
        ("2) punt", BlockKind.ITEM, "2", "punt"),
        ("3° punt", BlockKind.ITEM, "3", "punt"),
        ("(b) punt", BlockKind.ITEM, "b", "punt"),
        ("A12. punt", BlockKind.ITEM, "A12", "punt"),
        ("4.Punt", BlockKind.ITEM, "4", "Punt"),
        ("4.punt", BlockKind.TEXT, "", "4.punt"),
        ("2020. Een jaar", BlockKind.TEXT, "", "2020. Een jaar"),
        ("> gezegd", BlockKind.QUOTE, "", "gezegd"),
        ("« gezegd »", BlockKind.TEXT, "", "« gezegd »"),
    ],
)
def test_a_mark_at_the_start_tells_the_kind_of_a_block(line: str, kind, number, words):
    block = paragraph_block(Piece(0, 0, line), LineFormat())
    assert (block.kind, block.number, block.text) == (kind, number, words)
    pieces = sorted((*block.marks, *block.pieces), key=lambda piece: piece.start)
    assert "".join(piece.text.strip() for piece in pieces) == "".join(line.split(" ", 1)) or (
        not block.marks
    )


@pytest.mark.parametrize(
    ("line", "level", "number", "words"),
    [
        ("Warm wonen", 0, "", "Warm wonen"),
        ("### Warm wonen ##", 3, "", "Warm wonen"),
        ("**Warm wonen**:", 0, "", "Warm wonen"),
        ("2. Warm wonen", 1, "2", "Warm wonen"),
        ("2.3.1 Warm wonen:", 3, "2.3.1", "Warm wonen"),
        ("IV. Warm wonen", 1, "IV", "Warm wonen"),
        ("B. Warm wonen", 2, "B", "Warm wonen"),
        ("## 2.3 Warm wonen", 2, "2.3", "Warm wonen"),
        ("2. Ja", 0, "", "2. Ja"),
    ],
)
def test_a_heading_has_its_level_and_number_apart_from_its_words(line, level, number, words):
    block = heading_block(Piece(0, 0, line), 0, LineFormat())
    assert (block.level, block.number, block.text) == (level, number, words)
    letters = "".join(piece.text for piece in (*block.marks, *block.pieces))
    assert sorted(letters.replace(" ", "")) == sorted(line.replace(" ", ""))


@pytest.mark.parametrize(
    ("line", "may"),
    [
        ("Warm wonen", True),
        ("Wie?", True),
        ("Nu", False),
        ("W" + "a" * (MAX_HEADING_LENGTH - 1), True),
        ("W" + "a" * MAX_HEADING_LENGTH, False),
        ("Warm wonen.", False),
        ("Warm wonen,", False),
        ("“Warm wonen", False),
        ("12 % (8)", False),
        ("raad@voorbeeld.example Gent", False),
        ("11u30: optocht", False),
        ("A | B | C", False),
        ("A | Wonen", True),
        ("Tabel 3", False),
        ("Plaats: Genk", False),
        ("Wannes Verzonnenstra", False),
        ("- Warm wonen", False),
        ("en dan wonen", False),
        ("3 mei 2022", False),
        ("Wonen in de", False),
        ("Dit is zo. En dat ook", False),
        ("Wonen", True),
        ("#3 Warm wonen", True),
        ("2. Wonen in de", True),
        ("Een lange regel over een werkplan van, 3 mei 2022", True),
    ],
)
def test_a_line_may_be_a_heading_if_it_is_short_and_nothing_else(line: str, may: bool):
    assert may_be_heading(line) is may


@pytest.mark.parametrize(
    ("words", "capitals"),
    [
        ("WARM", True),
        ("WAR", False),
        ("WARMER WONEn", True),
        ("WARM WOnen", False),
        ("12 3", False),
    ],
)
def test_capitals_are_nine_tenths_of_four_letters_or_more(words: str, capitals: bool):
    assert is_capitals(words) is capitals


LONG = "a" * 230


@pytest.mark.parametrize(
    ("is_about_text", "line", "is_so"),
    [
        ("is_credit", "Foto: een zaal", True),
        ("is_credit", "Foto: " + "a" * 213, True),
        ("is_credit", "Foto: " + "a" * 214, False),
        ("is_credit", "Contact: 011 99 00 11", True),
        ("is_credit", "Contact: Wannes Verzonnenstra", True),
        ("is_credit", "Contact: spreek vaker af", False),
        ("is_labelled_fact", "Plaats: Genk", True),
        ("is_labelled_fact", "Plaats: " + "a" * 212, False),
        ("is_labelled_fact", "Foto: een zaal", True),
        ("is_author_list", "dr. Wannes Verzonnenstra(1) & Hilke Fictiefstra", True),
        ("is_author_list", "Wannes Verzonnenstra en de buren", False),
        ("is_author_list", ", ".join(["Wannes Verzonnenstra"] * 9), True),
        ("is_author_list", ", ".join(["Wannes Verzonnenstra"] * 10), False),
        ("is_author_list", ", ,", False),
        ("is_kicker", "Advies van de cliëntenraad", True),
        ("is_kicker", "Advies van de cliëntenraad " + "a" * 42, True),
        ("is_kicker", "Advies van de cliëntenraad " + "a" * 43, False),
        ("is_kicker", "Advies van iedereen", False),
        ("is_kicker", "Huurdersraad Genk", False),
        ("is_journal_issue", "Tijdschrift, jaargang 3, nr. 2", True),
        ("is_journal_issue", "Tijdschrift " + "a" * 93 + " jaargang 3", True),
        ("is_journal_issue", "Tijdschrift " + "a" * 97 + " jaargang 3", False),
        ("is_small_print", "3 mei 2022, leestijd 4 min", True),
        ("is_small_print", "3 mei 2022 - door Wannes Verzonnenstra", True),
        ("is_small_print", "3 mei 2022 zagen wij daar het licht", False),
        ("is_small_print", "Door " + "a" * 190, True),
        ("is_small_print", "Foto: " + "a" * 212, True),
        ("is_small_print", f"Door {LONG}", False),
        ("is_small_print", "3 mei 2022" + "-" * 210, True),
        ("is_small_print", "3 mei 2022" + "-" * 211, False),
        ("is_small_print", "Door de raad.", True),
        ("is_small_print", "Tijdschrift voor wonen, jaargang 3", True),
        ("is_small_print", "3 mei 2022", True),
        ("is_small_print", "Laatst bijgewerkt in de lente", True),
        ("is_small_print", "Leestijd 4 min", False),
        ("is_small_print", "maandag 3 mei 2022 gepubliceerd op donderdag leestijd 4 minuten", True),
        ("is_small_print", "Samenvatting van een heel lang en mooi verhaal, 3 mei 2022", True),
        ("is_small_print", "Huurdersraad en Buurtwerk in Genk, Gent, Aalst, 3 mei 2022", True),
        ("is_small_print", f"{', '.join(['Wannes Verzonnenstra'] * 3)}, 3 mei 2022", True),
        ("is_small_print", "3 mei 2022 door " + "wie " * 10, True),
        ("is_small_print", "3 mei 2022 door " + "wie " * 11, False),
        ("is_small_print", "Door " + "aa " * 30 + "slot.", False),
        ("is_organisation", "Huurdersraad Genk", True),
        ("is_organisation", "huurdersraad Genk", False),
        ("is_organisation", "Huurdersraad Genk!", False),
        ("is_organisation", "Evaluatie van de huurdersraad", False),
        ("is_organisation", "Huurdersraad@genk", False),
        ("is_organisation", "De huurdersraad van wie daar woont", True),
        ("is_organisation", "De huurdersraad van wie daar nog woont", False),
        ("is_organisation", "De huurdersraad van wie daar nog | woont", True),
        ("is_organisation", "De huurdersraad, " + "nu " * 11, True),
        ("is_organisation", "De huurdersraad, " + "nu " * 12, False),
        ("is_organisation", "Huurdersraad " + "a" * 96, True),
        ("is_organisation", "Huurdersraad " + "a" * 97, False),
    ],
)
def test_lines_about_a_text_are_short_and_say_so(is_about_text: str, line: str, is_so: bool):
    assert getattr(metadata, is_about_text)(line) is is_so


@pytest.mark.parametrize(
    ("line", "date_text", "names"),
    [
        ("Huurdersraad Genk, 3 mei 2022", "3 mei 2022", "Huurdersraad Genk"),
        ("Door Huurdersraad Genk en vzw Warm; Huurdersraad Genk", "",
         "Huurdersraad Genk en vzw Warm, Huurdersraad Genk"),
        ("Huurdersraad Genk | Huurdersraad Genk", "", "Huurdersraad Genk"),
        ("De huurdersraad van Genk ziet dat er niets gebeurt.", "", ""),
        ("De huurdersraad van Genk, de stad en nog veel meer", "",
         "huurdersraad van Genk, stad en nog veel meer"),
        ("Huurdersraad Genk.", "", "Huurdersraad Genk"),
        ("Uitgegeven door de huurdersraad van Genk en alle anderen.", "",
         "huurdersraad van Genk en alle anderen"),
        ("Huurdersraad " + "a" * 90 + ", Huurdersraad " + "b" * 90, "",
         ("Huurdersraad " + "a" * 90 + ", Huurdersraad " + "b" * 90)[:160]),
        ("Tijdschrift van de huurdersraad", "", ""),
        ("Evaluatie van de huurdersraad", "", ""),
        ("raad@huurdersraad", "", ""),
        ("Huurdersraad " + "aa " * 13, "", ""),
        ("Huurdersraad " + "a" * 200, "", ("Huurdersraad " + "a" * 200)[:160]),
    ],
)  # fmt: skip
def test_organisations_are_named_once_without_their_date(line: str, date_text: str, names: str):
    assert metadata.organisations_in(line, date_text) == names


TEXT = "Huurders vertellen hier over de winter in hun huis, jaar na jaar en straat na straat."


def styled_kind(line: str, after: str = TEXT, bold: bool = False, level: int = 0, **values):
    """The kind of a styled paragraph that stands over another."""
    lines = [Line(0, "Vooraf."), Line(1, line), Line(2, after, item=values.pop("item", False))]
    lines[0] = Line(0, "Vooraf.", level=level)
    formats = {n: LineFormat(is_paragraph=True) for n in range(3)}
    formats[1] = LineFormat(is_paragraph=True, bold=bold)
    formats[2] = LineFormat(is_paragraph=True, bold=values.pop("bold_after", False))
    blocks = styled.split_blocks(ExtractedText(Source("a", tuple(lines)), formats), frozenset())
    return list(blocks)[1].kind


@pytest.mark.parametrize(
    ("values", "is_heading"),
    [
        ({"line": "Zo ging alles"}, True),
        ({"line": "Zo ging alles", "level": 1}, False),
        ({"line": "Zo ging alles", "level": 1, "bold": True}, True),
        ({"line": "ZO GING ALLES", "level": 1}, True),
        ({"line": "Zo ging alles.", "bold": True}, False),
        ({"line": "Zo ging alles. Hoe dan?", "bold": True}, True),
        ({"line": "Zo ging alles. Hoe dan?"}, False),
        ({"line": "W" + "a" * 138 + "?", "bold": True}, True),
        ({"line": "W" + "a" * 140 + "?", "bold": True}, False),
        ({"line": "2. Zo ging alles", "after": "kort"}, True),
        ({"line": "Hoofdstuk 2: zo ging alles", "after": "kort"}, True),
        ({"line": "Aanbevelingen", "after": "kort"}, True),
        ({"line": "Zo ging alles", "after": "Te kort."}, False),
        ({"line": "Zo ging alles", "item": True}, False),
        ({"line": "Zo ging alles", "bold_after": True}, False),
        ({"line": "Zo ging alles", "after": TEXT.lower()}, False),
        ({"line": "Zo ging alles:"}, False),
        ({"line": "Zo ging alles!"}, False),
        ({"line": "W" + "a" * 68, "after": TEXT * 2}, True),
        ({"line": "W" + "a" * 69, "after": TEXT * 2}, False),
    ],
)
def test_a_paragraph_is_a_heading_by_its_weight_number_meaning_or_place(values, is_heading: bool):
    assert (styled_kind(**values) is BlockKind.HEADING) is is_heading


def test_the_last_paragraph_is_no_heading_and_blank_ones_and_boilerplate_do_not_count():
    lines = (
        Line(0, "Zo ging alles"),
        Line(1, " "),
        Line(2, TEXT),
        Line(3, "Menu"),
        Line(4, "Slot"),
    )
    bold = LineFormat(is_paragraph=True, bold=True)
    formats = {n: LineFormat(is_paragraph=True) for n in range(4)} | {4: bold}
    text = ExtractedText(Source("a", lines), formats)
    blocks = list(styled.split_blocks(text, frozenset({3})))
    kinds = [BlockKind.HEADING, BlockKind.TEXT, BlockKind.BOILERPLATE, BlockKind.TEXT]
    assert [block.kind for block in blocks] == kinds


def test_a_title_by_its_style_is_one_though_it_has_a_level():
    lines = (Line(0, "Warm wonen", level=1), Line(1, TEXT))
    text = ExtractedText(Source("a", lines), {0: LineFormat(Style.TITLE)})
    title, _ = styled.split_blocks(text, frozenset())
    assert title.kind is BlockKind.TITLE
