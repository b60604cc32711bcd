"""Contact persons become roles; names, addresses and numbers are found and kept apart."""

import pytest

from armoedegeheugen.privacy import personal_data


@pytest.mark.parametrize(
    ("line", "role", "organisation"),
    [
        ("Wannes Verzonnenstra, buurtwerker, 011 99 00 11", "buurtwerker", ""),
        ("erzonnenstra, stafmedewerker wonen, 09 999 88 77", "stafmedewerker wonen", ""),
        ("Els De Smet, diensthoofd sociale dienst", "diensthoofd sociale dienst", ""),
        ("Vera Fictief | coördinator | 0499/12 34 56", "coördinator", ""),
        ("Vera Fictief – regisseur – vera@voorbeeld.example", "regisseur", ""),
        ("Contactpersoon: Vera Fictief, deskundige armoede, Mol", "deskundige armoede", "Mol"),
        ("Meer info: Vera Fictief (hoofd onthaal), 03 999 88 77", "hoofd onthaal", ""),
        ("Vera Fictief, maatschappelijk werker OCMW Mol", "maatschappelijk werker", "OCMW Mol"),
        ("Maatschappelijk werker Vera Fictief, 0499 12 34 56", "Maatschappelijk werker", ""),
        (
            "Vera Fictief en Wim Nergens, begeleiders OCMW Gent, 09 999 88 77",
            "begeleiders",
            "OCMW Gent",
        ),
        ("Contact: sociaal huis, 011 99 00 11", "", "sociaal huis"),
        ("E vera.fictief@voorbeeld.example", "", ""),
        ("T 011990011", "", ""),
    ],
)
def test_contact_line_gives_a_role_and_no_name(line: str, role: str, organisation: str):
    assert personal_data.is_contact_line(line)
    contact, _ = personal_data.parse_contact(line, lambda part: part == "Mol")
    assert (contact.role, contact.organisation) == (role, organisation)


@pytest.mark.parametrize(
    "line",
    [
        "Mensen in armoede, begeleiders en vrijwilligers koken samen",
        "Bel gerust naar het onthaal op 011 99 00 11",
        "De dienst is open van 09.00 tot 12.30 uur",
        "In 2018 kwamen 1504 bewoners langs",
        "Soep met buren",
        "Samen Sterk",
        "Participatie van bewoners in de",
    ],
)
def test_other_lines_are_no_contact_line(line: str):
    assert not personal_data.is_contact_line(line)


@pytest.mark.parametrize(
    "details",
    [
        "vera@voorbeeld.example",
        "vera.fictief @voorbeeld.example",
        "vera(at)voorbeeld.example",
        "011 99 00 11",
        "0119900 11",
        "(011) 99 00 11",
        "0499/12.34.56",
        "+32 499 12 34 56",
        "O11 99 00 11",
    ],
)
def test_details_are_found_in_running_text(details: str):
    text = f"De groep, te bereiken via {details} of aan de balie, kookt."
    ((start, end),) = personal_data.private_spans(text)
    assert text[start:end] == details


@pytest.mark.parametrize("text", ["In 2018-2019", "op 01/02/2019", "1.504 euro", "art. 60, 017"])
def test_figures_are_no_details(text: str):
    assert personal_data.private_spans(text) == []


def test_sentence_that_only_invites_goes_whole():
    text = "We koken samen. Bel ons op 011 99 00 11 voor een plaats. Tot dan!"
    ((start, end),) = personal_data.private_spans(text)
    assert text[start:end] == "Bel ons op 011 99 00 11 voor een plaats."


def test_brackets_go_with_what_was_in_them():
    text = "de balie (tel. 011 99 00 11) helpt"
    ((start, end),) = personal_data.private_spans(text)
    assert text[:start] + text[end:] == "de balie helpt"


@pytest.mark.parametrize(
    ("digits", "is_phone"),
    [
        ("01199001", False),
        ("011990011", True),
        ("00324991234", True),
        ("003249912345", False),
        ("+324991234", False),
        ("+3249912345", True),
        ("+324991234567", True),
        ("+3249912345678", True),
        ("+32499123456789", False),
    ],
)
def test_telephone_number_has_nine_to_eleven_digits_or_ten_to_thirteen_abroad(
    digits: str, is_phone: bool
):
    assert bool(personal_data.phone_spans(f"bel {digits} op")) is is_phone


@pytest.mark.parametrize(
    ("text", "has"), [("an@example.org", True), ("011 99 00 11", True), ("an bij example", False)]
)
def test_details_are_addresses_and_numbers(text: str, has: bool):
    assert personal_data.has_details(text) is has


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("tel. 011 99 00 11, e-mail an@example.org", True),
        ("onthaal 011 99 00 11", False),
        ("tel.", False),
        (f"011 99 00 11{' ' * 188}", True),
        (f"011 99 00 11{' ' * 189}", False),
    ],
)
def test_line_has_only_details(text: str, only: bool):
    assert personal_data.has_only_details(text) is only


