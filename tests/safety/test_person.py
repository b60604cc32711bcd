"""A person is recognised however they are written, and nobody else is."""

import time

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
    "Zoe Vogelaar": ["Zoë Vogelaar", "ZOË VOGELAAR", "Zoe\u0308 Vogelaar", "Zo&euml; Vogelaar"],
    "Zoë Vogelaar": ["Zoe Vogelaar", "vogelaar-zoe"],
    "Soren Weiss": ["Søren Weiß", "Soren Weiss", "SØREN WEISS", "Søren Weiss"],
    "Søren Weiß": ["Soren Weiss", "Soeren Weiss", "SØREN WEIẞ", "soeren.weiss@example.org"],
    "Soeren Weiss": ["Søren Weiß", "Sören Weiss"],
    "Åse Bjærk": ["Ase Bjaerk", "Aase Bjaerk", "Åse Bjærk"],
    "Lukasz Đoric": ["Łukasz Doric", "Łukasz Đorić"],
    "Anna Vogelaar": [
        "An\u00adna Vo\u00adge\u00adlaar",
        "An&shy;na Vogelaar",
        "Anna\u200b Vogel\u200baar",
        "\ufeffAnna Vo\u2060gelaar",
    ],
    "Maria van der Berg": [
        "Berg, Maria van der",
        "Van der Berg, Maria",
        "van der Berg Maria",
        "Berg van der, Maria",
        "MARIA VAN DER BERG",
        "maria-van-der-berg",
    ],
    "Berg, Maria van der": ["Maria van der Berg", "Van der Berg, Maria", "Berg, Maria van der"],
    "Van der Berg Maria": ["Maria van der Berg", "Berg, Maria van der"],
    "Van der Berg, Maria": ["Maria van der Berg", "Berg, Maria van der"],
    "Marie Claire de Berg": ["Berg, Marie Claire de", "de Berg, Marie-Claire"],
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
    "Maria van der Berg": ["Maria Berg", "Maria van der Bergh", "M. van der Berg", "Berg, Jan"],
    "Zoe Vogelaar": ["Zoa Vogelaar", "Zoeë Vogelaar"],
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


@pytest.mark.parametrize(
    "text",
    [
        "Ann <b>" * 20_000 + "Vogelaars " * 20_000,
        "A\u00ad" * 50_000 + "D’" + "\u00ad" * 100_000,
        "A. A.-" * 50_000 + "e\u0301" * 50_000,
    ],
)
def test_a_long_text_takes_no_time(text: str):
    for given in ("Ann Vogelaar", "Aa D’Hondt van der Vogelaar"):
        person = Person.of(given)
        start = time.process_time()
        assert person.erase(text) == text
        assert person.possible(text) == []
        assert time.process_time() - start < 10


@pytest.mark.parametrize(
    ("text", "possible"),
    [
        ("Dank aan M. van der Berg.", True),
        ("Dank aan M.A. van der Berg.", True),
        ("Dank aan M.-A. Berg.", True),
        ("Berg, M. van der", True),
        ("Van der Berg M.", True),
        ("m.\u00a0berg", True),
        ("Maria van der Berg", False),
        ("J. van der Berg", False),
        ("M. van der Bergen", False),
        ("Em. Berg", False),
        ("mevrouw Berg", False),
    ],
)
def test_initials_are_possible_matches_that_stay(text: str, possible: bool):
    person = Person.of("Maria van der Berg")
    assert bool(person.possible(text)) is possible
    if possible:
        assert person.erase(text) == text


@pytest.mark.parametrize("given", ["ann@example.org", "0477 12 34 56"])
def test_an_address_or_a_number_has_no_initials(given: str):
    assert Person.of(given).possible("A. Vogelaar, 0. 4") == []


def test_a_possible_match_is_shown_with_the_words_around_it():
    text = f"{'begin ' * 20}Dank aan\n M. Vogelaar voor de soep {'einde ' * 20}"
    [place] = Person.of("Mia Vogelaar").possible(text)
    assert "Dank aan M. Vogelaar voor de soep" in place
    assert len(place) < 100
