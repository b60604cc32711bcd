"""The top of a text: its title, standfirst, date and organisation, each within its limits."""

from dataclasses import replace

import pytest

from armoedegeheugen.extracting.rows import Style
from armoedegeheugen.importers.articles.block import Block, BlockKind
from armoedegeheugen.importers.articles.lines import ExtractedText, FileMetadata, LineFormat
from armoedegeheugen.importers.articles.title_page import (
    MAX_TEASER_LENGTH,
    MAX_TITLE_LENGTH,
    TitlePage,
    read_title_page,
)
from armoedegeheugen.importers.source import Piece, Source
from armoedegeheugen.privacy.names import MOST_NAMED

SENTENCE = "Wie huurt in een koud huis betaalt elke winter voor de muren van een ander, zegt men."


def block(words: str, kind: BlockKind = BlockKind.TEXT, number: str = "", **values) -> Block:
    return Block(kind, (Piece(0, 0, words),), number=number, format=LineFormat(**values))


def sentences(count: int) -> list[Block]:
    return [block(SENTENCE) for _ in range(count)]


def heading(words: str, level: int = 0, **values) -> Block:
    return replace(block(words, BlockKind.HEADING, **values), level=level)


def top(*blocks: Block, from_pdf: bool = False, source: str = "", **facts) -> TitlePage:
    found = Source("a.txt", (), title=source)
    text = ExtractedText(found, {}, FileMetadata(**facts), from_pdf)
    return read_title_page(text, blocks)


LONG = "t" * 300


@pytest.mark.parametrize(
    ("blocks", "title"),
    [
        ((block(LONG, BlockKind.TITLE),), ""),
        ((block(f"Titel: {LONG[:255]}"),), ""),
        ((block(f"Betreft: {LONG}"), block("Geachte schepen,")), ""),
        ((), LONG),
    ],
    ids=["a title", "a form", "a letter", "the file"],
)
def test_a_title_fits_its_field(blocks: tuple[Block, ...], title: str):
    assert len(top(*blocks, title=title).title) == MAX_TITLE_LENGTH


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Warm wonen", "Warm wonen"),
        ("nota.docx", ""),
        ("nota-2.pdf", ""),
        ("Microsoft Word - nota", ""),
        ("Over nota.docx geschreven", "Over nota.docx geschreven"),
    ],
)
def test_the_name_of_a_file_is_no_title(title: str, kept: str):
    assert top(title=title).title == kept


def test_a_form_names_its_title_among_the_first_twelve_blocks():
    above = sentences(11)
    assert top(*above, block("Titel: Warm")).title == "Warm"
    assert top(*above, block(SENTENCE), block("Titel: Warm")).title != "Warm"


def test_print_has_its_title_in_the_largest_letters_of_two_pages():
    small, large = heading("Kop", size=14, page=1), heading("Warm wonen", size=22, page=2)
    later = heading("Nog groter", size=30, page=3)
    assert top(small, large, later, from_pdf=True).title == "Warm wonen"
    assert top(block(SENTENCE, page=1), from_pdf=True).title == ""


@pytest.mark.parametrize(("size", "is_title"), [(22 * 0.98, True), (22 * 0.97, False)])
def test_a_title_of_print_goes_on_in_letters_of_the_same_size(size: float, is_title: bool):
    first, second = heading("Warm wonen", size=22), heading("voor iedereen", size=size)
    title = "Warm wonen voor iedereen" if is_title else "Warm wonen"
    assert top(first, second, from_pdf=True).title == title


def test_a_title_of_print_is_at_most_three_headings_and_fits_its_field():
    four = [heading(word, size=22) for word in ("Een", "twee", "drie", "vier")]
    assert top(*four, from_pdf=True).title == "Een twee drie"
    long = [heading("a" * 200, size=22), heading("b" * 54, size=22), block(SENTENCE)]
    assert top(*long, from_pdf=True).title == f"{'a' * 200} {'b' * 54}"
    long[1] = heading("b" * 55, size=22)
    assert top(*long, from_pdf=True).title == "a" * 200


def test_the_file_s_own_title_picks_its_line_among_the_first_eight():
    others = sentences(7)
    assert top(*others, block("Warm wonen"), title="Warm wonen | Site").title == "Warm wonen"
    assert top(*others, block(SENTENCE), block("Warm wonen"), title="Warm wonen | Site").title == (
        "Warm wonen | Site"
    )
    assert top(block("Nieuwtje"), block("Warm wonen"), title="Nieuwtje, Site").title == "Nieuwtje"


