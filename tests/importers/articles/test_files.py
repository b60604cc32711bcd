"""A file is opened by its contents, within limits, or refused with a reason."""

import os
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from armoedegeheugen.extracting.extractor import End, Outcome
from armoedegeheugen.extracting.rows import Facts, Row, Style
from armoedegeheugen.importers.articles import boilerplate, files
from armoedegeheugen.importers.articles.lines import ExtractedText, FileMetadata, LineFormat
from armoedegeheugen.importers.reading.files import Unreadable
from armoedegeheugen.importers.reading.files import lines as lines_of
from armoedegeheugen.importers.source import Source


@pytest.fixture
def extracted(monkeypatch):
    """Kinds of file that reach the extractor, and the outcome that it gives."""

    extractor = SimpleNamespace(kinds=[], outcome=Outcome(End.READ, (Row("tekst"),)))

    def extract(path: Path, kind: str) -> Outcome:
        extractor.kinds.append(kind)
        return extractor.outcome

    monkeypatch.setattr(files, "extract", extract)
    return extractor


def put(folder: Path, data: bytes, name: str = "a.bin") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7 niets", "pdf"),
        (b"\n\n %PDF-1.7 niets", "pdf"),
        (b"PK\x03\x04 word/document.xml", "docx"),
        (b"PK\x03\x04 application/vnd.oasis.opendocument.text", "odt"),
        (b"PK\x03\x04" + b" " * 200_000 + b"word/document.xml", "docx"),
    ],
)
def test_the_contents_tell_the_kind_of_a_file(tmp_path, extracted, data: bytes, kind: str):
    text = files.read(put(tmp_path, data, "nota.txt"))
    assert extracted.kinds == [kind]
    assert text.from_pdf is (kind == "pdf")


def test_another_archive_and_a_mere_name_are_not_extracted(tmp_path, extracted):
    for name in ("a.docx", "a.pdf"):
        with pytest.raises(Unreadable):
            files.read(put(tmp_path, b"PK\x03\x04 ppt/presentation.xml \x00\x01", name))
    assert files.read(put(tmp_path, b"Een tekst.", "b.pdf")).lines[0].text == "Een tekst."
    assert extracted.kinds == []


@pytest.mark.parametrize("more", [0, 1])
def test_a_file_of_more_than_25_mb_is_not_extracted(tmp_path, extracted, more: int):
    path = put(tmp_path, b"%PDF-1.7")
    os.truncate(path, files.MAX_BYTES + more)
    if more:
        with pytest.raises(Unreadable, match=r"te groot\. Er mag hoogstens 25 MB in"):
            files.read(path)
    else:
        files.read(path)
    assert len(extracted.kinds) == 1 - more


@pytest.mark.parametrize("end", list(End))
def test_each_end_without_text_has_its_reason(tmp_path, extracted, end: End):
    extracted.outcome = Outcome(end)
    with pytest.raises(Unreadable) as refusal:
        files.read(put(tmp_path, b"%PDF-1.7"))
    assert str(refusal.value).endswith(files._REASONS.get(end, files._REASONS[End.EMPTY]))


@pytest.mark.parametrize(
    ("outcome", "is_cut"),
    [
        (Outcome(End.READ, (Row("tekst"),)), False),
        (Outcome(End.TOO_LONG, (Row("tekst"),)), True),
        (Outcome(End.READ, (Row("tekst"),), Facts(cut=True)), True),
    ],
)
def test_a_text_of_which_only_the_start_was_read_says_so(tmp_path, extracted, outcome, is_cut):
    extracted.outcome = outcome
    text = files.read(put(tmp_path, b"%PDF-1.7"))
    assert text.source.notes == ((files.TRUNCATED,) if is_cut else ())


def test_rows_become_lines_with_their_page_level_and_format(tmp_path, extracted):
    rows = (Row("Kop", page=1, level=9, size=14.0), Row("b", page=1), Row("c", page=2, item=True))
    extracted.outcome = Outcome(End.READ, rows, Facts("Titel", "Wie", "Raad", "2020-01-02"))
    text = files.read(put(tmp_path, b"%PDF-1.7"))
    assert [(line.level, line.page_start, line.item) for line in text.lines] == [
        (6, True, False),
        (0, False, False),
        (0, True, True),
    ]
    assert (text.format_of(0).size, text.format_of(2).page) == (14.0, 2)
    facts = text.file_metadata
    assert (facts.title, facts.author, facts.organisation) == ("Titel", "Wie", "Raad")
    assert facts.date == "2020-01-02"


def facts_of(tmp_path: Path, *lines: str) -> tuple[str, int]:
    """The title in the facts above a text, and how many lines they are."""
    text = files.read(put(tmp_path, "\n".join([*lines, "Een zin."]).encode(), "a.md"))
    return text.file_metadata.title, sum(line.aside for line in text.lines)


