"""Headings, questions, forms and notes, as reports and interviews have them."""

import pytest

from armoedegeheugen.importers.articles import recommendations
from armoedegeheugen.importers.articles.heading_meanings import Meaning
from tests.importers.articles.excerpts import heads, rest, texts

REPORT = """EINDRAPPORT

Mensen met weinig geld en hun dokter
Een onderzoek in de Westhoek

In opdracht van: Eerstelijnszone Kust
Uitgevoerd door: Onderzoekscentrum Zorg, Hogeschool Zuidrand
Onderzoekers: Wannes Verzonnenstra, Hilke Fictiefstra
December 2020

1. SITUERING

Een bezoek aan de dokter kost gemiddeld vier euro, en dat is een brood.

2. METHODOLOGIE

Het onderzoek verliep in twee fasen.

Fase 1: verkenning
In oktober spraken wij met zes mensen die de streek goed kennen.

3. AANBEVELINGEN

3.1 Aanbevelingen voor dokters

A1. Vraag elke patiënt of betalen lukt.
A2. Laat de kas betalen.

3.2 Aanbevelingen voor het lokaal bestuur

B1. Druk een sociale kaart.
B2. Betaal een brugfiguur.

BIJLAGE 1: Leidraad
1. Wanneer ging u het laatst?
2. Wat hield u tegen?
"""


def test_a_report_with_numbers_keeps_what_has_none_within_its_chapter(reading):
    article = reading(REPORT).article
    assert article.metadata.organisation == "Onderzoekscentrum Zorg, Hogeschool Zuidrand"
    assert article.metadata.year == 2020
    told = [part.content.text for part in article.parts(Meaning.PARTICIPATION)]
    assert told[-1].startswith("In oktober spraken wij")
    assert heads(article)[-1] == ("BIJLAGE 1: Leidraad", None)
    assert [(one.number, one.text) for one in recommendations.extract(article).recommendations] == [
        ("A1", "Vraag elke patiënt of betalen lukt."),
        ("A2", "Laat de kas betalen."),
        ("B1", "Druk een sociale kaart."),
        ("B2", "Betaal een brugfiguur."),
    ]


def test_questions_to_who_is_interviewed_are_headings(reading):
    html = (
        "<html><head><title>Gesprek</title></head><body><article><h1>Arm is geen keuze</h1>"
        "<p><strong>Je bent tien jaar bezig. Wat is er veranderd?</strong></p>"
        "<p>“Vroeger mocht ik getuigen, nu schrijf ik mee aan het plan.”</p>"
        "<p><strong>Luistert men echt?</strong></p><p>“Soms. Een schepen zei me: ‘Ik wist niet dat "
        "een lege kast met de bus te maken heeft.’ Dat vergeet ik nooit.”</p>"
        "</article></body></html>"
    )
    article = reading(html, "gesprek.html").article
    assert [head for head, _ in heads(article)] == [
        "Je bent tien jaar bezig. Wat is er veranderd?",
        "Luistert men echt?",
    ]
    assert article.inline_quotes == (
        ("Ik wist niet dat een lege kast met de bus te maken heeft.",) + ("Een schepen",) * 2,
    )


def test_a_quote_within_a_paragraph_has_the_role_that_the_text_gives(reading):
    text = (
        'Geef ons een stem\n\n„De prijzen stijgen en de uitkering volgt niet", zegt Wannes '
        "Verzonnenstra, voorzitter van de werkgroep. Dat is waar.\n\nProgramma\n\n10u: samenkomst\n"
        "11u: optocht\n\nPerscontact: Wannes Verzonnenstra, 0475 00 00 00\n"
    )
    found = reading(text)
    [(_, who, role)] = found.article.inline_quotes
    assert (who, role) == ("Wannes Verzonnenstra", "voorzitter van de werkgroep")
    assert [head for head, _ in heads(found.article)] == ["Programma"]
    assert "Perscontact: Wannes Verzonnenstra, 0475 00 00 00" in rest(found)


