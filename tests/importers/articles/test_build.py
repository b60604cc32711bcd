"""Blocks come together in sections, each in its place, with notes on what an editor must see."""

import pytest

from armoedegeheugen.importers.articles import build
from armoedegeheugen.importers.articles.article import PartKind
from armoedegeheugen.importers.articles.heading_meanings import Meaning
from armoedegeheugen.importers.articles.title_page import MAX_TEASER_LENGTH
from tests.extracting.made import Set, pdf
from tests.importers.articles.excerpts import PAPER, heads, rest, texts

SENTENCE = "Huurders vertellen hier over de winter in hun huis."
WORDS = "Ik had het altijd koud in dat huis."


def parts(article) -> list[tuple[str, Meaning | None]]:
    return [(part.content.text, part.meaning) for s in article.sections for part in s.parts]


def quotes(article) -> list[tuple[str, str]]:
    every = [part for section in article.sections for part in section.parts]
    return [(part.content.text, part.role) for part in every if part.kind is PartKind.QUOTE]


def test_the_rest_stands_in_the_order_of_the_input(reading):
    text = f"# Warm\n\n{SENTENCE}\n\nBel 011 99 00 11 nu eens.\n\nFoto: een zaal\n\nNog een zin.\n"
    found = [part.text for part in reading(text).article.rest]
    assert found == ["Bel 011 99 00 11 nu eens.", "Foto: een zaal"]


def test_a_paragraph_of_nothing_but_details_leaves_no_part(reading):
    found = reading(f"# Warm\n\n{SENTENCE}\n\n011 99 00 11\n\n{SENTENCE}\n")
    assert texts(found.article) == [SENTENCE] * 2
    assert "011 99 00 11" in rest(found)


def test_a_heading_without_text_stays_but_one_below_the_title_is_text(reading):
    body = f"## Eerst\n\n{SENTENCE}\n\n## Leeg\n\n## Dan\n\n{SENTENCE}\n"
    article = reading(f"# Warm\n\n## Een vervolg\n\n{body}").article
    assert [head for head, _ in heads(article)] == ["Eerst", "Leeg", "Dan"]
    assert texts(article)[0] == "Een vervolg"
    meant = reading(f"# Warm\n\n## Aanleiding\n\n{body}").article
    assert heads(meant)[0] == ("Aanleiding", Meaning.CONTEXT)


def test_a_subheading_without_a_meaning_goes_on_with_that_of_the_one_above(reading):
    text = (
        "# Warm\n\n## Bevindingen\n\nKoud.\n\n### Aanbevelingen\n\nBouw.\n\n#### Voor de stad\n\n"
        "Koop.\n\n### Nog iets\n\nMeet.\n\n### Drempels\n\nDuur.\n"
    )
    found = dict(parts(reading(text).article))
    assert found["Koud."] is Meaning.FINDINGS
    assert [found[each] for each in ("Bouw.", "Koop.", "Meet.")] == [Meaning.RECOMMENDATIONS] * 3
    assert found["Duur."] is Meaning.CHALLENGES


def test_a_list_in_findings_among_recommendations_is_none(reading):
    text = (
        "# Warm\n\n## Aanbevelingen\n\nBouw.\n\n### Bevindingen\n\nWij adviseren daarom:\n\n"
        "- Koud.\n"
    )
    assert dict(parts(reading(text).article))["Koud."] is Meaning.FINDINGS


def test_no_section_is_empty(reading):
    [section] = reading(f"# Warm\n\n## Eerst\n\n{SENTENCE}\n").article.sections
    assert section.heading.text == "Eerst"


def test_a_subheading_of_the_second_level_goes_back_to_its_chapter(reading):
    html = (
        "<html><head><title>Warm</title></head><body><h1>Warm</h1><p>Vooraf.</p>"
        "<h1>Bevindingen</h1><p>Koud.</p><h2>Aanbevelingen</h2><p>Bouw.</p>"
        "<h2>Nog iets</h2><p>Meet.</p></body></html>"
    )
    found = dict(parts(reading(html, "a.html").article))
    assert (found["Bouw."], found["Meet."]) == (Meaning.RECOMMENDATIONS, Meaning.FINDINGS)


@pytest.mark.parametrize(
    ("chapter", "below", "meaning"),
    [
        ("Werkwijze", "Analyse", Meaning.PARTICIPATION),
        ("Werkwijze", "Conclusies", Meaning.FINDINGS),
        ("Onderzoeksvragen", "Analyse", Meaning.FINDINGS),
        ("Onderzoeksvragen", "Zo ging het", Meaning.QUESTIONS),
        ("Zo ging het", "Analyse", Meaning.FINDINGS),
        ("Zo ging het", "En verder", None),
    ],
)
def test_a_subheading_has_its_own_meaning_or_its_chapter_s(reading, chapter, below, meaning):
    text = f"# Warm\n\n{SENTENCE}\n\n## {chapter}\n\n{SENTENCE}\n\n### {below}\n\nKoud.\n"
    assert dict(parts(reading(text).article))["Koud."] is meaning


