"""Dates, links, footnotes and levels, each by the rule that decides."""

from datetime import date

import pytest

from armoedegeheugen.extracting.rows import Link
from armoedegeheugen.importers.articles import dates, footnotes, heading_meanings, markup
from armoedegeheugen.importers.articles.article import LinkedText, PartKind
from armoedegeheugen.importers.articles.block import Block, BlockKind
from armoedegeheugen.importers.articles.heading_levels import HeadingLevels
from armoedegeheugen.importers.articles.lines import ExtractedText, LineFormat
from armoedegeheugen.importers.articles.linked_text import LinkedTextBuilder
from armoedegeheugen.importers.layout.joining import Joined
from armoedegeheugen.importers.source import Line, Piece, Source
from tests.importers.articles.parts import text

ADDRESS = "https://voorbeeld.example/nota"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("op 3 mei 2022 en 4 mei 2022", (date(2022, 5, 3), None, "3 mei 2022")),
        ("31/02/2020, of 1/3/2020", (date(2020, 3, 1), None, "1/3/2020")),
        ("2021-03-04T10:00", (date(2021, 3, 4), None, "2021-03-04")),
        ("5 september 2020", (date(2020, 9, 5), None, "5 september 2020")),
        ("5 sept. 2020", (date(2020, 9, 5), None, "5 sept. 2020")),
        ("mrt. 2019", (None, 2019, "mrt. 2019")),
        ("zomer 1980", (None, 1980, "1980")),
        ("31 februari 2020", (None, 2020, "februari 2020")),
        ("in 1979", (None, None, "")),
        ("in 2050", (None, None, "")),
        ("artikel 2020/12", (None, None, "")),
    ],
)
def test_a_date_is_found_only_where_it_exists_and_is_written(words: str, found: tuple):
    assert dates.find_date(words) == found


@pytest.mark.parametrize(
    ("words", "is_date"),
    [
        ("maandag 3 mei 2022", True),
        ("Gent, de vierde nota, 3 mei 2022", True),
        ("Gent, de vijfde lange nota, 3 mei 2022", False),
        ("(2019)", True),
        ("versie 2019", False),
    ],
)
def test_a_line_is_only_a_date_with_fewer_than_five_other_words(words: str, is_date: bool):
    assert dates.is_only_date(words) is is_date


def built(words: str, formats: dict | None = None) -> tuple[LinkedText, LinkedTextBuilder]:
    source = Source("a.txt", (Line(0, words),))
    builder = LinkedTextBuilder(ExtractedText(source, formats or {}))
    return builder.from_pieces([Piece(0, 0, words)]), builder


@pytest.mark.parametrize(
    ("words", "shown", "links"),
    [
        (f"Lees [de nota]({ADDRESS}) eens.", "Lees de nota eens.", ((5, 12, ADDRESS),)),
        (f"[a]({ADDRESS}) en [b]({ADDRESS})", "a en b", ((0, 1, ADDRESS), (5, 6, ADDRESS))),
        (f"Zie {ADDRESS}.", f"Zie {ADDRESS}.", ((4, 34, ADDRESS),)),
        ("Zie www.voorbeeld.example", "Zie www.voorbeeld.example",
         ((4, 25, "https://www.voorbeeld.example"),)),
        (f"www.a.example en [b]({ADDRESS})", "www.a.example en b",
         ((0, 13, "https://www.a.example"), (17, 18, ADDRESS))),
        (f"[b]({ADDRESS}) en www.a.example", "b en www.a.example",
         ((0, 1, ADDRESS), (5, 18, "https://www.a.example"))),
        (f"[www.a.example]({ADDRESS})", "www.a.example", ((0, 13, ADDRESS),)),
        (f"[de **nota**]({ADDRESS}) is *oud*", "de **nota** is *oud*", ((0, 11, ADDRESS),)),
        ("Een **vet** en _schuin_ woord", "Een vet en schuin woord", ()),
        ("Een zin .", "Een zin .", ()),
        ("snake_case_naam en 2*3*4", "snake_case_naam en 2*3*4", ()),
    ],
)  # fmt: skip
def test_links_and_stress_of_plain_text(words: str, shown: str, links: tuple):
    content, builder = built(words)
    assert (content.text, content.links) == (shown, links)
    assert builder.left_out == []


