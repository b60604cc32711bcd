"""Recommendations wherever a text asks: under a heading, by a number, below a sentence."""

import pytest

from armoedegeheugen.importers.articles import heading_meanings, recommendations
from armoedegeheugen.importers.articles.article import PartKind
from armoedegeheugen.importers.articles.heading_meanings import Meaning
from tests.importers.articles.excerpts import LETTER, PAPER, texts
from tests.importers.articles.parts import article, asking, section, text


def test_a_sentence_that_asks_makes_the_list_below_it_recommendations(reading):
    found = recommendations.extract(reading(LETTER).article).recommendations
    assert [(one.number, one.text[:20]) for one in found] == [
        ("1", "dat het loket op don"),
        ("2", "dat wie belt binnen "),
    ]


COUNTED = {
    "1) dat het loket open blijft; 2) dat wie belt een antwoord krijgt.": [
        ("1", "Wij adviseren daarom: dat het loket open blijft;"),
        ("2", "dat wie belt een antwoord krijgt."),
    ],
    "(a) een loket in de wijk, (b) een antwoord binnen de dag en (c) minder papier.": [
        ("", "Wij adviseren daarom: een loket in de wijk,"),
        ("", "een antwoord binnen de dag en"),
        ("", "minder papier."),
    ],
}


@pytest.mark.parametrize("counted", COUNTED)
def test_what_a_sentence_counts_is_as_many_recommendations(reading, counted: str):
    before, rest = LETTER.split("Wij adviseren daarom:")
    after = rest[rest.index("Wij horen graag") :]
    found = reading(f"{before}Wij adviseren daarom: {counted}\n\n{after}")
    assert [
        (one.number, one.text) for one in recommendations.extract(found.article).recommendations
    ] == COUNTED[counted]


def test_what_a_sentence_counts_that_asks_nothing_is_no_recommendation(reading):
    told = "Wij spraken met twee groepen: 1) ouders van de school; 2) leerkrachten."
    text = f"# Advies over wonen\n\n## Aanpak\n\n{told}\n\n## Besluit\n\nTot dan.\n"
    assert recommendations.extract(reading(text).article).recommendations == ()


def test_more_than_nine_are_counted_too(reading):
    told = "Wij vragen: " + "; ".join(f"{n}) deel {n}" for n in range(1, 13))
    text = f"# Advies over wonen\n\n## Aanbevelingen\n\n{told}.\n\n## Besluit\n\nTot dan.\n"
    found = recommendations.extract(reading(text).article).recommendations
    assert [one.number for one in found] == [str(n) for n in range(1, 13)]


def test_what_is_counted_in_words_comes_apart_under_its_heading(reading):
    told = "Ten eerste vragen wij woningen. Die zijn er niet. Ten tweede vragen wij minder papier."
    text = f"# Advies over wonen\n\n## Aanbevelingen\n\n{told}\n\n## Besluit\n\nTot dan.\n"
    assert [one.text for one in recommendations.extract(reading(text).article).recommendations] == [
        "Ten eerste vragen wij woningen. Die zijn er niet.",
        "Ten tweede vragen wij minder papier.",
    ]


