"""Whatever the input: no line is lost, no word is made up, and the count of both is honest."""

import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from armoedegeheugen.importers import coverage
from armoedegeheugen.importers.cards import pipeline
from armoedegeheugen.importers.source import Line, Span
from tests.importers.layouts import LAYOUTS
from tests.importers.practices import ALL, HEADINGS, column
from tests.importers.reader import read
from tests.properties import examples

SEEDED = settings(max_examples=examples(150), deadline=None, database=None)

NOUNS = "tafel buurt sleutel brief markt stoel fiets tuin soep kamer straat winkel".split()  # noqa: SIM905
ADJECTIVES = ("kleine", "nieuwe", "brede", "warme", "lange", "stille")
VERBS = ("helpt", "groeit", "wacht", "zoekt", "deelt", "ziet")


@st.composite
def sentences(draw: st.DrawFn) -> str:
    def noun() -> str:
        return f"{draw(st.sampled_from(ADJECTIVES))} {draw(st.sampled_from(NOUNS))}"

    clauses = [
        f"de {noun()} {draw(st.sampled_from(VERBS))} een {noun()}"
        for _ in range(draw(st.integers(1, 4)))
    ]
    text = " en ".join(clauses)
    return text[0].upper() + text[1:] + draw(st.sampled_from([".", ".", "!", "?", "", ":"]))


ODD_LINES = st.sampled_from(
    [
        *HEADINGS,
        *("Bereik", "tips", "D O E L S T E L L I N G", "HlNDERNlS", "Meer", "TIP 3: begin klein"),
        *("LOMMEL", "Zottegem", "XENK", "Gent: een titel", "OCMW Gavere"),
        *("Vera Fictief, buurtwerker, 011 99 00 11", "vera@voorbeeld.example", "T 011990011"),
        *("https://voorbeeld.example/a", "Foto: een zaal", "12", "\\", "|", "•", "Woord vooraf"),
        *(" een bladzijde", "\fen nog een", "» een punt", "e Nog een punt", "3. Drie", "- vier"),
        *("dienst-", "en hulp-", "verlening.", "de cliént", "ledereen", "vanuit deopgebouwde band"),
        *("", "", "   ", "\u00a0", "Een halve zin die niet", "(Open haakje", "«»", "«  »", "½ © ®"),
    ]
)
TEXTS = st.lists(
    st.one_of(ODD_LINES, sentences(), sentences().map(lambda text: column([text], 30))),
    min_size=1,
    max_size=40,
).map("\n".join)


def tokens(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text))


def everything(found: pipeline.Reading) -> list[str]:
    """All that comes out, word for word."""
    fields = [
        text
        for card in found.cards
        for text in (
            card.title,
            card.teaser,
            *(p.text for _, paragraphs in card.sections for p in paragraphs),
        )
    ]
    return [*fields, *(part.text for part in found.rest)]


@given(TEXTS)
@SEEDED
def test_coverage_is_one_minus_the_marks_and_hyphens(text: str):
    found = read(text)
    held = {(s.line, c) for s in found.spans for c in range(s.start, s.end)}
    lines = {line.number: line.text for line in found.source.lines}
    lost = [
        (line, column)
        for line, row in lines.items()
        for column, letter in enumerate(row)
        if not letter.isspace() and (line, column) not in held
    ]
    for line, place in lost:
        letter, row = lines[line][place], lines[line]
        before = row[:place].strip()
        mark = not before or re.fullmatch(r"\(?\d{1,2}[.)]?", before)
        hyphen = letter in "-\u00ad" and not row[place + 1 :].strip()
        assert mark or hyphen or (letter in "'’" and row[place - 1] in "'’"), (row, letter)
    total = sum(not c.isspace() for row in lines.values() for c in row)
    assert found.coverage == (1 - len(lost) / total if total else 1)


@given(TEXTS)
@SEEDED
def test_no_letter_is_used_twice(text: str):
    found = read(text)
    cells = Counter((s.line, c) for s in found.spans for c in range(s.start, s.end))
    assert not [cell for cell, times in cells.items() if times > 1]


@given(st.lists(sentences(), min_size=1, max_size=8), st.sampled_from(LAYOUTS), st.data())
@settings(SEEDED, max_examples=examples(60))
def test_words_that_need_no_mending_come_out_as_they_went_in(
    words: list[str], layout: object, data: st.DataObject
):
    """Every word of the input is in a field, in the rest, or is a heading or a place."""
    assert callable(layout)
    text = layout(ALL)
    lines = text.split("\n")
    for sentence in words:
        lines.insert(data.draw(st.integers(0, len(lines))), sentence)
    went_in = tokens(" ".join(words))
    came_out = tokens(" ".join(everything(read("\n".join(lines)))))
    assert not went_in - came_out


@given(TEXTS)
@SEEDED
def test_no_word_of_a_field_is_made_up(text: str):
    """Each word of a field stands in the input, but for what mending names in a note."""
    letters = re.sub(r"[^\w]|_", "", text).casefold()
    mended = {"cliënt", "iedereen", "de", "opgebouwde", "dienst", "hulpverlening", "enk", "genk"}
    for card in read(text).cards:
        fields = [card.title, card.teaser]
        fields += [p.text for _, paragraphs in card.sections for p in paragraphs]
        for word in tokens(" ".join(fields)):
            assert word.casefold() in letters or word.casefold() in mended, word


@given(TEXTS)
@SEEDED
def test_no_details_reach_a_field(text: str):
    for card in read(text).cards:
        fields = [card.title, card.teaser, card.contact.role, card.contact.organisation]
        fields += [p.text for _, paragraphs in card.sections for p in paragraphs]
        told = " ".join(fields)
        assert "@" not in told
        assert "011" not in told
        assert "Fictief" not in told


@given(st.text(max_size=400))
@SEEDED
def test_any_text_at_all_is_read(text: str):
    found = read(text)
    assert 0 <= found.coverage <= 1


def test_ledger_counts_a_letter_once_and_only_what_is_there():
    lines = [Line(0, "ab cd"), Line(1, "e")]
    spans = [Span(0, 0, 4), Span(0, 1, 4)]
    assert coverage.counted(lines, spans) == 3
    assert coverage.filled(lines) == 5
    assert coverage.coverage(lines, spans) == 3 / 5
    assert coverage.coverage([], []) == 1
