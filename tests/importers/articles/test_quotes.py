"""Which paragraphs are quotes, and who speaks in them."""

import pytest

from armoedegeheugen.importers.articles import quotes, speakers
from armoedegeheugen.importers.articles.speakers import KnownRoles, Speaker

WORDS = "Ik had het altijd koud in dat huis."


def parsed(text: str, set_apart: bool = False) -> tuple[str, str] | None:
    quote = quotes.parse_quote(text, set_apart)
    if quote is None:
        return None
    return text[quote.start : quote.end], text[quote.speaker_start : quote.speaker_end]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"“{WORDS}”", ""),
        (f"‘{WORDS}’", ""),
        (f"“{WORDS}” (een moeder)", "een moeder"),
        (f"“{WORDS}” – een moeder", "een moeder"),
        (f"“{WORDS}”, zegt een moeder", "een moeder"),
        (f"“{WORDS}”, een moeder uit Genk", "een moeder uit Genk"),
        (f"Een moeder vertelt: “{WORDS}”", "Een moeder"),
    ],
)
def test_a_paragraph_in_quotation_marks_is_a_quote_with_its_speaker(text: str, speaker: str):
    assert parsed(text) == (WORDS, speaker)


@pytest.mark.parametrize(
    "text",
    [
        WORDS,
        "“Kort woord”",
        "‘Een titel van een boek’",
        f"“{WORDS}” en dan “{WORDS}”",
        f"De wet zegt: “{WORDS}” en meer niet.",
        "“Ik was koud” zei hij “en wij ook”",
        "„Wij waren met twaalf«, en zij „ook altijd«",
    ],
)
def test_other_paragraphs_are_no_quotes(text: str):
    assert parsed(text) is None


def test_a_quote_may_hold_another():
    words = "Zij zei “kom eens binnen” dus bleef ik"
    assert parsed(f"“{words}”") == (words, "")


def test_a_quote_has_a_least_and_a_greatest_length():
    assert parsed(f"“{'a' * (quotes.MIN_LENGTH - 1)}”") is None
    assert parsed(f"“{'a' * quotes.MIN_LENGTH}”") is not None
    room = quotes.MAX_LENGTH - 2
    assert parsed(f"“{'a' * room}”") is not None
    assert parsed(f"“{'a' * (room + 1)}”") is None
    assert parsed("a" * (quotes.MAX_LENGTH + 1), set_apart=True) is None


def test_what_is_set_apart_is_a_quote_without_marks():
    assert parsed(f"  {WORDS} ", set_apart=True) == (WORDS, "")
    assert parsed(f"{WORDS} (een moeder)", set_apart=True) == (WORDS, "een moeder")
    assert parsed(f"{WORDS} – een moeder", set_apart=True) == (WORDS, "een moeder")


@pytest.mark.parametrize(
    ("behind", "speaker"),
    [
        ("(2019)", None),
        (", dat is een zin die verder gaat", None),
        (", " + " ".join(["een moeder van", *["heel"] * 9, "ver"]), None),
        (", " + " ".join(["een moeder van", *["heel"] * 7, "ver"]), True),
        (", zegt " + " ".join(["een moeder", *["nog"] * 16]), None),
        (", zegt " + " ".join(["een moeder", *["nog"] * 15]), True),
    ],
)
def test_what_stands_behind_a_quote_is_a_speaker_only_if_it_can_be_one(behind: str, speaker):
    quote = parsed(f"“{WORDS}”{'' if behind[0] == ',' else ' '}{behind}")
    assert (quote is not None and bool(quote[1])) is bool(speaker)


@pytest.mark.parametrize(("words", "is_quote"), [(15, True), (16, False)])
def test_an_announcement_of_a_quote_is_short(words: int, is_quote: bool):
    before = " ".join(["Een moeder", *["nog"] * (words - 2)])
    assert (parsed(f"{before}: “{WORDS}”") is not None) is is_quote


def test_quotes_within_a_paragraph_have_25_characters_or_more():
    long, short = "Ik had het altijd koud daar", "Ik had het daar koud"
    text = f"Dat zag men. “{long}”, zegt een moeder. “{short}”, zegt een vader."
    assert list(quotes.find_inline_quotes(text)) == [(long, "een moeder")]
    assert list(quotes.find_inline_quotes(text + "a" * quotes.MAX_LENGTH)) == []
    said = f"Een moeder zegt: “{long}” Het decreet zegt: “{long}”"
    assert list(quotes.find_inline_quotes(said)) == [(long, "Een moeder")]
    single = f"Dat zag men. ‘{long}’, zegt een moeder. Een vader zegt: ‘{long}’"
    assert list(quotes.find_inline_quotes(single)) == [(long, "een moeder"), (long, "Een vader")]