@pytest.mark.parametrize(
    ("line", "is_title"),
    [
        ("Warm wonen", True),
        ("w" * 160, True),
        ("w" * 161, False),
        ("Een zin.", False),
        ("Aanleiding", False),
        ("Hoofdstuk 2", False),
        ("3 mei 2022", False),
        ("Gepubliceerd op 3 mei 2022", False),
        ("Plaats: Genk", False),
        ("Door de huurdersraad", False),
        ("Tijdschrift voor wonen, jaargang 3", False),
    ],
)
def test_the_first_line_is_the_title_unless_it_says_something_else(line: str, is_title: bool):
    assert (top(block(line), block(SENTENCE)).title == line) is is_title


def test_the_highest_heading_among_the_first_eight_blocks_is_the_title():
    low, high = heading("Vooraf", 2), heading("Warm wonen", 1)
    assert top(block("Nieuwtje"), low, high).title == "Warm wonen"
    assert top(block("Nieuwtje"), heading("Warm wonen", 1, number="2")).title == "Nieuwtje"
    assert top(block("Nieuwtje"), heading("Aanleiding", 1)).title == "Nieuwtje"
    others = [block(f"Nieuwtje {n}") for n in range(7)]
    assert top(*others, high).title == "Warm wonen"
    assert top(*others, block("Nog een"), high).title == "Nieuwtje 0"


@pytest.mark.parametrize(("before", "title"), [(7, "Warm wonen"), (8, "")])
def test_a_title_stands_among_the_first_eight_blocks(before: int, title: str):
    dates = [block(f"{day} mei 2022") for day in range(1, before + 1)]
    assert top(*dates, block("Warm wonen")).title == title


def test_boilerplate_is_no_title_and_a_title_is_no_date():
    menu = block("Nieuwtje", BlockKind.BOILERPLATE)
    assert top(menu, block("Warm wonen")).title == "Warm wonen"
    assert top(heading("Huurdersraad Genk 2020", 1), *sentences(9)).year is None


def test_a_kind_of_text_below_the_title_is_no_heading_where_a_date_follows():
    title, kind = heading("Warm wonen", 1), heading("Aanbevelingen")
    dated = top(title, kind, block("3 mei 2022"), *sentences(9))
    assert (dated.genre, dated.date_text) == ("Aanbevelingen", "3 mei 2022")
    assert top(title, kind, *sentences(9)).genre == ""
    assert top(title, kind, heading("Bouw huizen"), *sentences(9)).genre == "Aanbevelingen"


def test_another_heading_below_the_title_leaves_a_labelled_date_to_be_read():
    label = block("Gepubliceerd op 3 mei 2022")
    blocks = (heading("Warm wonen", 1), heading("Aanleiding"), *sentences(1), label, *sentences(9))
    assert top(*blocks).date_text == "3 mei 2022"


def test_of_several_lines_each_must_be_small_print():
    lines = (Piece(1, 0, "Huurdersraad Genk"), Piece(2, 0, "woont graag"))
    mixed = Block(BlockKind.TEXT, lines)
    found = top(heading("Warm wonen", 1), mixed, *sentences(9))
    assert (found.organisation, mixed in found.used) == ("", False)
    both = Block(BlockKind.TEXT, (lines[0], Piece(2, 0, "3 mei 2022")))
    found = top(heading("Warm wonen", 1), both, *sentences(9))
    assert (found.organisation, found.date_text) == ("Huurdersraad Genk", "3 mei 2022")


def test_an_organisation_or_a_kind_of_text_above_a_title_is_no_title():
    assert top(block("Huurdersraad Genk"), block("Warm wonen")).title == "Warm wonen"
    assert top(block("Advies van de huurdersraad"), block("Warm wonen")).title == "Warm wonen"
    assert top(block("Eindrapport"), block("Warm wonen")).title == "Warm wonen"
    alone = top(block("Huurdersraad Genk"), block(SENTENCE))
    assert (alone.title, alone.organisation) == ("Huurdersraad Genk",) * 2


