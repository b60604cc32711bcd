"""A person is recognised however they are written, and nobody else is."""

import pytest

from armoedegeheugen.safety.person import Person, TooVague

FOUND = {
    "Ann Vogelaar": [
        "Dank aan Ann Vogelaar.",
        "ann vogelaar",
        "VOGELAAR, Ann",
        "Vogelaar Ann zei",
        "Ann\u00a0Vogelaar",
        "Ann&nbsp;Vogelaar",
        "<p>Ann <b>Vogelaar</b></p>",
        "ann.vogelaar@example.org",
        "/gesprek-met-ann-vogelaar/",
        "foto_ann_vogelaar_2.jpg",
        "annvogelaar",
        "https://example.org/?naam=Ann%20Vogelaar",
    ],
    "José D’Hondt-Peeters": [
        "José D'Hondt-Peeters",
        "Jose D’Hondt Peeters",
        "Jose\u0301 D&#x27;Hondt-Peeters",
        "jose-dhondt-peeters",
        "D'Hondt-Peeters, José",
    ],
    "ann@example.org": ["Mail ANN@example.org.", "mailto:ann@example.org", "ann&#64;example.org"],
    "0477 12 34 56": [
        "0477/12.34.56",
        "+32 477 12 34 56",
        "0032477123456",
        "+32 (0)477 12 34 56",
        "tel:+32477123456",
        "0477-123-456",
    ],
    "+31 20 123 45 67": ["+31 20 1234567", "0031201234567"],
    "0031 20 123 45 67": ["+31 20 1234567", "0031201234567"],
    "09 123 45 67": ["09/123.45.67", "+32 9 123 45 67"],
}
NOT_FOUND = {
    "Ann Vogelaar": [
        "Anna Vogelaar",
        "Ann Vogelaars",
        "Hans Vogelaar",
        "Ann en de Vogelaar",
        "Ann",
    ],
    "ann@example.org": ["joann@example.org", "ann@example.org.be", "ann@example.organic"],
    "0477 12 34 56": ["0477 12 34 567", "10477123456", "0477 12 34 57"],
}


@pytest.mark.parametrize(("given", "texts"), FOUND.items())
def test_a_person_is_found_in_any_spelling_and_then_gone(given: str, texts: list[str]):
    person = Person.of(given)
    for text in texts:
        assert person.is_in(text), text
        assert not person.is_in(person.erase(text)), text


@pytest.mark.parametrize(("given", "texts"), NOT_FOUND.items())
def test_nobody_else_is(given: str, texts: list[str]):
    person = Person.of(given)
    for text in texts:
        assert person.erase(text) == text


@pytest.mark.parametrize(
    ("text", "name", "left"),
    [
        ("Dank aan Ann Vogelaar, die kwam.", "", "Dank aan [verwijderd], die kwam."),
        ("gesprek-met-ann-vogelaar", "slug", "gesprek-met-verwijderd"),
        ("/home/ann-vogelaar/x/", "url_path", "/home/verwijderd/x/"),
        ("documents/ann_vogelaar.pdf", "file", "documents/verwijderd.pdf"),
        ("https://example.org/ann-vogelaar", "url", "https://example.org/verwijderd"),
        ("ann.vogelaar@example.org", "contact_email", ""),
        ("<p>Ann <b>Vogelaar</b></p>", "text", "<p>[verwijderd]<b></b></p>"),
        ("<b>Ann</b> Vogelaar kwam", "text", "<b>[verwijderd]</b> kwam"),
        ("Mail ann.vogelaar@example.org", "text", "Mail [verwijderd]@example.org"),
    ],
)
def test_what_stays_fits_where_it_stands(text: str, name: str, left: str):
    assert Person.of("Ann Vogelaar").erase(text, name) == left


@pytest.mark.parametrize("given", ["Ann", "", "a b", "12 34 56", "@", "An B"])
def test_what_means_many_is_refused(given: str):
    with pytest.raises(TooVague):
        Person.of(given)


def test_a_long_text_takes_no_time():
    person = Person.of("Ann Vogelaar")
    text = "Ann <b>" * 20_000 + "Vogelaars " * 20_000
    assert person.erase(text) == text