@pytest.mark.parametrize(
    ("text", "is_role"),
    [
        ("schepen van Sociale Zaken", True),
        ("eerste en enige schepen", False),
        ("schepen van Sociale Zaken.", False),
        (f"schepen{' ' * 82}", True),
        (f"schepen{' ' * 83}", False),
    ],
)
def test_role_is_a_short_line_that_begins_with_a_function(text: str, is_role: bool):
    assert personal_data.is_role(text) is is_role


@pytest.mark.parametrize(
    ("text", "is_name", "is_certain"),
    [
        ("Vera Nergensa", True, True),
        ("Vera van den Nergensa", True, True),
        ("Vera Fictief en", False, False),
        ("vera fictief", False, False),
        ("Vera", False, False),
        ("Vera Brood", True, False),
        ("Thuis In Brood", False, False),
        ("Vera Nergensa Zwib", True, True),
        ("Vera Nergensa Zwib Xqlo", True, False),
        ("Vera Fictief Nergensa Xqlo Zwib Plorn", True, False),
        ("Vera Fictief Nergensa Xqlo Zwib Plorn Brok", False, False),
        ("Vera Coördinator", False, False),
        ("OCMW Nergensa", False, False),
    ],
)
def test_name_is_written_as_one_and_not_all_of_it_is_words(
    text: str, is_name: bool, is_certain: bool
):
    assert personal_data.is_name(text) is is_name
    assert personal_data.is_certain_name(text) is is_certain


@pytest.mark.parametrize(
    ("text", "labelled"),
    [
        ("Organisatie: buurthuis", True),
        (f"Organisatie: {'x' * 106}", True),
        (f"Organisatie: {'x' * 107}", False),
        ("Wie? het buurthuis", True),
        ("Contact: 011 99 00 11", True),
        ("Contact: Vera Fictief", True),
        ("Contact: hoofd onthaal", True),
        ("Contact: het onthaal", False),
        ("Vera Fictief", False),
        ("Contact:", False),
    ],
)
def test_label_announces_a_contact_person(text: str, labelled: bool):
    assert personal_data.is_labelled(text) is labelled


@pytest.mark.parametrize("kind", ["is_contact_line", "is_labelled"])
def test_nothing_is_no_contact_line(kind: str):
    assert not getattr(personal_data, kind)("")


def test_contact_line_has_at_most_two_hundred_letters():
    line = "Contact: Vera Fictief, "
    assert personal_data.is_contact_line(line + "x" * (200 - len(line)))
    assert not personal_data.is_contact_line(line + "x" * (201 - len(line)))


@pytest.mark.parametrize(
    ("line", "is_contact"),
    [
        ("Vera Fictief, bij ons al jaren onze vaste begeleider", False),
        ("Vera Fictief, bij ons al jaren onze begeleider", True),
        ("Els De Smet, bij ons de begeleider", False),
        ("Els De Smet, bij ons begeleider", True),
        ("Vera Fictief, begeleider" + " o" * 19, True),
        ("Vera Fictief, begeleider" + " o" * 20, False),
        ("Els De Smet, begeleider" + " o" * 8, True),
        ("Els De Smet, begeleider" + " o" * 9, False),
        ("Vera Fictief, begeleider.", False),
        ("Vera Fictief, Wim Nergensa, begeleiders", True),
        ("de begeleider, Vera Fictief", False),
        ("Vera Fictief", False),
        ("Vera Fictief, aan de balie", False),
        ("Vera Fictief 011 99 00 11", True),
        ("Vera Fictief 011 99 00 11 aan de balie", False),
        ("Vera Fictief, 011 99 00 11, komt graag langs", False),
        ("Vera Fictief, aan de balie, begeleider", False),
        ("de begeleider op 011 99 00 11", False),
        ("de begeleider op 011 - 99 00 11", False),
        ("aan de balie, begeleider 011 99 00 11", True),
        ("aan de balie: 011 99 00 11", False),
        ("Vera Fictief, aan de balie 011 99 00 11", True),
    ],
)
def test_name_with_a_role_or_details_is_a_contact_line(line: str, is_contact: bool):
    assert personal_data.is_contact_line(line) is is_contact


