"""Marks of items and quotes, as scanners and printers leave them."""

from armoedegeheugen.importers.articles import recommendations
from armoedegeheugen.importers.articles.article import PartKind
from tests.extracting.made import Set, pdf
from tests.importers.articles.excerpts import texts


def test_a_scanner_s_letters_are_marks_of_items(reading):
    text = (
        "Samen aan tafel\n\nWat moet er gebeuren?\n\ne Laat de leden de agenda bepalen.\n"
        "e Geef op elk voorstel een antwoord.\n"
    )
    assert texts(reading(text).article, PartKind.ITEM) == [
        "Laat de leden de agenda bepalen.",
        "Geef op elk voorstel een antwoord.",
    ]


def test_quotes_in_marks_that_are_turned_around_and_an_age_that_is_no_role(reading):
    text = (
        "Een loket met koffie\n\nElke week komen mensen langs met een vraag of met tien vragen.\n\n"
        "»Wij zijn met twaalf, maar wij spreken voor honderd.«\nEen lid van de raad\n\n"
        "‘Ik heb nu een adres op het net en een dochter die antwoordt’, vertelt Nadia (71).\n"
    )
    found = [p for s in reading(text).article.sections for p in s.parts if p.kind is PartKind.QUOTE]
    assert [(part.content.text[:10], part.role) for part in found] == [
        ("Wij zijn m", "Een lid van de raad"),
        ("Ik heb nu ", ""),
    ]


def test_single_marks_end_where_they_end(reading):
    text = (
        "Aan tafel\n\nMen vraagt om ‘even een verhaal te doen’ voor de pauze. ‘Ik voelde mij de "
        "taart op het feest van een ander’, zei een vrouw uit de groep. Dat is decor.\n"
    )
    assert [words for words, *_ in reading(text).article.inline_quotes] == [
        "Ik voelde mij de taart op het feest van een ander"
    ]


def test_marks_that_print_sets_after_its_text_go_back_to_their_items(reading):
    lines = [
        Set("Een huis met een deur", y=780, size=22, bold=True),
        Set("Wie zoekt, zoekt lang, en wie arm is zoekt langer dan wie dan ook in de stad.", y=740),
        Set("Er is geen plaats, zegt men, en de volgende dag hangt het bord er nog altijd.", y=726),
        Set("Onze aanbevelingen", y=690, size=15, bold=True),
        Set("Test of verhuurders gelijk behandelen en maak", x=102, y=660),
        Set("openbaar wat u vond.", x=102, y=646),
        Set("Betaal wie vrijwilligers begeleidt.", x=102, y=632),
        Set("Foto: de bewoners op de laatste dag van het project.", x=102, y=610, size=7),
        Set("1.", x=86, y=660),
        Set("2.", x=86, y=632),
    ]
    found = recommendations.extract(reading(pdf([lines]), "druk.pdf").article).recommendations
    assert [(one.number, one.text) for one in found] == [
        ("1", "Test of verhuurders gelijk behandelen en maak openbaar wat u vond."),
        ("2", "Betaal wie vrijwilligers begeleidt."),
    ]