@pytest.mark.parametrize(
    ("words", "bold", "style", "is_lead"),
    [
        ("w" * 40, True, Style.PLAIN, False),
        ("w" * 41, True, Style.PLAIN, True),
        ("w" * MAX_TEASER_LENGTH, True, Style.PLAIN, True),
        ("w" * (MAX_TEASER_LENGTH + 1), True, Style.PLAIN, False),
        ("w" * 41, False, Style.PLAIN, False),
        ("w" * 41, False, Style.SUBTITLE, True),
        (f"**{'w' * 41}**", False, Style.PLAIN, True),
        ("W" * 41, True, Style.PLAIN, False),
    ],
)
def test_a_standfirst_is_set_apart_and_fits_its_field(words, bold, style, is_lead: bool):
    found = top(heading("Warm wonen"), block(words, bold=bold, style=style), block(SENTENCE))
    assert (found.lead is not None) is is_lead


@pytest.mark.parametrize(("above", "is_fact"), [(10, True), (11, False)])
def test_labelled_facts_stand_among_the_first_twelve_blocks(above: int, is_fact: bool):
    fact = block("Plaats: Genk")
    found = top(heading("Warm wonen"), *sentences(above), fact, *sentences(4))
    assert any(each is fact for each in found.used) is is_fact


def test_a_credit_is_no_text_at_any_place_but_an_item_with_its_form_is():
    credit, item = block("Foto: een zaal"), block("Foto: een zaal", BlockKind.ITEM)
    found = top(heading("Warm wonen"), *sentences(20), credit, item)
    assert any(each is credit for each in found.used)
    assert not any(each is item for each in found.used)


@pytest.mark.parametrize(("inside", "is_colophon"), [(10, True), (11, False)])
def test_a_colophon_takes_eleven_blocks_up_to_the_next_heading(inside: int, is_colophon: bool):
    last = block("Nog een regel zonder meer")
    rows = [heading("Colofon"), *sentences(inside), last, *sentences(4)]
    found = top(heading("Warm wonen"), *rows)
    assert any(each is last for each in found.used) is is_colophon
    after = block("Een gewone regel")
    cut = top(heading("Warm wonen"), heading("Colofon"), heading("Vooraf"), after)
    assert not any(each is after for each in cut.used)


def test_the_last_four_blocks_state_a_date_that_the_top_lacks():
    note = block("Dit artikel verscheen eerder op 3 mei 2022.")
    body = [heading("Warm wonen"), *sentences(9)]
    assert top(*body, note, *sentences(3)).date_text == "3 mei 2022"
    assert top(*body, note, *sentences(4)).date_text == ""
    assert top(body[0], block("4 juni 2021"), *body[1:], note).date_text == "4 juni 2021"


@pytest.mark.parametrize(
    ("line", "found"),
    [("3 mei 2022", "3 mei 2022"), ("Een lange regel over heel wat meer, 3 mei 2022", "")],
)
def test_a_margin_states_a_date_if_it_is_only_that(line: str, found: str):
    margin = block(line, BlockKind.BOILERPLATE)
    assert top(heading("Warm wonen"), block(SENTENCE), margin).date_text == found


def test_the_date_of_a_file_counts_for_a_web_page_alone():
    blocks = (heading("Warm wonen"), block(SENTENCE))
    assert top(*blocks, source="Warm", date="2020-01-02").date_text == "2020-01-02"
    assert top(*blocks, date="2020-01-02").date_text == ""
    assert top(*blocks, source="Warm", date="2020-01-02", from_pdf=True).date_text == ""


def test_an_organisation_comes_from_the_file_a_copyright_line_or_the_title():
    blocks = (heading("Warm wonen"), block(SENTENCE))
    assert top(*blocks, organisation="Huurdersraad Genk").organisation == "Huurdersraad Genk"
    assert top(*blocks, author="Huurdersraad Genk").organisation == "Huurdersraad Genk"
    assert top(*blocks, author="Wannes Verzonnenstra").organisation == ""
    owner = block("© 2020 Huurdersraad Genk", BlockKind.BOILERPLATE)
    assert top(*blocks, owner).organisation == "Huurdersraad Genk"


def test_a_note_names_the_first_twelve_people_in_the_text(reading):
    names = [f"Wannes Verzonnen{letter}stra" for letter in "abcdefghijklmno"]
    text = "Warm wonen\n\nVandaag spraken " + ", ".join(names) + " over hun huis.\n"
    [note] = [note for note in reading(text).article.notes if "namen van personen" in note]
    assert [name for name in names if name in note] == names[:MOST_NAMED]