FORM = """Samenvatting onderzoek
Titel: Werken en toch niet rondkomen
Auteur(s): dr. W. Verzonnenstra
Organisatie: Hogeschool Zuidrand
Jaar: 2023

Achtergrond:
Een op de tien zorgmedewerkers komt niet rond, ook met een vast contract.

Onderzoeksvragen:
Twee vragen staan centraal.
- Hoe komen zij rond?
- Wat weet hun baas?

Aanbevelingen voor de praktijk:
- Bied langere contracten.
- Betaal vervoer.

Kernwoorden: werk, zorg
"""


def test_a_summary_in_a_form(reading):
    found = reading(FORM)
    made = found.article.metadata
    assert made.title == "Werken en toch niet rondkomen"
    assert (made.organisation, made.year) == ("Hogeschool Zuidrand", 2023)
    assert [meaning for _, meaning in heads(found.article)] == [
        Meaning.CONTEXT,
        Meaning.QUESTIONS,
        Meaning.RECOMMENDATIONS,
    ]
    for fact in ("Auteur(s): dr. W. Verzonnenstra", "Kernwoorden: werk, zorg"):
        assert fact in rest(found)
    assert len(recommendations.extract(found.article).recommendations) == 2


def test_a_footnote_has_no_meaning_of_the_chapter_above_it(reading):
    text = (
        "# Warm wonen\n\n## Onderzoeksvragen\n\n- Wie stookt zich arm[^1]?\n\n"
        "[^1]: Eigen telling.\n"
    )
    article = reading(text, "nota.md").article
    assert [part.content.text for part in article.parts(Meaning.QUESTIONS)] == [
        "Wie stookt zich arm[^1]?"
    ]


def test_she_is_no_role_and_also_is_no_name(reading):
    text = (
        "Twintig jaar later\n\nOok Hilke Fictiefstra, voormalig directeur van een dienst, is "
        "kritisch. “Wij vulden formulieren in voor de hoofdstad”, zegt ze.\n"
    )
    article = reading(text).article
    assert [(who, role) for _, who, role in article.inline_quotes] == [("ze", "")]
    assert any(": Hilke Fictiefstra." in note for note in article.notes)


def test_a_text_may_begin_with_a_list(reading):
    found = reading("1. Vraag het eerst.\n2. Luister dan.\n3. Antwoord altijd.\n")
    assert texts(found.article) == ["Vraag het eerst.", "Luister dan.", "Antwoord altijd."]


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("Wij gaan samen naar de", "Buurt van morgen.", True),
        ("Wij gaan samen naar", "huis in de buurt.", True),
        ("Wij gaan samen naar huis.", "en dan slapen wij.", False),
        ("Wij vragen samen aan de stad:", "huis en werk voor elk.", False),
        ("- een punt voor de", "buurt van morgen.", True),
        ("- een punt voor de", "Buurt van morgen.", False),
        ("> gezegd door wie daar", "woont en werkt.", False),
        ("Naam\tJaar\nvan wie\tin 2020", "woont en werkt.", False),
    ],
)
def test_a_sentence_that_a_blank_line_cuts_in_two_is_one_again(
    reading, before: str, after: str, joined: bool
):
    text = f"# Warm wonen\n\nHuurders vertellen hier over de winter.\n\n{before}\n\n{after}\n"
    found = texts(reading(text).article)
    assert any(each.endswith(after) and each != after for each in found) is joined


def test_a_sentence_goes_on_over_a_page_number_but_never_over_a_paragraph(reading):
    text = "# Warm wonen\n\nWij gaan samen naar\n\n12\n\nhuis in de buurt.\n"
    assert texts(reading(text).article) == ["Wij gaan samen naar huis in de buurt."]
    html = (
        "<html><body><h1>Warm</h1><p>Wij gaan samen naar</p><p>huis in de buurt.</p></body></html>"
    )
    assert texts(reading(html, "a.html").article) == ["Wij gaan samen naar", "huis in de buurt."]


def test_a_salutation_and_a_closing_take_no_sentence_with_them(reading):
    text = (
        "Betreft: de uren\n\nGeachte schepen,\n\nin uw brief vroeg u iets.\n\n"
        "Met vriendelijke groeten,\n\nnamens de raad\n"
    )
    assert texts(reading(text).article) == ["in uw brief vroeg u iets."]
