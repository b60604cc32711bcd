"""What an editor is told of an item; plain values, no database."""

from dataclasses import replace

import pytest

from armoedegeheugen.editorial.quality import DeadLink, Image, Item, Link, Severity, Text, findings

SUMMARY = "Mensen praten samen. Zo vinden ze hulp."
READY = Item(
    texts=(Text("plain_summary", "In eenvoudige taal", SUMMARY),),
    plain_summary=SUMMARY,
    images=(Image("image", "Foto", "Mensen rond een tafel.", "De Brug"),),
    has_place=True,
    has_rung=True,
    themes=1,
    contact_role="coördinator",
)


def told(**changes: object) -> list[tuple[str, Severity]]:
    return [(one.field, one.severity) for one in findings(replace(READY, **changes))]


def with_text(words: str, field: str = "findings") -> list[tuple[str, Severity]]:
    return told(texts=(Text(field, "Bevindingen", words),))


def test_an_item_that_is_ready_has_no_findings():
    assert findings(READY) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"plain_summary": " "}, "plain_summary"),
        ({"has_place": False}, "municipality"),
        ({"themes": 0}, "themes"),
        ({"images": (Image("image", "Foto", "", "De Brug"),)}, "image"),
    ],
)
def test_what_a_reader_would_miss_blocks(changes, field):
    assert told(**changes) == [(field, Severity.BLOCKS)]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"has_rung": False}, "ladder_level"),
        ({"contact_role": ""}, "contact_role"),
        ({"images": (Image("sections", "Foto", "Een tafel.", " "),)}, "sections"),
        ({"dead_links": (DeadLink("links", "https://example.org/weg", "404"),)}, "links"),
        ({"similar": ("Praatcafé",)}, "title"),
    ],
)
def test_what_an_editor_may_know_better_is_advice(changes, field):
    assert told(**changes) == [(field, Severity.ADVICE)]


@pytest.mark.parametrize(
    "words",
    ["Bel 0470 12 34 56.", "Mail an@example.org.", "Haar nummer is 85.07.30-033.28."],
)
def test_what_points_at_a_person_blocks_in_the_field_where_it_stands(words):
    assert with_text(words) == [("findings", Severity.BLOCKS)]


@pytest.mark.parametrize("words", ["Dat was 85.07.30-033.29.", "In 2024 kwamen 1250 mensen."])
def test_other_numbers_are_left_alone(words):
    assert with_text(words) == []


def test_a_name_is_advice_in_the_field_where_it_stands_and_names_each_once():
    words = "Nadia ging mee. Wannes Verzonnenstra bleef thuis, en Nadia kwam terug."
    assert with_text(words) == [("findings", Severity.ADVICE)]
    [finding] = findings(replace(READY, texts=(Text("findings", "Bevindingen", words),)))
    assert "‘Bevindingen’" in finding.message
    assert "Nadia, Wannes Verzonnenstra." in finding.message


def test_an_e_mail_address_in_a_link_blocks():
    link = Link("findings", "https://x.example/?m=an@example.org")
    assert told(links_with_address=(link,)) == [("findings", Severity.BLOCKS)]


def test_a_long_sentence_and_a_hard_word_are_advice():
    long = "Wij gaan " + "heel " * 20 + "vaak op stap."
    assert with_text(long) == [("findings", Severity.ADVICE)]
    assert with_text("Wij doen dit teneinde te helpen.") == [("findings", Severity.ADVICE)]


def test_a_plain_summary_is_held_to_more_than_other_text():
    words = "De begeleiders zoeken samen naar goede woningen voor gezinnen. " * 6
    assert with_text(words) == []
    assert with_text(words, "plain_summary") == [("plain_summary", Severity.ADVICE)]


def test_what_blocks_comes_first():
    found = findings(Item())
    assert [one.blocks for one in found] == sorted((one.blocks for one in found), reverse=True)
    assert {one.field for one in found if one.blocks} == {
        "plain_summary",
        "municipality",
        "themes",
    }


def test_many_hard_words_are_named_three_at_a_time():
    words = "Tevens derhalve alvorens indien teneinde."
    (found,) = findings(replace(READY, texts=(Text("context", "Aanleiding", words),)))
    assert found.message.endswith("en nog 2.")
    assert found.message.count("liever") == 3
