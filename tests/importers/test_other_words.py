"""The same practice, in the headings and the forms that other sites and bundles have."""

import pytest

from armoedegeheugen.importers.cards import pipeline
from armoedegeheugen.importers.layout.headings import kind_of, split
from armoedegeheugen.importers.reading import webpage
from armoedegeheugen.importers.source import Card
from tests.importers.reader import MAP, read

TEXTS = {
    "doelstelling": "Huurders leren elkaar kennen en helpen elkaar met brieven.",
    "bereik": "Veertig huurders in twee blokken, vooral wie alleen woont.",
    "neveneffect": "De fietsenkelder wordt nu door iedereen onderhouden.",
    "hindernis": "De zaal is te klein en in de winter niet te verwarmen.",
    "tips": "Begin met koffie en laat de brieven voor later.",
}


def told(card: Card) -> dict[str, str]:
    return {kind: "\n".join(p.text for p in card.section(kind)) for kind in TEXTS}


def text_of(heads: tuple[str, ...], kinds: tuple[str, ...] = tuple(TEXTS), gap: str = "\n") -> str:
    pairs = zip(heads, kinds, strict=True)
    body = "\n\n".join(f"{head}{gap}{TEXTS[kind]}" for head, kind in pairs)
    return f"Brieven in het trapgat\n\nHuurders lezen samen de post, elke woensdag.\n\n{body}\n"


@pytest.mark.parametrize(
    "heads",
    [
        ("Doelstelling(en)", "Bereikte doelgroep", "Positieve neveneffecten",
         "Hindernissen en drempels", "Tips voor anderen"),
        ("1. Doelstellingen van het project", "2. Bereik (wie en hoeveel?)",
         "3. Positieve en negatieve neveneffecten", "4. Drempels en hindernissen",
         "5. Tips & tricks"),
        ("Algemene doelstelling", "Doelgroep en bereik", "Neveneffect(en)", "Hindernissen",
         "Onze tips"),
        ("DOELSTELLINGEN", "BEREIK", "POSITIEF NEVENEFFECT", "KNELPUNTEN",
         "TIPS VOOR ANDERE BESTUREN"),
        ("Wat was het doel?", "Wie hebben we bereikt?", "Wat waren neveneffecten?",
         "Welke hindernissen kwamen we tegen?", "Welke tips geven we mee?"),
    ],
)  # fmt: skip
def test_headings_may_say_more_than_their_word(heads: tuple[str, ...]):
    [card] = read(text_of(heads)).cards
    assert card.title == "Brieven in het trapgat"
    assert told(card) == TEXTS


def test_headings_in_other_words_count_where_their_own_are_missing():
    heads = ("Wat willen we bereiken?", "Wie bereiken we?", "Onverwachte effecten",
             "Moeilijkheden", "Goede raad")  # fmt: skip
    [card] = read(text_of(heads, gap="\n\n")).cards
    assert card.title == "Brieven in het trapgat"
    assert told(card) == TEXTS


def test_a_practice_with_its_own_headings_keeps_others_as_text():
    heads = ("DOELSTELLING", "BEREIK", "NEVENEFFECT", "HINDERNIS", "TIPS")
    text = text_of(heads).replace(TEXTS["bereik"], f"{TEXTS['bereik']}\n\nUitdagingen\n\nVervoer.")
    [card] = read(text).cards
    assert told(card)["hindernis"] == TEXTS["hindernis"]
    assert "Uitdagingen" in told(card)["bereik"]


def test_an_article_with_a_heading_or_two_is_no_practice():
    text = "Warm wonen\n\nUitdagingen\n\nDe winter is lang.\n\nAanbevelingen\n\nStook minder.\n"
    assert read(text).cards == ()


@pytest.mark.parametrize(
    "line", ["Doelgroep", "Uitdagingen", "Doel", "Tip van de week", "Bereik je iedereen?"]
)
def test_other_words_are_no_headings_by_themselves(line: str):
    assert [part.kind for part in split(line)] == [""]


def test_a_label_may_have_its_text_behind_it():
    parts = [part.kind for part in split("Bereikte doelgroep: jonge ouders")]
    assert parts == ["bereik", ""]
    assert kind_of("Hindernissen en drempels") == "hindernis"


def test_a_form_that_was_filled_in():
    form = (
        "Praktijkfiche\n\nTitel: Brieven in het trapgat\nOrganisatie: Huurdersnetwerk Genk\n"
        "Gemeente: Genk\nContact: Wannes Verzonnenstra, brugfiguur, 011 99 00 11\n"
        "Periode: 2015-2018\n\n"
    )
    body = text_of(
        ("1. Doelstelling", "2. Bereik", "3. Neveneffecten", "4. Hindernissen", "5. Tips")
    )
    [card] = read(form + body.split("\n\n", 2)[2]).cards
    assert (card.title, card.municipality) == ("Brieven in het trapgat", "Genk")
    assert card.contact.role == "brugfiguur"
    assert told(card) == TEXTS


BUNDLE = """ GIDS VOOR BESTUREN                                   12

SAMEN SPAREN
Spaargroepen van en voor bewoners
Genk
Contact: Wannes Verzonnenstra, buurtwerker, 011 99 00 11

{0}
 GIDS VOOR BESTUREN                                   13

DE WARME KAMER
Een huiskamer in de winter, open voor elk
Gent

{1}
 GIDS VOOR BESTUREN                                   14

FIETS ZOEKT KIND
Fietsen voor gezinnen met een klein budget
Provincie Antwerpen

{2}"""