def test_numbered_footnotes_are_notes_below_without_a_meaning(reading):
    article = reading(PAPER).article
    assert texts(article, PartKind.NOTE) == ["In de drie steden samen."]
    assert article.sections[-1].meaning is Meaning.SOURCES
    assert build.NOTES_BELOW in article.notes


def test_a_row_of_a_table_is_no_recommendation(reading):
    rows = "| Wat | Jaar |\n| Aanbeveling 1. Bouw | 2020 |\n"
    article = reading(f"# Warm\n\n{SENTENCE}\n\n{rows}").article
    every = [part for section in article.sections for part in section.parts]
    rows_found = {part.content.text: part.meaning for part in every if part.kind is PartKind.ROW}
    assert rows_found["Aanbeveling 1. Bouw | 2020"] is None


def test_a_row_that_begins_with_a_mark_is_no_footnote(reading):
    rows = "| Wat | Jaar |\n| [^1] Genk | 2020 |\n"
    article = reading(f"# Warm\n\nEen zin[^1] over huizen.\n\n{rows}").article
    assert texts(article, PartKind.NOTE) == []


def test_words_in_marks_that_nobody_says_are_text(reading):
    article = reading(f"# Warm\n\n{SENTENCE}\n\n“{WORDS}”\n\n{SENTENCE}\n").article
    assert quotes(article) == []
    assert f"“{WORDS}”" in texts(article, PartKind.TEXT)


def test_indented_words_are_a_quote_with_marks_or_a_speaker_and_else_text(reading):
    text = f"# Warm\n\n{SENTENCE}\n\n{SENTENCE}\n\n    {{}}\n\n{SENTENCE}\n"
    assert quotes(reading(text.format(f"“{WORDS}”")).article) == [(WORDS, "")]
    long = f"{WORDS} {SENTENCE} {SENTENCE}"
    assert quotes(reading(text.format(f"{long} (een moeder)")).article) == [(long, "een moeder")]
    assert quotes(reading(text.format(long)).article) == []


def test_a_quote_of_the_format_needs_no_speaker_and_two_leave_one_note(reading):
    html = (
        f"<html><body><h1>Warm</h1><p>{SENTENCE}</p><blockquote>{WORDS}</blockquote>"
        f"<p>{SENTENCE}</p><blockquote>{WORDS}</blockquote></body></html>"
    )
    article = reading(html, "a.html").article
    assert quotes(article) == [(WORDS, "")] * 2
    assert article.notes.count(build.NO_SPEAKER) == 1


@pytest.mark.parametrize(
    ("behind", "role"),
    [
        ("\nNadia, huurster", "huurster"),
        ("\n\nNadia, huurster", "huurster"),
        ("\n(een moeder)", "een moeder"),
        ("\nhuurster in Genk", "huurster in Genk"),
        ("\n\n> huurster in Genk", "huurster in Genk"),
    ],
)
def test_the_line_below_a_quote_names_its_speaker(reading, behind: str, role: str):
    found = reading(f"# Warm\n\n{SENTENCE}\n\n“{WORDS}”{behind}\n\n{SENTENCE}\n")
    assert quotes(found.article) == [(WORDS, role)]
    assert not any("Nadia" in text for text in texts(found.article))
    [speaker] = [part.speaker for s in found.article.sections for part in s.parts if part.role]
    assert speaker == behind.strip("\n>() ")


@pytest.mark.parametrize(
    "behind", ["\n\nhuurster in Genk", "\n\n| Nadia, huurster | Genk |\n| Hilke, huurster | Gent |"]
)
def test_other_lines_below_a_quote_are_text_of_their_own(reading, behind: str):
    found = reading(f"# Warm\n\n{SENTENCE}\n\n“{WORDS}”{behind}\n\n{SENTENCE}\n")
    assert quotes(found.article) == []


def test_what_stands_between_a_quote_and_its_speaker_is_rest(reading):
    found = reading(f"# Warm\n\n{SENTENCE}\n\n“{WORDS}”\n\n12\n\n– een moeder\n\n{SENTENCE}\n")
    assert quotes(found.article) == [(WORDS, "een moeder")]
    assert rest(found) == "12"


@pytest.mark.parametrize(
    ("before", "found"),
    [
        ("Een moeder zegt het zo:", [(WORDS, "Een moeder")]),
        ("Een moeder zegt het zo.", []),
        ("## Een moeder zegt het zo:", []),
        ("- Een moeder zegt het zo:", []),
    ],
)
def test_the_paragraph_above_a_quote_announces_its_speaker(reading, before: str, found: list):
    text = f"# Warm\n\n{SENTENCE}\n\n{before}\n\n“{WORDS}”\n\n{SENTENCE}\n"
    assert quotes(reading(text).article) == found


