"""What each format says of its text: headings, lists, links, notes, tables, pages."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from armoedegeheugen.extracting import extractor
from armoedegeheugen.extracting.archive import Archive
from armoedegeheugen.extracting.extractor import End
from armoedegeheugen.extracting.limits import Limits
from armoedegeheugen.extracting.office import relations
from armoedegeheugen.extracting.pdf import _links
from armoedegeheugen.extracting.rows import Link, Row, Style
from tests.extracting import made
from tests.extracting.made import Para, Set


@pytest.fixture
def rows(tmp_path: Path):
    def read(data: bytes, kind: str) -> tuple[Row, ...]:
        path = tmp_path / f"bestand.{kind}"
        path.write_bytes(data)
        outcome = extractor.extract(path, kind)
        assert outcome.end is End.READ, outcome
        return outcome.rows

    return read


def test_word_says_what_its_styles_say(rows):
    found = rows(
        made.docx(
            [
                Para("Samen wonen", "Titel"),
                Para("Inleiding 3", "Inhopg1"),
                Para("Inleiding", "Kop1"),
                Para("Wie huurt, weet het.", note="Zie de cijfers van 2019."),
                Para("een eerste punt", listed=True),
                Para("Niemand vroeg het ons.", "Citaat"),
                [["Jaar", "Mensen"], ["2020", "31"]],
                Para("de website", url="https://example.org/wonen"),
            ],
            footer="Verslag wonen",
        ),
        "docx",
    )
    told = [(row.text, row.style, row.level, row.item) for row in found]
    assert told == [
        ("Samen wonen", Style.TITLE, 0, False),
        ("Inleiding 3", Style.CONTENTS, 0, False),
        ("Inleiding", Style.PLAIN, 1, False),
        ("Wie huurt, weet het.¹", Style.PLAIN, 0, False),
        ("een eerste punt", Style.PLAIN, 0, True),
        ("Niemand vroeg het ons.", Style.QUOTE, 0, False),
        ("Jaar | Mensen", Style.ROW, 0, False),
        ("2020 | 31", Style.ROW, 0, False),
        ("de website", Style.PLAIN, 0, False),
        ("¹ Zie de cijfers van 2019.", Style.NOTE, 0, False),
        ("Verslag wonen", Style.EDGE, 0, False),
    ]
    assert found[8].links == (Link(0, 10, "https://example.org/wonen"),)


HIDDEN = {
    "hidden": "<w:r><w:rPr><w:vanish/></w:rPr><w:t>geheim</w:t></w:r>",
    "hidden by value": '<w:r><w:rPr><w:vanish w:val="1"/></w:rPr><w:t>geheim</w:t></w:r>',
    "deleted": "<w:del><w:r><w:delText>geheim</w:delText></w:r></w:del>",
    "deleted as text": "<w:del><w:r><w:t>geheim</w:t></w:r></w:del>",
    "deleted text in a run": "<w:r><w:delText>geheim</w:delText></w:r>",
    "moved away": "<w:moveFrom><w:r><w:t>geheim</w:t></w:r></w:moveFrom>",
    "instruction": "<w:r><w:instrText>geheim</w:instrText></w:r>",
    "copy for older programs": (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/'
        'markup-compatibility/2006"><mc:Fallback><w:txbxContent><w:p><w:r><w:t>geheim</w:t></w:r>'
        "</w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"
    ),
}


@pytest.mark.parametrize("raw", HIDDEN.values(), ids=HIDDEN.keys())
def test_hidden_and_deleted_text_of_word_is_not_read(rows, raw):
    found = rows(made.docx([Para("Wat blijft", raw=raw)]), "docx")
    assert [row.text for row in found] == ["Wat blijft"]


def test_text_that_is_marked_as_not_hidden_is_read(rows):
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> en dit ook</w:t></w:r>'
    found = rows(made.docx([Para("Wat blijft", raw=shown)]), "docx")
    assert [row.text for row in found] == ["Wat blijft en dit ook"]


def test_a_paragraph_without_a_style_has_the_default_one_of_paragraphs(rows):
    """Word marks it with `w:default`; tables and characters have a default of their own."""
    styles = "".join(
        f'<w:style w:type="{kind}" w:styleId="{key}"{default}><w:name w:val="{key}"/>'
        f'<w:rPr><w:sz w:val="{size}"/></w:rPr></w:style>'
        for kind, key, default, size in (
            ("table", "Standaardtabel", ' w:default="1"', 60),
            ("paragraph", "Plattetekst", "", 50),
            ("paragraph", "Standaard", ' w:default="1"', 21),
        )
    )
    paragraphs = [Para("Gewoon"), Para("Een punt", listed=True), Para("Anders", "Plattetekst")]
    found = rows(made.docx(paragraphs, styles=styles), "docx")
    assert [(row.text, row.size) for row in found] == [
        ("Gewoon", 10.5),
        ("Een punt", 10.5),
        ("Anders", 25.0),
    ]


def test_opendocument_keeps_lists_notes_and_links(rows):
    found = rows(
        made.odt(
            '<text:h text:outline-level="2">Wonen</text:h>'
            "<text:p>Een <text:span>nieuw</text:span><text:s/>huis"
            "<text:note><text:note-body><text:p>Uit 2019.</text:p></text:note-body></text:note>, "
            '<text:a xlink:href="https://example.org/">meer</text:a></text:p>'
            "<text:list><text:list-item><text:p>punt</text:p></text:list-item></text:list>"
            "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>"
            "<table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>"
        ),
        "odt",
    )
    assert [(row.text, row.level, row.item) for row in found] == [
        ("Wonen", 2, False),
        ("Een nieuw huis¹, meer", 0, False),
        ("punt", 0, True),
        ("a | b", 0, False),
        ("¹ Uit 2019.", 0, False),
    ]
    assert found[1].links == (Link(17, 21, "https://example.org/"),)


def test_a_slide_is_a_page(rows):
    found = rows(made.pptx([["Energie", "Wat kost het"], ["Water"]]), "pptx")
    assert [(row.text, row.page) for row in found] == [
        ("Energie", 1),
        ("Wat kost het", 1),
        ("Water", 2),
    ]


def test_a_pdf_says_on_which_page_and_how_large(rows):
    pages = [
        [Set("Samen wonen", size=20, bold=True), Set("Lees de site", y=650), Set("3", 130, 654, 7)],
        [Set("Tweede bladzijde", y=780)],
    ]
    found = rows(made.pdf(pages), "pdf")
    assert [(row.text, row.page, row.size, row.bold) for row in found] == [
        ("Samen wonen", 1, 20.0, True),
        ("Lees de site³", 1, 11.0, False),
        ("Tweede bladzijde", 2, 11.0, False),
    ]


def test_a_link_in_a_pdf_is_on_the_words_that_it_lies_over(rows):
    found = rows(made.pdf([[Set("de website")]], links=["https://example.org/x"]), "pdf")
    assert found[0].links == (Link(0, 10, "https://example.org/x"),)


ELSEWHERE = ("javascript:alert(1)", "file:///etc/passwd", "data:text/html,x")


@pytest.mark.parametrize("address", ELSEWHERE)
def test_only_an_address_of_the_web_is_a_link(rows, address):
    word = made.docx([Para("de website", url=address)])
    odt = made.odt(f'<text:p>zie <text:a xlink:href="{address}">de website</text:a></text:p>')
    page = made.pdf([[Set("de website")]], links=[address])
    for data, kind in ((word, "docx"), (odt, "odt"), (page, "pdf")):
        assert [row.links for row in rows(data, kind)] == [()], kind


def test_a_page_of_a_pdf_has_at_most_five_hundred_links(rows):
    links = ["https://example.org/eerst"] + ["https://example.org/x"] * 600
    found = rows(made.pdf([[Set("de website")]], links=links), "pdf")
    assert found[0].links == (Link(0, 10, "https://example.org/eerst"),)
    assert len(list(_links(reader(links).pages[0]))) == 500


def reader(links: list[str]) -> PdfReader:
    return PdfReader(io.BytesIO(made.pdf([[Set("x")]], links=links)))


def style(key: str, base: str, more: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{key}"/>'
        f'<w:basedOn w:val="{base}"/>{more}</w:style>'
    )


def test_styles_that_are_based_on_each_other_come_to_an_end(rows):
    ring = style("Een", "Twee") + style("Twee", "Een")
    assert rows(made.docx([Para("tekst", "Een")], styles=ring), "docx")[0].text == "tekst"
    styles = (
        '<office:automatic-styles xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0">'
        '<style:style style:name="Een" style:parent-style-name="Twee"/>'
        '<style:style style:name="Twee" style:parent-style-name="Een"/></office:automatic-styles>'
    )
    text = '<text:p text:style-name="Een">tekst</text:p>'
    assert rows(made.odt(styles + text), "odt")[0].text == "tekst"


@pytest.mark.parametrize("number", ["9" * 5_000, "-3", "x"])
def test_a_number_that_is_none_is_no_size_and_no_level(rows, number):
    odd = style(
        "Vreemd",
        "",
        f'<w:pPr><w:outlineLvl w:val="{number}"/></w:pPr><w:rPr><w:sz w:val="{number}"/></w:rPr>',
    )
    (row,) = rows(made.docx([Para("tekst", "Vreemd")], styles=odd), "docx")
    assert row.size == 0.0
    assert row.level in (0, 1)
    heading = f'<text:h text:outline-level="{number}">tekst</text:h>'
    assert rows(made.odt(heading), "odt")[0].level == 0


def test_deleted_text_and_remarks_of_opendocument_are_not_read(rows):
    found = rows(
        made.odt(
            "<text:tracked-changes><text:p>geheim</text:p></text:tracked-changes>"
            "<office:annotation><text:p>geheim</text:p></office:annotation>"
            "<text:p>Wat <office:annotation><text:p>geheim</text:p></office:annotation>blijft"
            "<text:tracked-changes>geheim</text:tracked-changes></text:p>"
        ),
        "odt",
    )
    assert [row.text for row in found] == ["Wat blijft"]


def test_a_header_that_stands_on_every_page_is_read_once_and_in_order(tmp_path: Path):
    parts = {
        "word/document.xml": f'<w:document xmlns:w="{made.W}"><w:body>{paragraph("tekst")}'
        "</w:body></w:document>"
    }
    texts = ("kop", "kop", "voet", "kop", "ander", "nog", "meer", "laatst")
    for number, text in enumerate(texts):
        parts[f"word/header{number}.xml"] = f'<w:hdr xmlns:w="{made.W}">{paragraph(text)}</w:hdr>'
    path = tmp_path / "x.docx"
    path.write_bytes(made.zipped(dict(reversed(parts.items()))))
    found = extractor.extract(path, "docx").rows
    assert [row.text for row in found] == ["tekst", *dict.fromkeys(texts)]


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_a_title_has_a_limit_and_a_damaged_description_leaves_the_text(tmp_path: Path):
    def facts(core: str) -> extractor.Outcome:
        path = tmp_path / "x.docx"
        path.write_bytes(made.docx([Para("tekst")], core=core))
        return extractor.extract(path, "docx")

    long = facts(f"<x><title>{'woord ' * 200}</title></x>")
    assert len(long.facts.title) == 500
    assert facts("<x>").end is End.READ
    path = tmp_path / "x.pdf"
    path.write_bytes(made.pdf([[Set("tekst")]], title="woord " * 200))
    assert len(extractor.extract(path, "pdf").facts.title) == 500


def test_a_pdf_without_a_page_is_broken(tmp_path: Path):
    path = tmp_path / "x.pdf"
    data = made.assembled(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"], 1
    )
    path.write_bytes(data)
    assert extractor.extract(path, "pdf").end is End.BROKEN


def test_deleted_blocks_are_not_read(rows):
    deleted = "".join(f"<w:{tag}>{paragraph('geheim')}</w:{tag}>" for tag in ("del", "moveFrom"))
    body = f'<w:document xmlns:w="{made.W}"><w:body>{deleted}{paragraph("tekst")}'
    found = rows(made.zipped({"word/document.xml": f"{body}</w:body></w:document>"}), "docx")
    assert [row.text for row in found] == ["tekst"]


def test_slides_beyond_the_limit_are_left_out_and_the_facts_say_so(tmp_path: Path):
    path = tmp_path / "x.pptx"
    path.write_bytes(made.pptx([["een"], ["twee"], ["drie"]]))
    found = extractor.extract(path, "pptx", Limits(pages=2))
    assert [row.text for row in found.rows] == ["een", "twee"]
    assert (found.facts.pages, found.facts.cut) == (3, True)


def test_a_part_that_climbs_out_of_the_archive_is_looked_for_in_it(tmp_path: Path):
    with Archive(
        zip_with('<Relationship Id="a" Target="../../../media/x.xml"/>', tmp_path)
    ) as zip_:
        assert relations(zip_, "word/document.xml") == {"a": "media/x.xml"}


def test_what_lies_outside_and_is_no_web_address_is_no_target(tmp_path: Path):
    outside = '<Relationship Id="a" Target="file:///etc/passwd" TargetMode="External"/>'
    with Archive(zip_with(outside, tmp_path)) as zip_:
        assert relations(zip_, "word/document.xml") == {}


def zip_with(relationship: str, tmp_path: Path) -> Path:
    path = tmp_path / "x.zip"
    path.write_bytes(made.zipped({"word/_rels/document.xml.rels": f"<x>{relationship}</x>"}))
    return path
