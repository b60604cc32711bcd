"""No letter of a text is lost or used twice, no word is made up, and coverage is honest."""

import re
from collections import Counter
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from armoedegeheugen.importers.articles import pipeline
from armoedegeheugen.importers.articles.lines import ExtractedText
from armoedegeheugen.importers.articles.pipeline import Reading
from armoedegeheugen.importers.reading import files
from armoedegeheugen.importers.source import Source
from tests.importers.test_nothing_lost import SEEDED, sentences, tokens

ODD_LINES = st.sampled_from(
    [
        *("# Warm wonen", "## Aanbevelingen", "AANLEIDING", "Bevindingen", "2. Werkwijze", "---"),
        *("Aanbeveling 2. Bouw huizen", "Wij vragen daarom: 1) huizen; 2) werk.", "Bronnen"),
        *("- een punt", "• nog een punt", "1. Een", "1° dat het warm is;", "o hol", "e scan", "•"),
        *("> een citaat van iemand", "> — een moeder", "“Ik had het altijd koud in huis.”"),
        *("Nadia, huurster in Genk", "“Wij wachten al zeven jaar”, zegt Wannes Verzonnenstra."),
        *("Geachte schepen,", "Betreft: de uren", "Met vriendelijke groeten,", "Gent, 3 mei 2022"),
        *(
            "Foto: een zaal",
            "Colofon",
            "Inhoud",
            "Wonen ........ 12",
            "3",
            "Evaluatie van de raad 3",
        ),
        *("[^1]: Een noot.", "Een zin met een noot[^1].", "Naam | Jaar", "| a | b |", "|---|---|"),
        *("Lees [de nota](https://voorbeeld.example/nota) en www.voorbeeld.example.", "**Vet**"),
        *("Bel 011 99 00 11 of mail vera@voorbeeld.example voor meer.", "mede-", "werkers."),
        *("", "", "   ", "\f", "\u00a0", "Een halve zin die niet", "(Open haakje", "«»", "½ © ®"),
    ]
)
TEXTS = st.lists(st.one_of(ODD_LINES, sentences()), min_size=1, max_size=40).map("\n".join)


def read(text: str) -> Reading:
    return pipeline.process(ExtractedText(Source("tekst.txt", files.lines(text))))


def shown(found: Reading) -> Iterator[str]:
    """All that stands on a page."""
    article = found.article
    yield article.metadata.title
    if article.metadata.lead:
        yield article.metadata.lead.text
    for section in article.sections:
        if section.heading:
            yield section.heading.text
        for part in section.parts:
            yield part.content.text
            yield part.role


@given(TEXTS)
@SEEDED
def test_coverage_counts_all_letters_but_broken_hyphens(text: str):
    found = read(text)
    held = {(s.line, column) for s in found.spans for column in range(s.start, s.end)}
    rows = {line.number: line.text for line in found.text.lines}
    lost = [
        (rows[line], column)
        for line, row in rows.items()
        for column, letter in enumerate(row)
        if not letter.isspace() and (line, column) not in held
    ]
    for row, column in lost:
        assert row[column] in "-\u00ad", (row, column)
        assert not row[column + 1 :].strip(), (row, column)
    total = sum(not letter.isspace() for row in rows.values() for letter in row)
    assert found.letter_counts == (total - len(lost), total)
    assert found.coverage == (1 - len(lost) / total if total else 1)


@given(TEXTS)
@SEEDED
def test_every_word_is_on_the_page_or_in_the_rest(text: str):
    found = read(text)
    out = tokens(" ".join([*shown(found), *(rest.text for rest in found.article.rest)]))
    out += tokens(" ".join(part.number for s in found.article.sections for part in s.parts))
    went_in = {word for word in tokens(text) if len(word) > 2 and not word.isdecimal()}
    assert went_in - set(out) - {"mede", "werkers"} == set()


@given(TEXTS)
@SEEDED
def test_no_word_on_the_page_is_made_up(text: str):
    found = read(text)
    letters = re.sub(r"[^\w]|_", "", text + found.text.source.name).casefold()
    for word in tokens(" ".join(shown(found))):
        assert word.casefold() in letters, word


@given(TEXTS)
@SEEDED
def test_no_letter_is_used_twice(text: str):
    found = read(text)
    cells = Counter((s.line, c) for s in found.spans for c in range(s.start, s.end))
    assert not [cell for cell, times in cells.items() if times > 1]


@given(TEXTS)
@SEEDED
def test_no_personal_details_are_on_the_page(text: str):
    told = " ".join(shown(read(text)))
    assert "@" not in told
    assert "011" not in told


@given(st.text(max_size=400))
@SEEDED
def test_any_text_at_all_is_read(text: str):
    assert 0 <= read(text).coverage <= 1