def test_facts_above_a_text_stand_between_two_rules(tmp_path):
    assert facts_of(tmp_path, "---", 'title: "Warm"', "tags:", "  - a", "", "---") == ("Warm", 6)
    assert facts_of(tmp_path, "---", "titel: Warm", "---") == ("Warm", 3)
    assert facts_of(tmp_path, "Vooraf", "---", "title: Warm", "---") == ("", 0)
    assert facts_of(tmp_path, "Vooraf", "title: Warm", "---") == ("", 0)
    assert facts_of(tmp_path, "---", "---") == ("", 0)
    assert facts_of(tmp_path, "---", "title: Warm", "Dit is een zin.", "---") == ("", 0)


@pytest.mark.parametrize(
    "names",
    [
        ("title", "organisation", "author", "date", "description"),
        ("titel", "organisatie", "auteur", "datum", "samenvatting"),
        ("Titel", "ORGANISATIE", "Auteur", "Datum", "Samenvatting"),
    ],
)
def test_facts_above_a_text_have_dutch_or_english_names(tmp_path, names: tuple[str, ...]):
    facts = [f"{name}: waarde {n}" for n, name in enumerate(names)]
    text = files.read(put(tmp_path, "\n".join(["---", *facts, "---", "Een zin."]).encode()))
    found = text.file_metadata
    values = (found.title, found.organisation, found.author, found.date, found.description)
    assert values == tuple(f"waarde {n}" for n in range(5))
    empty = files.read(put(tmp_path, b"---\nrest: waarde\n---\nEen zin.")).file_metadata
    assert empty == FileMetadata()


@pytest.mark.parametrize(("count", "title"), [(28, "Warm"), (29, "")])
def test_facts_above_a_text_end_within_thirty_lines(tmp_path, count: int, title: str):
    more = [f"feit{n}: {n}" for n in range(count - 1)]
    assert facts_of(tmp_path, "---", "title: Warm", *more, "---")[0] == title


def outside(text: str) -> list[str]:
    found = ExtractedText(Source("a.txt", lines_of(text)))
    return [found.lines[n].text for n in sorted(boilerplate.lines_of(found))]


def test_a_table_of_contents_has_two_entries_below_its_heading():
    two = "Een titel\n\nInhoud\nWonen  3\nWerken  5\n\nEen zin over wonen.\n"
    assert outside(two) == ["Inhoud", "Wonen  3", "Werken  5"]
    assert outside("Een titel\n\nInhoud\nWonen is een recht.\nWerken  5\n") == []
    assert outside("Een titel\n\nInhoud\nWonen  3\nWerken is een recht.\n") == []
    assert outside("Een titel\n\nInhoud\n") == []
    dots = "Een titel\n\nInhoud\nWonen ........ 3\nWerken ........ 5\n\nEen zin over wonen.\n"
    assert outside(dots) == ["Inhoud", "Wonen ........ 3", "Werken ........ 5"]
    broken = "Een titel\n\nInhoud\nWonen  3\nWerken  5\n\n12\n\nLeven  7\n\nEen zin over wonen.\n"
    assert outside(broken) == ["Inhoud", "Wonen  3", "Werken  5", "12", "Leven  7"]
    apart = "Een titel\n\nInhoud\n\nWonen  3\n\nWerken  5\n\nEen zin over wonen.\n"
    assert outside(apart) == ["Inhoud", "Wonen  3", "Werken  5"]
    assert outside("Een titel\n\nWonen ........ 3\n\nEen zin over wonen.\n") == ["Wonen ........ 3"]


def test_a_heading_of_the_format_is_no_entry():
    lines = lines_of("Inhoud\nWonen  3\nWerken  5\nLessen uit 2020")
    lines = (*lines[:3], replace(lines[3], level=2))
    assert boilerplate.lines_of(ExtractedText(Source("a.html", lines))) == {0, 1, 2}


def test_a_heading_over_entries_that_the_format_marks_goes_with_them():
    lines = lines_of("Inhoud\nWonen\nEen zin over wonen.")
    entry = LineFormat(Style.CONTENTS)
    text = ExtractedText(Source("a.docx", lines), {1: entry})
    assert boilerplate.lines_of(text) == {0, 1}


def test_a_page_number_stands_alone_between_blank_lines():
    assert outside("Een titel\n\nEen zin.\n\n12\n\nNog een zin.\n") == ["12"]
    assert outside("Een titel\n\nEen zin\n12\n\nNog een zin.\n") == []
    assert outside("Een titel\n\n12\nNog een zin.\n") == []
    assert outside("12\n\nEen titel\n\nEen zin.\n") == ["12"]
    assert outside("Een titel\nEen zin.\n\f12\n\nNog een zin.\n") == [" 12"]
    assert outside("Een titel\n\nEen zin.\n\n12") == ["12"]
    assert outside("Een titel\n\nEen zin.\n\n12\n\fNog een zin.\n") == ["12"]


