"""Kinds of texts as organisations send them: a letter, minutes, a paper, a memorandum, print."""

from pathlib import Path

import pytest

from armoedegeheugen.importers.articles import asks, drafts, meanings, read
from armoedegeheugen.importers.articles.article import Article, Form
from armoedegeheugen.importers.articles.meanings import Meaning
from armoedegeheugen.importers.articles.read import Reading
from tests.extracting.made import Set, pdf


@pytest.fixture
def reading(tmp_path):
    def of(text: str | bytes, name: str = "tekst.txt") -> Reading:
        path = Path(tmp_path) / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read.read(path)

    return of


def heads(article: Article) -> list[tuple[str, Meaning | None]]:
    return [(one.heading.text, one.meaning) for one in article.sections if one.heading]


def texts(article: Article, *forms: Form) -> list[str]:
    wanted = forms or tuple(Form)
    return [p.words.text for s in article.sections for p in s.parts if p.form in wanted]


def rest(found: Reading) -> str:
    return "\n".join(part.text for part in found.article.rest)


LETTER = """Adviesraad Warm Welzijn Zottegem
Kerkplein 0
9620 Zottegem

Aan de schepen van Sociale Zaken
Stadhuis
9620 Zottegem

Zottegem, 3 mei 2022

Ons kenmerk: AWW/22/4
Betreft: advies over de nieuwe openingsuren

Geachte schepen,

In uw brief van 1 april 2022 vroeg u wat wij van de nieuwe uren denken.

Wie overdag werkt, raakt nooit bij het loket.

Wij adviseren daarom:

1° dat het loket op donderdag tot acht uur open blijft;
2° dat wie belt binnen de dag een antwoord krijgt.

Wij horen graag wat u beslist.

Met vriendelijke groeten,

namens de adviesraad,

Wannes Verzonnenstra
voorzitter
"""


def test_a_letter_is_called_what_it_is_about_and_its_frame_is_no_text(reading):
    found = reading(LETTER)
    made = found.article.front
    assert made.title == "Advies over de nieuwe openingsuren"
    assert made.day.isoformat() == "2022-05-03"
    assert made.organisation == "Adviesraad Warm Welzijn Zottegem"
    assert texts(found.article)[0].startswith("In uw brief van 1 april 2022")
    assert texts(found.article)[-1] == "Wij horen graag wat u beslist."
    for framed in ("Geachte schepen,", "9620 Zottegem", "AWW/22/4", "Verzonnenstra"):
        assert framed in rest(found)
    assert found.coverage == 1.0


def test_a_sentence_that_asks_makes_the_list_below_it_recommendations(reading):
    found = asks.of(reading(LETTER).article).asks
    assert [(one.number, one.text[:20]) for one in found] == [
        ("1", "dat het loket op don"),
        ("2", "dat wie belt binnen "),
    ]


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("Wij adviseren daarom:", True),
        ("Daarom bevelen wij aan:", True),
        ("De raad vraagt aan de stad om:", True),
        ("De werkgroep doet volgende voorstellen:", True),
        ("Wij stellen voor:", True),
        ("We stellen vast:", False),
        ("We vertrekken van twee vragen:", False),
        ("In de praktijk betekent dat:", False),
        ("Wij vragen aan mensen hoe het gaat:", False),
        ("De deelnemers stellen zich de vraag:", False),
    ],
)
def test_which_sentences_ask(sentence: str, asked: bool):
    assert meanings.asks(sentence) is asked


MINUTES = """VERSLAG

Werkgroep Schoolkosten Waasland

Datum: dinsdag 12 maart 2019, 13u30 - 16u
Plaats: Huis van het Kind
Aanwezig: Wannes (ouder), Hilke (brugfiguur)
Verontschuldigd: Roderick (directie)

1. Turnzakken
De ouders vertellen dat een turnzak drie keer zoveel kost als vorig jaar.

2. Soep op school
• een soepbar kost weinig
o in twee scholen
o met vrijwilligers

3. Afspraken
Wie | Wat | Wanneer
brugfiguur | rekening maken | 1 april
ouder | soep proeven | 2 april
"""


def test_minutes_have_headings_and_nobody_who_was_there(reading):
    found = reading(MINUTES)
    article = found.article
    assert article.front.title == article.front.organisation == "Werkgroep Schoolkosten Waasland"
    assert article.front.day.isoformat() == "2019-03-12"
    assert [head for head, _ in heads(article)] == ["Turnzakken", "Soep op school", "Afspraken"]
    assert texts(article, Form.ITEM) == [
        "een soepbar kost weinig",
        "in twee scholen",
        "met vrijwilligers",
    ]
    assert texts(article, Form.ROW)[0] == "Wie | Wat | Wanneer"
    assert not any("Roderick" in text or "Hilke" in text for text in texts(article))


