"""Who to ask becomes a role; names, addresses and numbers are found and kept apart."""

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
