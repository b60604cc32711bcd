"""A bundle, however it is laid out, gives each practice its own words under its own headings."""

import re
from dataclasses import replace

import pytest

from tests.importers import practices
from tests.importers.layouts import (
    LAYOUTS,
    MISSING,
    Layout,
    between_foreword_and_afterword,
    no_place,
    plain,
)
from tests.importers.practices import (
    AFTERWORD,
    ALL,
    BUS,
    FIELDS,
    FOREWORD,
    KEYS,
    LETTERS,
    SOUP,
    Practice,
    page,
)
from tests.importers.reader import read


def _kept(layout: Layout, number: int) -> tuple[int, ...]:
    return MISSING[layout][number] if layout in MISSING else tuple(range(5))


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_each_practice_keeps_its_words(layout: Layout):
    cards = read(layout(ALL)).cards
    assert [card.title for card in cards] == [practice.whole_title for practice in ALL]
    for number, (card, practice) in enumerate(zip(cards, ALL, strict=True)):
        for index, field in enumerate(FIELDS):
            wanted = practice.sections[index] if index in _kept(layout, number) else ()
            assert tuple(paragraph.text for paragraph in card.section(field)) == wanted, field


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_each_practice_keeps_its_sentence_and_place(layout: Layout):
    for card, practice in zip(read(layout(ALL)).cards, ALL, strict=True):
        assert card.teaser == practice.teaser
        assert (card.municipality or card.province) == practice.place


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_nobody_is_named_and_the_function_is_kept(layout: Layout):
    text = layout(ALL)
    for card, practice in zip(read(text).cards, ALL, strict=True):
        named = practice.role in text
        assert card.contact.role == (practice.role if named else "")
        fields = [card.title, card.teaser, *(p.text for _, ps in card.sections for p in ps)]
        assert practice.contact.split(",")[0] not in " ".join(fields)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_nearly_every_letter_is_accounted_for(layout: Layout):
    assert 0.97 <= read(layout(ALL)).coverage <= 1


def test_foreword_and_afterword_are_rest():
    found = read(between_foreword_and_afterword(ALL))
    rest = " ".join(part.text for part in found.rest)
    for text in (FOREWORD, AFTERWORD):
        assert set(re.findall(r"\w+", text)) <= set(re.findall(r"\w+", rest))


def test_text_without_a_practice_is_all_rest():
    found = read(f"{FOREWORD}\n\n{AFTERWORD}")
    assert found.cards == ()
    assert found.coverage == 1


def test_missing_heading_leaves_a_note():
    text = practices.page(f"{practices.title_block(SOUP)}\n\n{practices.sections(SOUP, (0, 4))}")
    (card,) = read(text).cards
    assert card.section("bereik") == ()
    assert "De kop ‘bereik’ ontbreekt." in card.notes
    assert "De kop ‘tips’ ontbreekt." not in card.notes


def test_heading_without_text_leaves_a_note():
    head = practices.title_block(SOUP)
    text = f"{head}\n\n{practices.sections(SOUP, (0, 1, 4))}\n\nHINDERNIS\n"
    (card,) = read(practices.page(text)).cards
    assert card.section("hindernis") == ()
    assert "Onder de kop ‘hindernis’ staat geen tekst." in card.notes


def test_misread_place_is_noted():
    text = plain([KEYS]).replace("ZOTTEGEM", "ZOTTEGFM")
    (card,) = read(text).cards
    assert card.municipality == "Zottegem"
    assert any("ZOTTEGFM" in note for note in card.notes)


def test_province_is_no_municipality():
    (card,) = read(plain([LETTERS])).cards
    assert (card.municipality, card.province) == ("", "Limburg")


def test_place_that_only_the_text_names_is_found():
    (card,) = read(no_place([BUS])).cards
    assert (card.municipality, card.province) == ("Heist-op-den-Berg", "Antwerpen")


def test_unknown_place_is_left_open_and_noted():
    nowhere = Practice("", ("Zomaar ergens",), SOUP.teaser, SOUP.contact, SOUP.role, KEYS.sections)
    text = no_place([nowhere]).replace("OCMW Zottegem", "ons centrum")
    (card,) = read(text).cards
    assert (card.municipality, card.province) == ("", "")
    assert "De gemeente is niet zeker." in card.notes