def test_title_blocks_without_a_blank_line_in_them():
    own = text_of(("DOELSTELLING", "BEREIK", "NEVENEFFECT", "HINDERNIS", "TIPS"))
    own = own.split("\n\n", 2)[2]
    bodies = [own.replace("Begin", verb) for verb in ("Begin", "Start", "Open")]
    found = read(BUNDLE.format(*bodies))
    assert [(c.title, c.teaser, c.municipality, c.province) for c in found.cards] == [
        ("SAMEN SPAREN", "Spaargroepen van en voor bewoners", "Genk", "Limburg"),
        ("DE WARME KAMER", "Een huiskamer in de winter, open voor elk", "Gent", "Oost-Vlaanderen"),
        ("FIETS ZOEKT KIND", "Fietsen voor gezinnen met een klein budget", "", "Antwerpen"),
    ]
    verbs = [told(card).pop("tips").split()[0] for card in found.cards]
    assert verbs == ["Begin", "Start", "Open"]


def test_a_web_page_with_its_place_below_the_title():
    heads = ("Bereikte doelgroep", "Doelstellingen", "Hindernissen en drempels",
             "Positieve neveneffecten", "Tips voor anderen")  # fmt: skip
    kinds = ("bereik", "doelstelling", "hindernis", "neveneffect", "tips")
    body = "".join(
        f"<h2>{head}</h2><p>{TEXTS[kind]}</p>" for head, kind in zip(heads, kinds, strict=True)
    )
    html = (
        "<html><head><title>Brieven - Praktijken</title></head><body><main>"
        "<h1>Brieven in het trapgat</h1><p>Lommel, Limburg</p>"
        f"<p>Huurders lezen samen de post, elke woensdag.</p>{body}"
        "<h3>Contact</h3><p>Wannes Verzonnenstra, buurtwerker bij SAAMO Gent</p>"
        "</main></body></html>"
    )
    [card] = pipeline.read(webpage.parse(html, "p.html"), MAP).cards
    assert (card.title, card.municipality) == ("Brieven in het trapgat", "Lommel")
    assert (card.contact.role, card.contact.organisation) == ("buurtwerker", "SAAMO Gent")
    assert told(card) == TEXTS


def test_titles_with_a_number_and_an_afterword():
    own = text_of(("Doelstelling", "Bereik", "Neveneffect", "Hindernis", "Tips"))
    own = own.split("\n\n", 2)[2].replace("Begin", "• Begin")
    text = (
        "1. Het panel\n\nLokaal bestuur: Genk\nContactpersoon: Wannes Verzonnenstra, buurtwerker "
        f"(tel. 011 99 00 11)\n\n{own}\n2. De babbelbus\n\nLokaal bestuur: Gent\n"
        "Contactpersoon: Hilke Fictiefstra, straathoekwerker (tel. 011 99 00 12)\n\n"
        f"{own.replace('Begin', 'Start')}\nOver deze bundel\nMet steun van velen gemaakt.\n"
    )
    found = read(text)
    assert [(card.title, card.municipality) for card in found.cards] == [
        ("Het panel", "Genk"),
        ("De babbelbus", "Gent"),
    ]
    assert [told(card)["tips"].split()[0] for card in found.cards] == ["Begin", "Start"]
    assert [len(card.section("tips")) for card in found.cards] == [1, 1]
    assert "Met steun van velen gemaakt." in found.rest[-1].text


def test_a_board_and_a_day_above_a_web_page_are_no_title():
    body = "".join(f"<h3>{kind.upper()}</h3><p>{text}</p>" for kind, text in TEXTS.items())
    html = (
        "<html><head><title>Brieven</title></head><body><h1>Brieven in het trapgat</h1>"
        "<p>Samen de post lezen, elke woensdag</p>"
        f"<div><span>OCMW Genk</span> <span>|</span> <span>12 januari 2022</span></div>{body}"
        "</body></html>"
    )
    [card] = pipeline.read(webpage.parse(html, "p.html"), MAP).cards
    assert (card.title, card.municipality) == ("Brieven in het trapgat", "Genk")
    assert card.teaser == "Samen de post lezen, elke woensdag"


def test_a_label_over_the_sentence_below_a_title_is_no_text():
    own = text_of(("Doelstelling", "Bereik", "Neveneffect", "Hindernis", "Tips"))
    [card] = read(own.replace("Huurders lezen", "Korte omschrijving\nHuurders lezen", 1)).cards
    assert card.teaser == "Huurders lezen samen de post, elke woensdag."
    assert told(card) == TEXTS


def test_a_sentence_between_who_to_ask_and_the_first_heading_is_the_teaser():
    own = text_of(("Doelstelling", "Bereik", "Neveneffect", "Hindernis", "Tips"))
    title, sentence, body = own.split("\n\n", 2)
    contact = "Contact: Wannes Verzonnenstra, buurtwerker, 011 99 00 11"
    form = f"Naam van de praktijk: {title}\nGemeente: Genk\n{contact}\n\n{sentence}\n\n{body}"
    [card] = read(form).cards
    assert (card.title, card.teaser) == ("Brieven in het trapgat", sentence)
    assert told(card) == TEXTS