@pytest.mark.parametrize(
    "told",
    [
        "Artikel 1) en artikel 2) vallen weg.",
        "Schrap: 2) en 3).",
        "Zie: 1) hierboven.",
        "Ten slotte: ten eerste wij.",
    ],
)
def test_numbers_in_a_sentence_count_nothing_out_of_their_order(reading, told: str):
    text = f"# Advies over wonen\n\n## Aanbevelingen\n\n{told}\n\n## Besluit\n\nTot dan.\n"
    assert [one.text for one in recommendations.extract(reading(text).article).recommendations] == [
        told
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
    assert heading_meanings.introduces_recommendations(sentence) is asked


def test_an_analysis_is_a_step_of_the_method_and_implications_are_recommendations(reading):
    article = reading(PAPER).article
    told = [part.content.text for part in article.parts(Meaning.PARTICIPATION)]
    assert any(text.startswith("De gesprekken werden uitgetikt") for text in told)
    assert article.parts(Meaning.FINDINGS) == []
    assert len(recommendations.extract(article).recommendations) == 1


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
    assert [(one.number, one.text) for one in recommendations.extract(article).recommendations] == [
        ("1", "Bouw dubbel zoveel sociale woningen."),
        (
            "2",
            "Betrek mensen bij elk plan.\n- voor de keuzes gemaakt zijn;\n"
            "- met een vergoeding voor vervoer.",
        ),
    ]
    assert (article.metadata.organisation, article.metadata.year) == (
        "Netwerk Kansen Zuidrand",
        2024,
    )
    assert texts(article)[0] == "Zes vragen aan wie straks bestuurt"


def test_a_heading_that_says_who_is_asked_is_no_recommendation(reading):
    text = (
        "# Warm wonen\n\nEen nota van huurders over kou en geld, geschreven in de winter.\n\n"
        "## 1. Aanbevelingen\n\n### 1.1 Voor de overheid\n\n- Isoleer.\n- Controleer.\n\n"
        "### 1.2 Voor de gemeente\n\n- Stuur een energiesnijder.\n"
    )
    found = recommendations.extract(reading(text, "nota.md").article).recommendations
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
    assert heading_meanings.meaning_of(heading) == meaning


def test_chapters_of_recommendations_that_stand_above_the_title(reading):
    text = (
        "Beleidsaanbevelingen\n\nOuders in de kinderopvang\n\nKinderplatform Noord, maart 2018\n\n"
        "1 Maak van ouders partners\n\nOuders kennen hun kind, en niemand vraagt hun iets over het "
        "plan.\n\n2 Geef tijd\n\nWie begeleidt heeft geen uren om met ouders te praten.\n"
    )
    article = reading(text).article
    assert article.metadata.title == "Ouders in de kinderopvang"
    assert [
        one.text.split("\n")[0] for one in recommendations.extract(article).recommendations
    ] == [
        "Maak van ouders partners",
        "Geef tijd",
    ]


def found(*sections, **values) -> list[tuple[str, str]]:
    drafts = recommendations.extract(article(*sections, **values)).recommendations
    return [(one.number, one.text) for one in drafts]


def others(*sections) -> list[str]:
    return [part.content.text for part in recommendations.extract(article(*sections)).other_parts]


HEAD, ANOTHER = (text(words, PartKind.SUBHEADING) for words in ("Bouw huizen", "Verlaag de huur"))


def test_a_chapter_that_calls_itself_a_recommendation_is_one():
    chapter = section("Aanbeveling 3. Bouw huizen", None, text("Er zijn er te weinig."))
    assert found(chapter) == [("3", "Bouw huizen\nEr zijn er te weinig.")]


def test_two_headings_or_more_are_each_a_recommendation_with_what_stands_below():
    said = text("Het is koud.", PartKind.QUOTE, role="een huurder")
    told = text("Niemand luistert.", PartKind.QUOTE)
    section = asking(text("Vooraf."), HEAD, text("Veel."), said, ANOTHER, told)
    assert found(section) == [
        ("", "Bouw huizen\nVeel.\n“Het is koud.” (een huurder)"),
        ("", "Verlaag de huur\n“Niemand luistert.”"),
    ]
    assert others(section) == ["Vooraf."]


def test_one_heading_over_paragraphs_is_no_recommendation():
    section = asking(HEAD, text("Er zijn er te weinig."))
    assert found(section) == [("", "Er zijn er te weinig.")]
    assert others(section) == ["Bouw huizen"]


def test_more_items_than_headings_are_the_recommendations():
    section = asking(HEAD, "Koop grond.", "Bouw hoog.", ANOTHER, "Begrens ze.")
    assert [text for _, text in found(section)] == ["Koop grond.", "Bouw hoog.", "Begrens ze."]
    assert others(section) == ["Bouw huizen", "Verlaag de huur"]


def test_paragraphs_are_recommendations_but_not_what_stands_between_them():
    between = (text("Het is koud.", PartKind.QUOTE), text("a | b", PartKind.ROW))
    section = asking(text("Wij vragen:"), text("Bouw huizen."), *between, text("Huur."))
    assert [text for _, text in found(section)] == ["Bouw huizen.", "Huur."]
    assert others(section) == ["Wij vragen:", "Het is koud.", "a | b"]


def test_a_sentence_alone_is_a_recommendation_though_it_ends_in_a_colon():
    assert found(asking(text("Wij vragen dit:"))) == [("", "Wij vragen dit:")]


def test_chapters_of_a_text_of_recommendations_are_those_without_a_meaning():
    chapters = (
        section("", None, text("Vooraf.")),
        section("Bouw huizen", None, text("Veel.")),
        section("Leeg", None),
        section("Werkwijze", Meaning.PARTICIPATION, text("Samen.")),
    )
    assert found(*chapters, genre="Beleidsaanbevelingen") == [("", "Bouw huizen\nVeel.")]
    assert found(*chapters) == []
    assert found(*chapters, asking("Huur."), genre="Beleidsaanbevelingen") == [("", "Huur.")]


@pytest.mark.parametrize(
    ("number", "shown"), [("3", "3"), ("A12", "A12"), ("b", ""), ("123", ""), ("", "")]
)
def test_a_letter_alone_is_no_number_of_a_recommendation(number: str, shown: str):
    assert found(asking(text("Bouw.", PartKind.ITEM, number=number))) == [(shown, "Bouw.")]