def test_box_with_a_tip_does_not_end_the_text_around_it():
    around = practices.bullets(
        (
            "De verhuurder hoorde over vochtige muren en stuurde daarna twee aannemers langs.",
            "In de gang kwam een ruilkast voor kinderkleren, die bewoners zelf bijhouden.",
        )
    )
    box = "\n".join(practices.wrapped("Laat de koks zelf de boodschappen doen voor het feest.", 22))
    after = practices.bullets(("Ook de huisarts kwam luisteren en bleef eten met de bewoners.",))
    start = f"{practices.title_block(SOUP)}\n\n{practices.sections(SOUP, (0, 1))}"
    end = practices.sections(SOUP, (3,))
    text = f"{start}\n\nNEVENEFFECT\n\n{around}\n\nTIP\n\n{box}\n\n{after}\n\n{end}"
    (card,) = read(practices.page(text)).cards
    assert len(card.section("neveneffect")) == 3
    assert [tip.text for tip in card.section("tips")] == [
        "Laat de koks zelf de boodschappen doen voor het feest."
    ]
    assert any("kader met tips" in note for note in card.notes)


def test_title_over_two_pages_is_put_together():
    """The second line of the title, and the end of the sentence, are read before the first."""
    first, second = practices.sections(SOUP, (0, 1)), practices.sections(SOUP, (2, 3, 4))
    start = f"LOMMEL\n\nSoep met buren\n\nwoonwijk samen een pot soep.\n\n{first}"
    teaser = "Elke dinsdag koken bewoners van een sociale"
    text = f"{page(start)}\n{page('Traject')}\n\n{teaser}\n\n{SOUP.contact}\n\n{second}"
    (card,) = read(text).cards
    assert card.title == "Traject Soep met buren"
    assert card.teaser == SOUP.teaser
    assert "De titel stond in twee delen: kijk na." in card.notes


def test_details_in_running_text_go_to_the_rest():
    text = plain([SOUP]).replace(
        "koks zelf boodschappen doen.",
        "koks zelf boodschappen doen (soep@voorbeeld.example). Bel gerust 011 98 76 54.",
    )
    found = read(text)
    (card,) = found.cards
    assert card.section("tips")[0].text == "Laat de koks zelf boodschappen doen."
    rest = " ".join(part.text for part in found.rest)
    assert "soep@voorbeeld.example" in rest
    assert "011 98 76 54" in rest
    assert any("Persoonsgegevens" in note for note in card.notes)


def test_contact_person_is_not_named_in_the_text_either():
    text = plain([SOUP]).replace(
        "Jongeren blijven", "Wannes Verzonnenstra zag het. Jongeren blijven"
    )
    found = read(text)
    assert "Verzonnenstra" not in " ".join(p.text for p in found.cards[0].section("bereik"))
    assert any(part.text == "Wannes Verzonnenstra" for part in found.rest)


def test_goal_twice_is_two_practices_even_without_a_title():
    goal = "DOELSTELLING\n\nDe buurt wil een eigen soeppot.\n\nTIPS\n\n» Proef eerst."
    cards = read(f"{goal}\n\n{goal.replace('soeppot', 'zaal')}").cards
    assert [card.section("doelstelling")[0].text for card in cards] == [
        "De buurt wil een eigen soeppot.",
        "De buurt wil een eigen zaal.",
    ]


def test_item_that_lost_its_mark_stays_an_item():
    text = f"{page(plain([SOUP]).strip())}\n{page(plain([KEYS]).strip())}"
    lost = text.replace("» Hang de uitnodiging", " Hang de uitnodiging")
    assert lost != text
    tips = read(lost).cards[0].section("tips")
    assert [(tip.text, tip.item) for tip in tips] == [(tip, True) for tip in SOUP.sections[4]]


@pytest.mark.parametrize(
    "title",
    [
        "Thuis In Lommel",
        "Iedereen Mee",
        "Brugfiguren tussen school en gezin",
        "Delen doet leven",
        "Lokaal Cliëntoverleg Limburg",
        "Wie kookt er mee?",
        "SOEP MET BUREN",
        "‘Soep’ met buren",
        "100 kommen soep",
    ],
)
def test_title_may_look_like_something_else(title: str):
    (card,) = read(plain([replace(SOUP, title=(title,))])).cards
    assert card.title == title
    assert card.teaser == SOUP.teaser