def test_marks_stay_where_the_format_has_links_and_stress_of_its_own():
    words = "Een **vet** woord"
    assert built(words, {0: LineFormat()})[0].text == words


def test_a_link_of_the_format_covers_its_own_columns_and_mail_is_none():
    links = (Link(4, 8, ADDRESS), Link(9, 13, "mailto:raad@voorbeeld.example"))
    content, _ = built("Zie deze nota nu", {0: LineFormat(links=links)})
    assert content.links == ((4, 8, ADDRESS),)
    content, _ = built("Zie deze", {0: LineFormat(links=(Link(4, 8, ADDRESS),))})
    assert content.links == ((4, 8, ADDRESS),)


def test_part_of_a_text_has_no_blanks_around_it():
    builder = LinkedTextBuilder(ExtractedText(Source("a.txt", ())))
    joined = builder.join([Piece(0, 0, "Zij zei: kom binnen !")])
    assert builder.from_range(joined, 8, 20).text == "kom binnen"
    assert builder.from_range(joined, 8, 9).text == ""
    assert builder.from_range(Joined("a ", (None, None)), 1, 2).text == ""


def test_details_are_left_out_but_not_from_a_web_address():
    profile = "https://sociaal.example/@raad@voorbeeld.example"
    content, builder = built(f"Volg {profile} of bel 011 99 00 11.")
    assert content.text == f"Volg {profile} of bel."
    assert content.links == ((5, 5 + len(profile), profile),)
    assert [rest.text for rest in builder.left_out] == ["011 99 00 11"]


def test_of_links_that_overlap_the_first_is_shown_and_all_is_escaped():
    content = LinkedText("a <b> c", links=((0, 5, ADDRESS + '"&x'), (2, 7, ADDRESS)))
    assert markup.inline_html(content) == (f'<a href="{ADDRESS}&quot;&amp;x">a &lt;b&gt;</a> c')


def test_items_in_a_row_are_one_list_and_other_parts_paragraphs():
    parts = [
        text("Kop <1>", PartKind.SUBHEADING),
        text("een", PartKind.ITEM),
        text("twee", PartKind.ITEM),
        text("drie", PartKind.NUMBERED),
        text("Koud.", PartKind.QUOTE, role="een <rol>"),
        text("Nog.", PartKind.QUOTE),
        text("Zo."),
    ]
    assert markup.to_html(parts) == (
        "<h3>Kop &lt;1&gt;</h3><ul><li>een</li><li>twee</li></ul><ol><li>drie</li></ol>"
        "<p>“Koud.” (een &lt;rol&gt;)</p><p>“Nog.”</p><p>Zo.</p>"
    )


def block(words: str, kind: BlockKind = BlockKind.TEXT, **values) -> Block:
    return Block(kind, (Piece(0, 0, words),), **values)


def note(number: str) -> Block:
    return block(f"Noot {number}.", BlockKind.ITEM, number=number)


def test_a_footnote_begins_with_a_mark_that_stands_elsewhere():
    body = [block("Een zin[^1]."), block("Een ander² woord."), block("Slot.")]
    for mark, is_note in (("[^1]: Noot.", True), ("[^2]: Noot.", False), ("² Noot.", True)):
        blocks = [*body, block(mark)]
        assert footnotes.is_footnote(blocks, blocks[-1], False) is is_note
    itself = [block("Een zin."), block("[^1]: Noot[^1].")]
    assert not footnotes.is_footnote(itself, itself[-1], False)
    blocks = [block("Titel[^1]", BlockKind.HEADING), block("[^1]: Noot.")]
    assert not footnotes.is_footnote(blocks, blocks[-1], False)