PAPER = """Tijdschrift voor Buurtwerk, jaargang 4, nr. 2

Wie aanklopt en wie niet. Hoe huurders hun
recht op een premie ervaren

Wannes Verzonnenstra(1) & Hilke Fictiefstra(2)

(1) Onderzoeksgroep Wonen, Universiteit Dijleland
(2) Hogeschool Zuidrand

Samenvatting
Premies bereiken huurders zelden. Wij vroegen veertig huurders hoe dat komt.

1 Inleiding

Een premie is een recht, maar wie huurt moet haar aan de eigenaar vragen¹.

2 Methode

2.1 Werving

Wij vonden huurders via buurthuizen en wachtzalen van dokters in drie steden.

2.2 Analyse

De gesprekken werden uitgetikt en door twee mensen gelezen, los van elkaar.

3 Beleidsimplicaties

De premie hoort bij de woning te blijven, wie er ook in woont of haar bezit.

Noten

1. In de drie steden samen.
"""


def test_of_a_paper_the_journal_and_the_authors_are_no_text(reading):
    found = reading(PAPER)
    article = found.article
    assert article.front.title.startswith("Wie aanklopt en wie niet. Hoe huurders hun recht")
    assert article.front.organisation == "Onderzoeksgroep Wonen, Universiteit Dijleland"
    assert heads(article)[0] == ("Samenvatting", Meaning.SUMMARY)
    assert "Verzonnenstra" in rest(found)
    assert not any("Verzonnenstra" in text for text in texts(article))


def test_an_analysis_is_a_step_of_the_method_and_implications_are_recommendations(reading):
    article = reading(PAPER).article
    told = [part.words.text for part in article.parts(Meaning.PARTICIPATION)]
    assert any(text.startswith("De gesprekken werden uitgetikt") for text in told)
    assert article.parts(Meaning.FINDINGS) == []
    assert len(asks.of(article).asks) == 1


MEMORANDUM = """MEMORANDUM LOKALE VERKIEZINGEN

Zes vragen aan wie straks bestuurt

Netwerk Kansen Zuidrand - maart 2024

Hoofdstuk 1. Wonen

De wachtlijst voor een sociale woning werd in drie jaar tijd dubbel zo lang.

Aanbeveling 1. Bouw dubbel zoveel sociale woningen.

De gemeente heeft gronden genoeg.

Hoofdstuk 2. Meedoen

Wie nooit gevraagd wordt, leert zwijgen, en dat went sneller dan men denkt.

Aanbeveling 2. Betrek mensen bij elk plan.

a) voor de keuzes gemaakt zijn;
b) met een vergoeding voor vervoer.
"""


def test_recommendations_that_say_so_themselves_stand_in_any_chapter(reading):
    found = reading(MEMORANDUM)
    article = found.article
    assert [(one.number, one.text) for one in asks.of(article).asks] == [
        ("1", "Bouw dubbel zoveel sociale woningen."),
        (
            "2",
            "Betrek mensen bij elk plan.\n- voor de keuzes gemaakt zijn;\n"
            "- met een vergoeding voor vervoer.",
        ),
    ]
    assert (article.front.organisation, article.front.year) == ("Netwerk Kansen Zuidrand", 2024)
    assert texts(article)[0] == "Zes vragen aan wie straks bestuurt"


def test_a_heading_that_says_who_is_asked_is_no_recommendation(reading):
    text = (
        "# Warm wonen\n\nEen nota van huurders over kou en geld, geschreven in de winter.\n\n"
        "## 1. Aanbevelingen\n\n### 1.1 Voor de overheid\n\n- Isoleer.\n- Controleer.\n\n"
        "### 1.2 Voor de gemeente\n\n- Stuur een energiesnijder.\n"
    )
    found = asks.of(reading(text, "nota.md").article).asks
    assert [one.text for one in found] == ["Isoleer.", "Controleer.", "Stuur een energiesnijder."]


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("De aanleiding", "context"),
        ("lnleiding", "context"),
        ("Onze voorstellen", "recommendations"),
        ("Wat vragen wij?", "recommendations"),
        ("Wat vragen de bewoners?", "recommendations"),
        ("Wat moet er gebeuren", "recommendations"),
        ("Wat stellen we voor?", "recommendations"),
        ("Conclusies en aanbevelingen", "recommendations"),
        ("Beleidsimplicaties", "recommendations"),
        ("Wat stellen we vast?", "findings"),
        ("Wat vindt de raad?", "findings"),
        ("Waar lopen we tegenaan?", "challenges"),
        ("Aandachtspunten", "challenges"),
        ("Wat willen we weten?", "questions"),
        ("Zo werkten we", "participation"),
        ("Wat zegt de wet?", None),
        ("Wat vragen mensen zich af?", None),
        ("Drie misverstanden", None),
    ],
)
def test_what_a_heading_announces(heading: str, meaning: str | None):
    assert meanings.of(heading) == meaning