def test_title_on_the_line_of_a_heading_is_found():
    text = f"Soep met buren {practices.sections(SOUP)}"
    (card,) = read(page(text)).cards
    assert card.title == SOUP.whole_title
    assert card.section("doelstelling")[0].text == SOUP.sections[0][0]


def test_sentence_over_a_contact_line_is_no_text_of_the_practice():
    first, second = practices.sections(SOUP, (0, 1)), practices.sections(SOUP, (2, 3, 4))
    text = f"{page(f'Soep met buren {first}')}\n{page(SOUP.teaser)}\n{SOUP.contact}\n\n{second}"
    (card,) = read(text).cards
    assert (card.title, card.teaser) == (SOUP.whole_title, SOUP.teaser)
    assert [p.text for p in card.section("bereik")] == list(SOUP.sections[1])


@pytest.mark.parametrize("mark", [*"»•*+¢«©°~=eo–"])
def test_list_mark_may_be_any_sign(mark: str):
    (card,) = read(plain([SOUP]).replace("» ", f"{mark} ")).cards
    assert [(tip.text, tip.item) for tip in card.section("tips")] == [
        (tip, True) for tip in SOUP.sections[4]
    ]


@pytest.mark.parametrize(
    "tips",
    [
        ("Begin klein.", "Proef eerst."),
        ("Begin met een kleine groep", "Proef eerst", "Vraag wie er wil koken"),
    ],
)
def test_tips_on_lines_of_their_own_need_no_mark(tips: tuple[str, ...]):
    before, _ = plain([SOUP]).split("TIPS\n\n")
    (card,) = read(f"{before}TIPS\n\n{chr(10).join(tips)}\n").cards
    assert [tip.text for tip in card.section("tips")] == list(tips)


@pytest.mark.parametrize(
    "lines",
    [
        ("Begin met een groep in het dorp", "Boom. Proef eerst."),
        ("Vraag elk jaar raad aan jullie eigen", "OCMW"),
        ("Neem ruim de tijd, bv.", "een uur."),
        ("Vraag eerst raad aan het", "OCMW van de stad of aan het", "CAW"),
    ],
)
def test_a_tip_over_more_lines_is_one(lines: tuple[str, ...]):
    before, _ = plain([SOUP]).split("TIPS\n\n")
    (card,) = read(f"{before}TIPS\n\n{chr(10).join(lines)}\n").cards
    assert [tip.text for tip in card.section("tips")] == [" ".join(lines)]


def test_first_item_may_stand_on_the_line_of_its_heading():
    (card,) = read(plain([SOUP]).replace("TIPS\n\n» ", "TIPS e ")).cards
    assert [tip.text for tip in card.section("tips")] == list(SOUP.sections[4])


def test_two_columns_under_two_headings_on_one_line_come_apart():
    wide = practices.bullets(("De buren leren elkaar kennen en helpen elkaar.", "Ze lachen."), "»")
    box = "\n".join(practices.wrapped("Begin met een kleine groep die er zin in heeft.", 20))
    told = f"{practices.title_block(SOUP)}\n\n{practices.sections(SOUP, (0, 1))}"
    text = f"{told}\n\nNEVENEFFECT TIP\n\n{wide}\n\n{box}\n\n{practices.sections(SOUP, (3,))}"
    (card,) = read(page(text)).cards
    assert len(card.section("neveneffect")) == 2
    assert [tip.text for tip in card.section("tips")] == [
        "Begin met een kleine groep die er zin in heeft."
    ]


def test_end_of_a_word_is_found_back_behind_other_headings():
    lines = practices.sections(SOUP, (0,), width=26).split("\n")
    cut = next(number for number, line in enumerate(lines) if line.endswith("-"))
    first, rest = "\n".join(lines[: cut + 1]), "\n".join(lines[cut + 1 :])
    second = practices.sections(SOUP, (1,))
    head = practices.title_block(SOUP, place=False)
    text = f"{page(f'{first}')}\n\n{second}\n{page(head)}\n\n{rest}\n\n"
    (card,) = read(f"{text}{practices.sections(SOUP, (2, 3, 4))}").cards
    told = " ".join(p.text for p in card.section("doelstelling"))
    assert told.split()[:20] == " ".join(SOUP.sections[0]).split()[:20]
    assert [p.text for p in card.section("bereik")] == list(SOUP.sections[1])