def test_numbered_items_are_footnotes_at_the_end_from_one_on():
    text = block("Een zin¹ en nog een².")
    one, two = note("1"), note("2")
    assert footnotes.is_footnote([text, one, two], one, False)
    assert footnotes.is_footnote([text, one, two], two, True)
    assert not footnotes.is_footnote([text, one, two], two, False)
    assert not footnotes.is_footnote([text, one, block("Slot.")], one, False)
    assert not footnotes.is_footnote([text, note("0"), one], one, False)
    assert not footnotes.is_footnote([one, text], one, True)
    assert not footnotes.is_footnote([block("Een zin."), one], one, True)
    assert not footnotes.is_footnote([text, two], two, False)
    lettered = block("Noot.", BlockKind.ITEM, number="a")
    assert not footnotes.is_footnote([text, lettered], lettered, True)
    edge = block("3", BlockKind.BOILERPLATE)
    assert not footnotes.is_footnote([edge, one, text], one, True)
    assert not footnotes.is_footnote([edge, one], one, True)
    assert footnotes.is_footnote([text, edge, one, edge], one, False)


def test_a_teaser_has_no_marks_of_footnotes():
    assert footnotes.strip_reference_marks("Een zin[^1], een woord². 10 m") == (
        "Een zin, een woord. 10 m"
    )


def heading(words: str, number: str = "", size: float = 0.0, bold: bool = False) -> Block:
    form = LineFormat(size=size, bold=bold)
    return block(words, BlockKind.HEADING, number=number, format=form)


def levels(*headings: Block, from_pdf: bool = False, title: Block | None = None) -> HeadingLevels:
    source = ExtractedText(Source("a", ()), from_pdf=from_pdf)
    return HeadingLevels(source, headings, [title] if title else [])


@pytest.mark.parametrize(("numbered", "level"), [(2, 1), (3, 2)])
def test_three_numbered_headings_show_that_a_text_numbers_them(numbered: int, level: int):
    plain = heading("Zo ging het")
    found = levels(
        plain, note("1"), note("2"), *(heading(f"Kop {n}", str(n)) for n in range(numbered))
    )
    assert found.level_of(plain, in_numbered=True) == level
    assert found.level_of(plain, in_numbered=False) == 1


def test_a_heading_with_a_meaning_or_at_the_end_is_part_of_no_other():
    found = levels(*(heading(f"Kop {n}", str(n)) for n in range(3)))
    assert found.level_of(heading("Aanbevelingen"), in_numbered=True) == 1
    assert found.level_of(heading("Over ons"), in_numbered=True) == 1
    assert found.level_of(heading("Nog een", "4"), in_numbered=True) == 1


def test_print_ranks_headings_by_size_and_weight_without_the_title():
    title, large, bold, small = (
        heading("T", size=22),
        heading("A", size=15),
        heading("B", size=11, bold=True),
        heading("C", size=11),
    )
    found = levels(title, small, bold, large, from_pdf=True, title=title)
    assert [found.level_of(each, False) for each in (large, bold, small)] == [1, 2, 3]
    assert levels(small, large).level_of(small, False) == 1
    assert found.level_of(heading("Zonder maat"), False) == 1


def test_a_heading_of_over_ninety_characters_has_no_meaning():
    words = "Aanbevelingen voor de stad " + "a" * 63
    assert heading_meanings.meaning_of(words) == "recommendations"
    assert heading_meanings.meaning_of(words + "a") is None


def test_a_sentence_of_over_240_characters_asks_nothing():
    words = "Wij adviseren " + "a" * 225 + ":"
    assert heading_meanings.introduces_recommendations(words)
    assert not heading_meanings.introduces_recommendations("Wij adviseren a" + words[14:])


def test_an_e_mail_address_in_a_web_address_is_left_out_with_its_parameter():
    content, builder = built("Lees https://krant.example/lid?m=an@voorbeeld.example na.")
    assert content.text == "Lees https://krant.example/lid na."
    assert content.links == ((5, 30, "https://krant.example/lid"),)
    assert [rest.text for rest in builder.left_out] == ["?m=an@voorbeeld.example"]