def test_markdown_tells_of_itself_above_its_text(reading):
    text = (
        '---\ntitle: "Rijden zonder auto"\ndate: 2020-11-20\ntags: [bus]\n---\n\n'
        "# Rijden zonder auto\n\nDe bus rijdt niet meer na zes uur, en dat voelt wie alleen "
        "is[^1].\n\n## Wat vragen wij?\n\n- Een late bus.\n\n[^1]: Eigen telling.\n"
    )
    found = reading(text, "nota.md")
    assert found.article.front.day.isoformat() == "2020-11-20"
    assert texts(found.article)[0].startswith("De bus rijdt niet meer")
    assert texts(found.article, Form.NOTE) == ["[^1]: Eigen telling."]
    assert found.article.front.teaser.endswith("wie alleen is.")
    assert "tags: [bus]" in rest(found)


def test_who_wrote_a_web_page_and_its_tags_stand_on_no_page(reading):
    html = (
        "<html><head><title>Soep voor de straat | Buurtwerk</title></head><body><div>"
        "<span>Voeding</span> <span>Wijk</span><h1>Soep voor de straat</h1>"
        "<div>14 maart 2022 door Wannes Verzonnenstra Leestijd: 4 min</div>"
        "<p>Elke vrijdag kookt de straat samen, en wie niets heeft brengt honger mee.</p>"
        "<p>Nog een zin. Meer weten? Neem contact op via wannes@example.org.</p>"
        "<table><tr><td><p>Jaar</p></td><td><p>Koks</p></td></tr>"
        "<tr><td><p>2020</p></td><td><p>12</p></td></tr></table></div></body></html>"
    )
    found = reading(html, "pagina.html")
    assert found.article.front.day.isoformat() == "2022-03-14"
    assert texts(found.article) == [
        "Elke vrijdag kookt de straat samen, en wie niets heeft brengt honger mee.",
        "Nog een zin.",
        "Jaar | Koks",
        "2020 | 12",
    ]
    assert "Meer weten? Neem contact op via wannes@example.org." in rest(found)


def test_a_label_goes_with_its_number_and_the_publisher_with_it(reading):
    text = (
        "Warm wonen\n\nHuurders vertellen hoe zij de winter doorkomen in een huis zonder glas.\n\n"
        "Buurtwerk Zuidrand, tel. 011 99 00 11. Verantwoordelijke uitgever: Wannes Verzonnenstra.\n"
        "\nHet was een lange winter en niemand kwam kijken hoe koud het was.\n"
    )
    found = reading(text)
    shown = "\n".join(texts(found.article))
    assert "Buurtwerk Zuidrand" in shown
    assert not any(word in shown for word in ("tel.", "011", "Verzonnenstra"))


def test_a_head_with_a_page_number_is_no_text_wherever_it_stands(reading):
    page = "Wij lazen alle verslagen van de raad en wij bezochten drie ver-\n{}\ngaderingen.\n"
    told = "\n".join(page.format(f"Evaluatie van de klantenraad {n}") for n in (3, 4, 5))
    found = reading(f"Samen aan tafel\n\n{told}")
    assert not any("Evaluatie" in text for text in texts(found.article))
    assert texts(found.article)[0].count("vergaderingen") >= 1
    assert found.coverage >= 0.97


def test_a_scanner_s_letters_are_marks_of_items(reading):
    text = (
        "Samen aan tafel\n\nWat moet er gebeuren?\n\ne Laat de leden de agenda bepalen.\n"
        "e Geef op elk voorstel een antwoord.\n"
    )
    assert texts(reading(text).article, Form.ITEM) == [
        "Laat de leden de agenda bepalen.",
        "Geef op elk voorstel een antwoord.",
    ]


