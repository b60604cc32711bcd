"""What is about a text and not of it: who was there, who wrote it, where it appeared."""

from armoedegeheugen.importers.articles import drafts, recommendations
from armoedegeheugen.importers.articles.article import PartKind
from armoedegeheugen.importers.articles.heading_meanings import Meaning
from tests.importers.articles.excerpts import PAPER, heads, rest, texts

MINUTES = """VERSLAG

Werkgroep Schoolkosten Waasland

Datum: dinsdag 12 maart 2019, 13u30 - 16u
Plaats: Huis van het BlockKind
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
    assert (
        article.metadata.title == article.metadata.organisation == "Werkgroep Schoolkosten Waasland"
    )
    assert article.metadata.published.isoformat() == "2019-03-12"
    assert [head for head, _ in heads(article)] == ["Turnzakken", "Soep op school", "Afspraken"]
    assert texts(article, PartKind.ITEM) == [
        "een soepbar kost weinig",
        "in twee scholen",
        "met vrijwilligers",
    ]
    assert texts(article, PartKind.ROW)[0] == "Wie | Wat | Wanneer"
    assert not any("Roderick" in text or "Hilke" in text for text in texts(article))


def test_of_a_paper_the_journal_and_the_authors_are_no_text(reading):
    found = reading(PAPER)
    article = found.article
    assert article.metadata.title.startswith("Wie aanklopt en wie niet. Hoe huurders hun recht")
    assert article.metadata.organisation == "Onderzoeksgroep Wonen, Universiteit Dijleland"
    assert heads(article)[0] == ("Samenvatting", Meaning.SUMMARY)
    assert "Verzonnenstra" in rest(found)
    assert not any("Verzonnenstra" in text for text in texts(article))


def test_markdown_tells_of_itself_above_its_text(reading):
    text = (
        '---\ntitle: "Rijden zonder auto"\ndate: 2020-11-20\ntags: [bus]\n---\n\n'
        "# Rijden zonder auto\n\nDe bus rijdt niet meer na zes uur, en dat voelt wie alleen "
        "is[^1].\n\n## Wat vragen wij?\n\n- Een late bus.\n\n[^1]: Eigen telling.\n"
    )
    found = reading(text, "nota.md")
    assert found.article.metadata.published.isoformat() == "2020-11-20"
    assert texts(found.article)[0].startswith("De bus rijdt niet meer")
    assert texts(found.article, PartKind.NOTE) == ["[^1]: Eigen telling."]
    assert found.article.metadata.teaser.endswith("wie alleen is.")
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
    assert found.article.metadata.published.isoformat() == "2022-03-14"
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


def test_names_in_running_text_are_told_of(reading):
    text = (
        "Koken voor de wijk\n\nVandaag is Wannes Verzonnenstra ervaringsdeskundige, en hij "
        "schrijft mee aan het plan van de stad.\n"
    )
    assert any("Wannes Verzonnenstra" in note for note in reading(text).article.notes)


def test_a_colophon_is_no_text_but_says_when_and_by_whom(reading):
    text = (
        "Meepraten loont\n\nHandreiking voor kleine gemeenten\n\nColofon\n\n"
        "Auteurs: Wannes Verzonnenstra en Hilke Fictiefstra\n\nFoto omslag: beeldbank\n\n"
        "Kenniscentrum Meedoen\n\nApril 2020\n\nVoorwoord\n\n"
        "Meepraten is een recht, en toch lukt het kleine gemeenten maar zelden.\n"
    )
    found = reading(text)
    made = found.article.metadata
    assert (made.title, made.organisation) == ("Meepraten loont", "Kenniscentrum Meedoen")
    assert (made.year, made.date_text) == (2020, "April 2020")
    assert heads(found.article) == [("Voorwoord", Meaning.CONTEXT)]


def test_the_kind_of_text_above_a_title_is_no_title(reading):
    text = (
        "ADVIESNOTA\n\nNaar een sociaal tarief voor water\n\nEen voorstel van Welzijnsoverleg "
        "Noord\n\nGoedgekeurd op 21 mei 2019\n\nProbleemstelling\n\nDe factuur voor water steeg "
        "in tien jaar met de helft.\n\nVoorstellen\n\n1.Ken het tarief vanzelf toe.\n2.Hang in "
        "elke woning een eigen meter.\n"
    )
    article = reading(text).article
    made = article.metadata
    assert (made.title, made.genre) == ("Naar een sociaal tarief voor water", "ADVIESNOTA")
    assert made.organisation == "Welzijnsoverleg Noord"
    assert made.published.isoformat() == "2019-05-21"
    assert drafts.kind_of(article) == "advice"
    assert [one.number for one in recommendations.extract(article).recommendations] == ["1", "2"]


def test_recommendations_right_below_the_title_have_their_heading(reading):
    text = "Advies over wonen\n\nAanbevelingen\n\n{}\n\n- Bouw huizen.\n- Verlaag de huur.\n{}"
    found = reading(text.format("Wij vragen aan de stad twee dingen.", "")).article
    assert heads(found) == [("Aanbevelingen", Meaning.RECOMMENDATIONS)]
    assert [one.text for one in recommendations.extract(found).recommendations] == [
        "Bouw huizen.",
        "Verlaag de huur.",
    ]
    more = "\nWonen in de stad\n\nHuren is duur, en kopen kan bijna niemand die wij spraken ooit.\n"
    whole = reading(text.format("Wij kwamen vier keer samen.", more)).article
    assert (whole.metadata.genre, heads(whole)) == ("Aanbevelingen", [("Wonen in de stad", None)])


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