def test_a_paragraph_that_ends_in_a_colon_announces_its_speaker():
    assert quotes.announced_speaker("Dat is zo. Een moeder zegt het zo:") == "Een moeder"
    assert quotes.announced_speaker("Het decreet zegt:") == ""
    assert quotes.announced_speaker("Een moeder zegt het zo.") == ""


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Wannes Verzonnenstra, brugfiguur in Genk", "Wannes Verzonnenstra", "brugfiguur in Genk"),
        ("brugfiguur (Wannes Verzonnenstra)", "Wannes Verzonnenstra", "brugfiguur"),
        ("een buur, Nadia", "Nadia", "een buur"),
        ("een buur, uit Genk", "", "een buur, uit Genk"),
        ("de buren van Genk", "", "de buren van Genk"),
        ("de buren van Groot Gelderlandstra", "", "de buren van Groot Gelderlandstra"),
        ("een moeder", "", "een moeder"),
        ("aldus een moeder", "", "een moeder"),
        ("schepen Wannes Verzonnenstra", "Wannes Verzonnenstra", "schepen"),
        ("Nadia (71)", "Nadia", ""),
        ("Nadia, 71 jaar, huurster", "Nadia", "huurster"),
        ("ze", "", ""),
        ("x" * 200, "", "x" * speakers.MAX_ROLE_LENGTH),
    ],
)
def test_a_speaker_is_a_name_and_a_role(text: str, name: str, role: str):
    assert speakers.parse_speaker(text) == Speaker(name, role)


@pytest.mark.parametrize(
    ("text", "is_name"),
    [
        ("Nadia", True),
        ("Wannes de Verzonnene", True),
        ("OCMW", False),
        ("XYZ", False),
        ("Al", True),
        ("AL", True),
        ("Schoonmaak", False),
        ("Herfst", True),
        ("Schoonmaak Verzonnenstra", True),
        ("Netwerk Verzonnenstra", False),
        ("Schepen Verzonnenstra", False),
        ("Moeder Verzonnenstra", False),
        ("Coördinator Verzonnenstra", False),
        ("Verzonnenstra", True),
        ("WANNES VERZONNENSTRA", True),
        ("Iemand", False),
        ("Vergadering", False),
        ("Buurtwerk Zuid vzw", False),
        ("Directeur", False),
        ("een moeder", False),
        ("A B C D E", False),
    ],
)
def test_a_name_is_no_function_service_or_common_word(text: str, is_name: bool):
    assert speakers.is_name(text) is is_name


def test_a_name_alone_has_the_first_role_that_the_text_gives_it():
    roles = speakers.roles_in(
        [
            "Wannes Verzonnenstra, coördinator van het buurthuis, vertelt.",
            "Wannes Verzonnenstra, voorzitter van de raad, zwijgt.",
            "Hilke Fictiefstra, mooi weer vandaag, vertelt.",
            "Roderick Bedachtstra, moeder van drie, vertelt.",
        ]
    )
    role = "coördinator van het buurthuis"
    for name in ("Wannes Verzonnenstra", "Wannes", "Verzonnenstra"):
        assert roles.resolve(Speaker(name)) == Speaker(name, role)
    assert roles.resolve(Speaker("Hilke Fictiefstra")).role == ""
    assert roles.resolve(Speaker("Roderick")).role == "moeder van drie"
    own = KnownRoles()
    assert own.resolve(Speaker("Nadia", "huurster")).role == "huurster"
    assert own.resolve(Speaker("Nadia")).role == "huurster"
    assert own.resolve(Speaker("", "")) == Speaker()


@pytest.mark.parametrize(
    ("line", "near", "apart"),
    [
        ("– iemand", True, True),
        ("– " + "iemand uit de groep die hier al jaren komt.", True, True),
        ("huurster uit Genk die hier al jaren woont.", False, False),
        ("Nadia uit Genk (huurster)", True, False),
        ("Nadia (huurster)", True, True),
        ("Nadia, huurster uit Genk die hier woont.", False, False),
        ("Nadia, huurster in Genk.", True, True),
        ("iets (tussen haken) en meer", False, False),
        ("(iemand) en meer", False, False),
        ("consulent in Genk", True, False),
        ("de consulent", True, True),
        ("de herfst", False, False),
        ("(iemand uit de groep)", True, True),
        ("aldus iemand", True, True),
        ("Nadia, huurster", True, True),
        ("een moeder", True, True),
        ("Nadia", True, False),
        ("huurster in Genk", True, False),
        ("een moeder met drie kinderen uit de buurt hier vlakbij", True, False),
        ("een moeder.", False, False),
        ("Dat was het dan", False, False),
        ("een moeder:", False, False),
        ("een “moeder”", False, False),
        ("– " + "een moeder " * 9, False, False),
        ("– " + "m" * speakers.MAX_LENGTH, False, False),
    ],
)
def test_a_line_below_a_quote_may_say_who_spoke(line: str, near: bool, apart: bool):
    assert speakers.is_attribution(line, near=True) is near
    assert speakers.is_attribution(line, near=False) is apart


@pytest.mark.parametrize(
    ("words", "name", "role"),
    [
        ("Schepen Wannes Verzonnenstra", "Wannes Verzonnenstra", "Schepen"),
        ("moeder Wannes Verzonnenstra", "Wannes Verzonnenstra", "moeder"),
        ("een moeder, Nadia, uit Genk", "Nadia", "een moeder uit Genk"),
        ("mw. S. Staal, coördinator", "S. Staal", "coördinator"),
        ("de heer Van der Linthout, huurder", "Van der Linthout", "huurder"),
        ("de heer Van der Linthout", "Van der Linthout", ""),
        ("vrijwilligster Nadia (buurthuis)", "Nadia", "vrijwilligster buurthuis"),
    ],
)
def test_a_role_never_keeps_a_name(words: str, name: str, role: str):
    assert speakers.parse_speaker(words) == Speaker(name, role)


@pytest.mark.parametrize(
    ("words", "may"),
    [("de consulent", True), ("een moeder", True), ("Nadia", True), ("wat", False)],
)
def test_a_function_a_person_or_a_name_may_speak(words: str, may: bool):
    assert speakers.may_name_speaker(words) is may