@pytest.mark.parametrize(
    ("line", "role", "organisation", "names"),
    [
        ("Vera Fictief, " + "begeleider " * 20, ("begeleider " * 20)[:160].strip(), "", 1),
        ("Vera Fictief, netwerk " + "x" * 200, "", ("netwerk " + "x" * 200)[:160], 1),
        ("Vera Fictief, begeleider, met ervaring", "begeleider, met ervaring", "", 1),
        ("Vera Fictief, met ervaring", "", "", 1),
        ("begeleider, tel. 011 99 00 11", "begeleider", "", 0),
        ("begeleider, begeleider", "begeleider", "", 0),
        ("begeleider, coach", "begeleider; coach", "", 0),
        ("begeleider Vera Fictief", "begeleider", "", 1),
        ("Vera Fictief begeleider", "begeleider", "", 1),
        ("begeleider bij OCMW Mol", "begeleider", "OCMW Mol", 0),
        ("Vera Nergensa Coördinator", "Coördinator", "", 1),
        ("Maatschappelijk Werker Vera Nergensa", "Maatschappelijk Werker", "", 1),
        ("Brede Kring begeleider", "Brede Kring begeleider", "", 0),
        ("hoofd van de Sociale Begeleiders", "hoofd van de Sociale Begeleiders", "", 0),
        (
            "hoofd bij Netwerk tegen Armoede Groot Gent",
            "hoofd",
            "Netwerk tegen Armoede Groot Gent",
            0,
        ),
        ("OCMW begeleider", "OCMW begeleider", "", 0),
        ("Xqlobegeleider", "Xqlobegeleider", "", 0),
        ("de OCMW begeleider", "de OCMW begeleider", "", 0),
        ("huis en dienst van het netwerk van de stad", "", "", 0),
        ("dienst van het netwerk van de stad", "", "dienst van het netwerk van de stad", 0),
        ("Dienst wonen, Mol", "", "Dienst wonen; Mol", 0),
    ],
)
def test_contact_line_is_taken_apart(line: str, role: str, organisation: str, names: int):
    contact, found = personal_data.parse_contact(line, lambda part: part == "Mol")
    assert (contact.role, contact.organisation, len(found)) == (role, organisation, names)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Samen koken. Bel ons op 011 99 00 11.", "Samen koken. "),
        ("Samen koken. Meer weten? Bel ons op 011 99 00 11. Tot dan!", "Samen koken.  Tot dan!"),
        ("Samen koken? Bel ons op 011 99 00 11. Tot dan!", "Samen koken?  Tot dan!"),
        ("Meer weten? Bel ons op 011 99 00 11", ""),
        ("Bel ons op 011 99 00 11.", ""),
        ("de balie (e-mail: an@example.org) helpt", "de balie helpt"),
        ("de balie (bij an@example.org) helpt", "de balie (bij ) helpt"),
        ("de balie (tel. 011 99 00 11 of 12) helpt", "de balie (tel.  of 12) helpt"),
        ("de balie, tel. 011 99 00 11 helpt", "de balie helpt"),
        ("de balie en Vera Fictief en de anderen", "de balie en  en de anderen"),
        ("zie https://x.example/?m=an@example.org graag", "zie https://x.example/ graag"),
        ("zie https://x.example/?m=an%40example.org&x=1 ja", "zie https://x.example/?x=1 ja"),
        ("zie https://x.example/?x=1&m=an@example.org ja", "zie https://x.example/?x=1 ja"),
        ("Verantwoordelijke uitgever: V. Fictief, Mol", ""),
        ("V.U.: Vera Fictief, Mol. Alle rechten", " Alle rechten"),
    ],
)
def test_private_spans_take_what_stands_around_them(text: str, left: str):
    for start, end in reversed(personal_data.private_spans(text, ["Vera Fictief"])):
        text = text[:start] + text[end:]
    assert text == left


def test_private_spans_are_in_order_and_never_overlap():
    text = "Vera Fictief, Vera Fictief-Nergensa, 011 99 00 11, an@example.org"
    spans = personal_data.private_spans(text, ["Vera Fictief", "Vera Fictief-Nergensa"])
    assert [text[start:end] for start, end in spans] == [
        "Vera Fictief",
        "Vera Fictief-Nergensa",
        "011 99 00 11",
        "an@example.org",
    ]


@pytest.mark.parametrize(
    ("url", "left"),
    [
        ("https://x.example/a?b=1#c", "https://x.example/a?b=1#c"),
        ("https://x.example/a?m=an@example.org", "https://x.example/a"),
        ("https://x.example/a?m=an%40example.org&b=1#c", "https://x.example/a?b=1#c"),
        ("https://x.example/a#an@example.org", "https://x.example/a"),
        ("https://x.example/an@example.org/", ""),
        ("https://an:geheim@example.org/", ""),
        ("https://[x/?m=an@example.org", ""),
    ],
)
def test_web_address_loses_the_e_mail_address_in_it(url: str, left: str):
    assert personal_data.without_addresses(url) == left