def test_quotes_in_marks_that_are_turned_around_and_an_age_that_is_no_role(reading):
    text = (
        "Een loket met koffie\n\nElke week komen mensen langs met een vraag of met tien vragen.\n\n"
        "»Wij zijn met twaalf, maar wij spreken voor honderd.«\nEen lid van de raad\n\n"
        "‘Ik heb nu een adres op het net en een dochter die antwoordt’, vertelt Nadia (71).\n"
    )
    found = [p for s in reading(text).article.sections for p in s.parts if p.form is Form.QUOTE]
    assert [(part.words.text[:10], part.role) for part in found] == [
        ("Wij zijn m", "Een lid van de raad"),
        ("Ik heb nu ", ""),
    ]


def test_single_marks_end_where_they_end(reading):
    text = (
        "Aan tafel\n\nMen vraagt om ‘even een verhaal te doen’ voor de pauze. ‘Ik voelde mij de "
        "taart op het feest van een ander’, zei een vrouw uit de groep. Dat is decor.\n"
    )
    assert [words for words, *_ in reading(text).article.inline] == [
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
    found = asks.of(reading(pdf([lines]), "druk.pdf").article).asks
    assert [(one.number, one.text) for one in found] == [
        ("1", "Test of verhuurders gelijk behandelen en maak openbaar wat u vond."),
        ("2", "Betaal wie vrijwilligers begeleidt."),
    ]


def test_names_in_running_text_are_told_of(reading):
    text = (
        "Koken voor de wijk\n\nVandaag is Wannes Verzonnenstra ervaringsdeskundige, en hij "
        "schrijft mee aan het plan van de stad.\n"
    )
    assert any("Wannes Verzonnenstra" in note for note in reading(text).article.notes)


def test_a_letter_may_go_without_commas(reading):
    text = LETTER.replace("Geachte schepen,", "Geachte schepen\nGeachte leden van de raad")
    text = text.replace("Met vriendelijke groeten,\n\nnamens de adviesraad,", "Hoogachtend")
    found = reading(text)
    assert found.article.front.title == "Advies over de nieuwe openingsuren"
    assert texts(found.article)[0].startswith("In uw brief van 1 april 2022")
    assert texts(found.article)[-1] == "Wij horen graag wat u beslist."


def test_a_foreword_that_greets_makes_no_letter_of_a_report(reading):
    chapters = "".join(
        f"{n} Hoofdstuk {word}\n\nIn dit deel staat wat huurders vertelden over de winter.\n\n"
        for n, word in enumerate(("een", "twee", "drie", "vier", "vijf", "zes", "zeven"), 1)
    )
    text = (
        "Warm wonen\n\nVoorwoord\n\nBeste lezer,\n\nDit boekje schreven huurders zelf, en dat "
        f"merkt u.\n\nMet vriendelijke groeten,\n\nde werkgroep\n\n{chapters}"
    )
    assert reading(text).article.front.title == "Warm wonen"


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
    assert article.front.organisation == "Onderzoekscentrum Zorg, Hogeschool Zuidrand"
    assert article.front.year == 2020
    told = [part.words.text for part in article.parts(Meaning.PARTICIPATION)]
    assert told[-1].startswith("In oktober spraken wij")
    assert heads(article)[-1] == ("BIJLAGE 1: Leidraad", None)
    assert [(one.number, one.text) for one in asks.of(article).asks] == [
        ("A1", "Vraag elke patiënt of betalen lukt."),
        ("A2", "Laat de kas betalen."),
        ("B1", "Druk een sociale kaart."),
        ("B2", "Betaal een brugfiguur."),
    ]


def test_a_colophon_is_no_text_but_says_when_and_by_whom(reading):
    text = (
        "Meepraten loont\n\nHandreiking voor kleine gemeenten\n\nColofon\n\n"
        "Auteurs: Wannes Verzonnenstra en Hilke Fictiefstra\n\nFoto omslag: beeldbank\n\n"
        "Kenniscentrum Meedoen\n\nApril 2020\n\nVoorwoord\n\n"
        "Meepraten is een recht, en toch lukt het kleine gemeenten maar zelden.\n"
    )
    found = reading(text)
    made = found.article.front
    assert (made.title, made.organisation) == ("Meepraten loont", "Kenniscentrum Meedoen")
    assert (made.year, made.dated) == (2020, "April 2020")
    assert heads(found.article) == [("Voorwoord", Meaning.CONTEXT)]


def test_the_kind_of_text_above_a_title_is_no_title(reading):
    text = (
        "ADVIESNOTA\n\nNaar een sociaal tarief voor water\n\nEen voorstel van Welzijnsoverleg "
        "Noord\n\nGoedgekeurd op 21 mei 2019\n\nProbleemstelling\n\nDe factuur voor water steeg "
        "in tien jaar met de helft.\n\nVoorstellen\n\n1.Ken het tarief vanzelf toe.\n2.Hang in "
        "elke woning een eigen meter.\n"
    )
    article = reading(text).article
    made = article.front
    assert (made.title, made.genre) == ("Naar een sociaal tarief voor water", "ADVIESNOTA")
    assert made.organisation == "Welzijnsoverleg Noord"
    assert made.day.isoformat() == "2019-05-21"
    assert drafts.kind_of(article) == "advice"
    assert [one.number for one in asks.of(article).asks] == ["1", "2"]


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
    assert article.inline == (
        ("Ik wist niet dat een lege kast met de bus te maken heeft.",) + ("Een schepen",) * 2,
    )


def test_a_quote_within_a_paragraph_has_the_role_that_the_text_gives(reading):
    text = (
        'Geef ons een stem\n\n„De prijzen stijgen en de uitkering volgt niet", zegt Wannes '
        "Verzonnenstra, voorzitter van de werkgroep. Dat is waar.\n\nProgramma\n\n10u: samenkomst\n"
        "11u: optocht\n\nPerscontact: Wannes Verzonnenstra, 0475 00 00 00\n"
    )
    found = reading(text)
    [(_, who, role)] = found.article.inline
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
    made = found.article.front
    assert made.title == "Werken en toch niet rondkomen"
    assert (made.organisation, made.year) == ("Hogeschool Zuidrand", 2023)
    assert [meaning for _, meaning in heads(found.article)] == [
        Meaning.CONTEXT,
        Meaning.QUESTIONS,
        Meaning.RECOMMENDATIONS,
    ]
    for fact in ("Auteur(s): dr. W. Verzonnenstra", "Kernwoorden: werk, zorg"):
        assert fact in rest(found)
    assert len(asks.of(found.article).asks) == 2


def test_a_footnote_has_no_meaning_of_the_chapter_above_it(reading):
    text = (
        "# Warm wonen\n\n## Onderzoeksvragen\n\n- Wie stookt zich arm[^1]?\n\n"
        "[^1]: Eigen telling.\n"
    )
    article = reading(text, "nota.md").article
    assert [part.words.text for part in article.parts(Meaning.QUESTIONS)] == [
        "Wie stookt zich arm[^1]?"
    ]


def test_she_is_no_role_and_also_is_no_name(reading):
    text = (
        "Twintig jaar later\n\nOok Hilke Fictiefstra, voormalig directeur van een dienst, is "
        "kritisch. “Wij vulden formulieren in voor de hoofdstad”, zegt ze.\n"
    )
    article = reading(text).article
    assert [(who, role) for _, who, role in article.inline] == [("ze", "")]
    assert any(": Hilke Fictiefstra." in note for note in article.notes)


def test_chapters_of_recommendations_that_stand_above_the_title(reading):
    text = (
        "Beleidsaanbevelingen\n\nOuders in de kinderopvang\n\nKinderplatform Noord, maart 2018\n\n"
        "1 Maak van ouders partners\n\nOuders kennen hun kind, en niemand vraagt hun iets over het "
        "plan.\n\n2 Geef tijd\n\nWie begeleidt heeft geen uren om met ouders te praten.\n"
    )
    article = reading(text).article
    assert article.front.title == "Ouders in de kinderopvang"
    assert [one.text.split("\n")[0] for one in asks.of(article).asks] == [
        "Maak van ouders partners",
        "Geef tijd",
    ]


def test_a_text_may_begin_with_a_list(reading):
    found = reading("1. Vraag het eerst.\n2. Luister dan.\n3. Antwoord altijd.\n")
    assert texts(found.article) == ["Vraag het eerst.", "Luister dan.", "Antwoord altijd."]


def test_a_word_and_a_colon_may_be_text(reading):
    text = (
        "Drie zorgen van wie helpt\n\nWie mensen helpt, vertelt ons elk jaar over dezelfde.\n\n"
        "Druk: de dagen zijn te kort.\n\nContact: men ziet elkaar te weinig.\n\n"
        "- Contact: spreek vaker af.\n- Tijd: neem ze.\n"
    )
    found = reading(text)
    assert texts(found.article)[1:] == [
        "Druk: de dagen zijn te kort.",
        "Contact: men ziet elkaar te weinig.",
        "Contact: spreek vaker af.",
        "Tijd: neem ze.",
    ]