def test_a_head_with_a_page_number_recurs_twice_or_more():
    once = "Een titel\n\nDe raad, pagina 3\n\nEen zin.\n\n{}Nog een zin.\n"
    assert outside(once.format("")) == []
    assert outside(once.format("De raad, pagina 4\n\n")) == [
        "De raad, pagina 3",
        "De raad, pagina 4",
    ]


def test_a_head_with_a_page_number_is_short_and_stands_alone():
    head = "De raad, pagina {}"
    twice = "Een titel\n\n{}\n\nEen zin.\n\n{}\n\nNog een zin.\n"
    for more, count in ((101, 2), (102, 0)):
        lines = [f"{'d' * more} {head.format(n)}" for n in (3, 4)]
        assert len(outside(twice.format(*lines))) == count
    assert outside(twice.format("De raad, deel 3", "De raad, deel 4")) == []
    joined = twice.format(*(f"{head.format(n)}\nen verder" for n in (3, 4)))
    assert outside(joined) == []


@pytest.mark.parametrize(
    ("numbers", "is_head"),
    [((3, 4, 5), True), ((3, 4), False), ((5, 4, 3), False), ((3, 3, 4), False)],
)
def test_a_head_among_the_words_recurs_three_times_with_a_rising_number(numbers, is_head: bool):
    text = "Een titel\n" + "\n".join(
        f"De zin loopt\nEvaluatie van raad {n}\nnog door.\n" for n in numbers
    )
    assert outside(text) == [f"Evaluatie van raad {n}" for n in numbers] * is_head
    assert outside(text.replace("Evaluatie van", "Vraag van de")) == []
    assert outside(text.replace("Evaluatie van raad", "Raad")) == []
    before = "Een titel\n" + "\n".join(f"De zin loopt\n{n} Raad van Genk\nnog.\n" for n in numbers)
    assert outside(before) == [f"{n} Raad van Genk" for n in numbers] * is_head
    assert (
        outside(text.replace("Evaluatie", "E" * 108))
        == [f"{'E' * 108} van raad {n}" for n in numbers] * is_head
    )
    assert outside(text.replace("Evaluatie", "E" * 109)) == []


def test_breadcrumbs_and_buttons_are_short():
    trail = "Home > Nieuws > " + "w" * 56
    assert outside(f"{trail}\n\nEen titel\n") == [trail]
    long = " > ".join(["w" * 38] * 3)
    assert outside(f"{long} > a\n\nEen titel\n") == []
    assert outside(f"Menu{'.' * 115}\n\nEen titel\n") == [f"Menu{'.' * 115}"]
    assert outside(f"Menu{'.' * 116}\n\nEen titel\n") == []


@pytest.mark.parametrize(("before", "is_site"), [(13, True), (14, False)])
def test_a_site_s_own_words_stand_at_the_ends_of_a_page(before: int, is_site: bool):
    above = [f"Een zin met nummer {'i' * n} erin." for n in range(1, before + 1)]
    below = [f"Nog een zin met nummer {'i' * n} erin." for n in range(1, 16)]
    text = "\n\n".join([*above, "Deel dit artikel via e-mail", *below])
    assert outside(text) == ["Deel dit artikel via e-mail"] * is_site


def pages(*rows: tuple[int, float, str], last: int = 0) -> list[str]:
    """The boilerplate of a PDF: the page, place from the top and text of each line."""
    rows = (*rows, *((page, 0.5, f"Zin van blad {page}.") for page in range(1, last + 1)))
    lines = lines_of("\n".join(text for _, _, text in rows))
    formats = {n: LineFormat(page=page, top=top) for n, (page, top, _) in enumerate(rows)}
    text = ExtractedText(Source("a.pdf", lines), formats, from_pdf=True)
    return [rows[n][2] for n in sorted(boilerplate.lines_of(text))]


def test_print_has_page_numbers_and_stamps_at_its_edges():
    for line in ("12", "https://voorbeeld.example/nota 1/3", "3/5/2021, 10:42"):
        assert pages((1, 0.08, line)) == pages((1, 0.92, line)) == [line]
        assert pages((1, 0.1, line)) == pages((1, 0.9, line)) == []
    assert pages((1, 0.05, "Warm wonen")) == []


@pytest.mark.parametrize(
    ("recurs", "of", "is_head"),
    [(1, 1, False), (1, 2, False), (2, 2, True), (2, 10, False), (3, 10, True)],
)
def test_a_running_head_of_print_recurs_on_three_tenths_of_the_pages(recurs, of, is_head: bool):
    heads = [(page, 0.05, f"Warm wonen {page}") for page in range(1, recurs + 1)]
    assert pages(*heads, last=of) == [text for _, _, text in heads] * is_head
    assert pages(*((1, 0.05, "Warm wonen") for _ in range(recurs)), last=of) == []