def test_a_text_without_a_title_is_called_by_its_first_heading_words_or_file(reading):
    def title(text: str) -> tuple[str, bool]:
        article = reading(text, "nota.txt").article
        return article.metadata.title, any("geen titel" in note for note in article.notes)

    assert title(f"{SENTENCE}\n\n## Aanbevelingen\n\n- Bouw.\n") == (SENTENCE[:54], True)
    assert title("## Aanbevelingen\n\n- Bouw.\n") == ("Aanbevelingen", True)
    assert title("Foto: een zaal\n") == ("nota.txt", True)


def test_a_teaser_is_the_first_sentence_of_the_summary_or_the_text(reading):
    short, long = "Te kort om iets te zeggen.", "Wij vroegen het aan huurders zelf, een jaar lang."
    summary = f"# Warm\n\n{short}\n\n{SENTENCE}\n\n## Samenvatting\n\n{long}\n"
    assert reading(summary).article.metadata.teaser == long
    assert reading(summary.partition("## ")[0]).article.metadata.teaser == SENTENCE
    words = "woord " * 80
    teaser = reading(f"# Warm\n\n{words}eind.\n").article.metadata.teaser
    assert 250 < len(teaser) <= MAX_TEASER_LENGTH


@pytest.mark.parametrize(
    ("length", "is_teaser"), [(40, False), (41, True), (300, True), (301, False)]
)
def test_a_web_page_s_own_description_is_its_teaser_if_it_fits(reading, length, is_teaser: bool):
    words = ("d" * 9 + " ") * 40
    told = words[: length - 1] + "."
    html = (
        f"<html><head><title>Warm</title><meta name='description' content='{told}'></head>"
        f"<body><h1>Warm</h1><p>{SENTENCE}</p></body></html>"
    )
    assert (reading(html, "a.html").article.metadata.teaser == told) is is_teaser


def margin(line: str) -> Block:
    return block(line, BlockKind.BOILERPLATE)


def test_the_first_date_kind_and_margin_count():
    title, rest = heading("Warm wonen", 1), sentences(9)
    assert top(title, block("3 mei 2022"), block("4 juni 2021"), *rest).date_text == "3 mei 2022"
    assert top(title, block("Interview"), block("Reportage"), *rest).genre == "Interview"
    assert top(title, *rest, margin("3 mei 2022"), margin("4 juni 2021")).date_text == "3 mei 2022"
    assert top(title, *rest, margin("3 mei 2022" + "." * 69)).date_text == "3 mei 2022"
    assert top(title, *rest, margin("3 mei 2022" + "." * 70)).date_text == ""
    assert top(title, *rest, margin("Huurdersraad Genk")).organisation == ""


def test_a_letter_names_its_writer_and_not_whom_it_greets():
    subject, salutation = block("Betreft: de uren"), block("Geachte leden van de adviesraad,")
    closing = block("Met vriendelijke groeten van de cliëntenraad,")
    letter = (subject, salutation, *sentences(2), closing, block("Wannes Verzonnenstra"))
    assert top(*letter).organisation == ""
    assert top(block("Huurdersraad Genk"), *letter).organisation == "Huurdersraad Genk"
    assert top(*letter, block("namens de Huurdersraad")).organisation == "Huurdersraad"
    assert top(block("Plaats: gemeente Genk"), *letter).organisation == ""


def test_of_two_bylines_the_one_that_did_the_work_counts():
    lines = ("In opdracht van: Stad Genk", "Uitgevoerd door: Hogeschool Zuidrand")
    both = Block(BlockKind.TEXT, tuple(Piece(n, 0, line) for n, line in enumerate(lines)))
    assert top(heading("Warm", 1), both, *sentences(9)).organisation == "Hogeschool Zuidrand"
    cut = ("Uitgevoerd door: Hogeschool", "Zuidrand, dienst Onderzoek")
    one = Block(BlockKind.TEXT, tuple(Piece(n, 0, line) for n, line in enumerate(cut)))
    found = top(heading("Warm", 1), one, *sentences(9)).organisation
    assert found == "Hogeschool Zuidrand, dienst Onderzoek"
