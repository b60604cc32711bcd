"""The real input, where it lies beside the checkout: a scanned bundle and a copied page."""

import re
from pathlib import Path

import pytest

from armoedegeheugen.importers.cards import pipeline
from armoedegeheugen.importers.drafts.duplicates import card_fingerprint
from armoedegeheugen.importers.reading import files
from tests.importers.reader import MAP

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
BUNDLE = CORPUS / "bundel-deel-1.txt"
PAGE = CORPUS / "praktijkpagina-kalmthout.txt"

pytestmark = pytest.mark.skipif(
    not (BUNDLE.is_file() and PAGE.is_file()), reason="the real input is not beside the checkout"
)


@pytest.fixture(scope="module")
def found() -> pipeline.Reading:
    return pipeline.read(files.read(BUNDLE), MAP)


def test_bundle_gives_its_five_practices(found: pipeline.Reading):
    assert [(card.municipality, len(card.title.split())) for card in found.cards] == [
        ("Merelbeke", 7),
        ("Gent", 5),
        ("Turnhout", 8),
        ("Kalmthout", 8),
        ("Turnhout", 3),
    ]
    beginnings = ("Merelbeke In Actie", "Klantenparticipatie", "Mensen in armoede")
    beginnings += ("Participatie van cliënten", "Participatietraject Samen Sterk")
    for card, beginning in zip(found.cards, beginnings, strict=True):
        assert card.title.startswith(beginning)


def test_each_heading_has_its_text(found: pipeline.Reading):
    for card in found.cards:
        assert all(paragraphs for _, paragraphs in card.sections), card.title
    assert [len(card.section("tips")) for card in found.cards] == [4, 1, 5, 2, 3]
    assert [len(card.section("hindernis")) for card in found.cards] == [1, 1, 4, 1, 4]


def test_each_practice_has_its_sentence_and_its_function(found: pipeline.Reading):
    for card in found.cards:
        assert card.teaser.endswith(".")
        assert re.match(r"maatsch|stafmed|regiss|deskun|coörd", card.contact.role)


def test_guide_and_foreword_are_rest(found: pipeline.Reading):
    rest = [part.text for part in found.rest]
    assert {"Leeswijzer", "Woord vooraf", "Beste lezer,"} <= set(rest)


def test_nearly_every_letter_is_accounted_for(found: pipeline.Reading):
    assert 0.97 <= found.coverage < 1


def test_fields_hold_no_broken_words_marks_or_details(found: pipeline.Reading):
    for card in found.cards:
        text = " ".join(p.text for _, paragraphs in card.sections for p in paragraphs)
        assert not re.search(r"cli[eé]nt\w*é|\w+ién|[|\\]|@|\d{3} \d{2} \d{2}", text)
        assert not re.search(r"(?:^| )[»•¢«*] ", text)


def test_page_is_the_same_practice_as_in_the_bundle(found: pipeline.Reading):
    (page,) = pipeline.read(files.read(PAGE), MAP).cards
    assert all(paragraphs for _, paragraphs in page.sections)
    same = [
        card_fingerprint(card, card.municipality).same(card_fingerprint(page, page.municipality))
        for card in found.cards
    ]
    assert same == [False, False, False, True, False]


def test_practices_of_one_town_are_not_the_same(found: pipeline.Reading):
    two, five = found.cards[2], found.cards[4]
    assert not card_fingerprint(two, "turnhout").same(card_fingerprint(five, "turnhout"))