def test_no_paragraph_announces_the_first_words_of_a_text(reading):
    text = f"“{WORDS}”\n\n{SENTENCE}\n\nEen moeder zegt het zo:\n"
    assert quotes(reading(text).article) == []


def test_indented_words_without_marks_are_a_quote_with_their_speaker_below(reading):
    long = f"{WORDS} {SENTENCE} {SENTENCE}"
    text = f"# Warm\n\n{SENTENCE}\n\n{SENTENCE}\n\n    {long}\n\n– een moeder\n\n{SENTENCE}\n"
    assert quotes(reading(text).article) == [(long, "een moeder")]


def test_a_comma_within_the_marks_is_no_part_of_the_quote(reading):
    text = f"# Warm\n\n{SENTENCE}\n\n“{WORDS[:-1]},” zegt een moeder.\n\n{SENTENCE}\n"
    assert quotes(reading(text).article) == [(WORDS[:-1], "een moeder")]


@pytest.mark.parametrize(
    ("size", "below", "role"), [(9, 17, "huurster in Genk"), (9, 19, ""), (11, 17, "")]
)
def test_print_sets_a_speaker_right_below_a_quote_in_another_size(reading, size, below, role):
    lines = [
        Set("Warm wonen", y=780, size=22, bold=True),
        Set("Huurders vertellen hier over de winter in hun huis, en over de zomer erna.", y=740),
        Set("Zij schreven het op en wij lazen het na, woord voor woord en zin voor zin.", y=726),
        Set(f"“{WORDS}”", y=690),
        Set("huurster in Genk", y=690 - below, size=size),
        Set("Zij schreven het op en wij lazen het na, woord voor woord en zin voor zin.", y=640),
    ]
    found = quotes(reading(pdf([lines]), "druk.pdf").article)
    assert found == ([(WORDS, role)] if role else [])


def test_a_standfirst_is_the_teaser_and_stands_nowhere_else(reading):
    lead = "**Wie huurt in een koud huis betaalt elke winter dubbel.**"
    found = reading(f"# Warm\n\n{lead}\n\n{SENTENCE}\n")
    made = found.article.metadata
    assert made.teaser == made.lead.text == lead.strip("*")
    assert (texts(found.article), rest(found)) == ([SENTENCE], "")
    assert build.COPIED_TEASER not in found.article.notes
    assert build.COPIED_TEASER in reading(f"# Warm\n\n{SENTENCE}\n").article.notes


def test_a_text_without_a_paragraph_has_no_teaser(reading):
    article = reading("# Warm\n\n## Aanbevelingen\n\n- Bouw.\n").article
    assert article.metadata.teaser == ""
    assert build.COPIED_TEASER not in article.notes


def test_a_teaser_is_a_paragraph_that_ends_if_there_is_one(reading):
    item = "- een punt dat langer is dan veertig letters en een punt heeft."
    open_end = "Een paragraaf zonder punt aan het einde van alle woorden"
    text = f"# Warm\n\n{item}\n\n{open_end}\n\n## Zo ging het\n\n{SENTENCE}\n"
    assert reading(text).article.metadata.teaser == SENTENCE
    assert reading(text.partition("## ")[0]).article.metadata.teaser == open_end


def test_a_teaser_that_breaks_off_ends_in_an_ellipsis_within_its_field(reading):
    teaser = reading(f"# Warm\n\nEen deel {'van ' * 40}\n").article.metadata.teaser
    assert teaser.endswith("van …")
    long = reading(f"# Warm\n\nEen deel {'van ' * 90}\n").article.metadata.teaser
    assert len(long) <= MAX_TEASER_LENGTH


@pytest.mark.parametrize(
    ("line", "noted"), [("mei 2022", True), ("3 mei 2022", False), ("Vooraf gezegd", False)]
)
def test_a_year_without_a_day_is_told(reading, line: str, noted: bool):
    article = reading(f"# Warm\n\n{line}\n\n{SENTENCE}\n").article
    assert (build.ONLY_YEAR.format(line) in article.notes) is noted


def test_names_in_footnotes_and_sources_are_not_told(reading):
    text = f"# Warm\n\n{SENTENCE}\n\n{{}}\n\nWannes Verzonnenstra schreef er een boek over.\n"
    noted = [note for note in reading(text.format("Zo ging het.")).article.notes if "namen" in note]
    assert len(noted) == 1
    sources = reading(text.format("## Bronnen")).article.notes
    assert not [note for note in sources if "namen" in note]
