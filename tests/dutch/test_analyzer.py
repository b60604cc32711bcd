"""What the Dutch analyser promises to those who index and those who ask."""

import time
import unicodedata

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from armoedegeheugen.dutch import analyzer, curated_lists
from armoedegeheugen.dutch.folding import fold
from tests.properties import examples
from tests.rows import every_row

# One line: forms of one word. No two lines may share a term.
FAMILIES = [
    "wonen woont woonde woonden gewoond wonend",
    "woning woningen Woning",
    "huur huren huurt huurde gehuurd",
    "huurder huurders",
    "armoede ARMOEDE",
    "arm arme armen armer",
    "mens mensen",
    "gezin gezinnen",
    "kind kinderen kindje kindjes",
    "jongere jongeren",
    "ouder ouders",
    "oudere ouderen",
    "oud oude",
    "schuld schulden",
    "werk werken werkt werkte gewerkt",
    "werkgever werkgevers",
    "werkloosheid",
    "dakloos dakloze daklozen",
    "thuisloos thuisloze thuislozen",
    "school scholen schooltje",
    "scholier scholieren",
    "steun steunen steunt steunde",
    "hulp",
    "helpen helpt hielp geholpen",
    "taal talen",
    "vergadering vergaderingen",
    "vergaderen vergadert vergaderde",
    "participatie",
    "participeren participeert participeerden",
    "cliënt cliënten client clienten cliént cliénten cliënte",
    "coördinator coördinatoren coordinator",
    "adviesraad adviesraden",
    "advies adviezen",
    "adviseren adviseert geadviseerd",
    "energie",
    "factuur facturen",
    "lid leden",
    "raadslid raadsleden",
    "lijden lijdt",
    "schepen schepenen",
    "gemeente gemeenten gemeentes",
    "stad steden",
    "vrijwilliger vrijwilligers",
    "vrijwillig vrijwillige",
    "ervaringsdeskundige ervaringsdeskundigen",
    "medewerker medewerkers medewerkster",
    "aanbeveling aanbevelingen",
    "mogelijkheid mogelijkheden",
    "gegeven gegevens",
    "goederen",
    "goed goede beter beste",
    "welzijn welzijns",
    "gezondheid gezondheids",
    "foto foto's foto’s",
    "auto auto's",
    "baby baby's baby'tje",
    "café cafés cafe",
    "email e-mail e-mails emails",
    "energiefactuur energiefacturen",
    "brugfiguur brugfiguren",
    "innovatieproject innovatieprojecten",
    "niet",
    "noot noten",
    "zonder",
    "veel vele",
    "weinig",
    "minder mindere",
    "eerst eerste",
    "bad baden",
    "geloof geloven gelooft",
    "naaste naasten",
    "website websites",
    "vluchteling vluchtelingen",
    "uitkering uitkeringen",
    "vereniging verenigingen",
]

SOFT_HYPHEN = "\u00ad"


def parts(text: str) -> list[str]:
    return analyzer.joined_parts(analyzer.analyse_text(text)).split()


def term(word: str) -> str:
    found = analyzer.terms(word).split()
    assert len(found) == 1, found
    return found[0]


@every_row("family", FAMILIES)
def test_forms_of_one_word_are_one_term(family: str):
    assert len({term(form) for form in family.split()}) == 1


def test_different_words_are_different_terms():
    terms = [term(family.split()[0]) for family in FAMILIES]
    assert sorted(terms) == sorted(set(terms))


@every_row(
    ("asked", "written"),
    [
        ("kind", "kinderopvang"),
        ("kinderen", "kinderarmoede"),
        ("opvang", "kinderopvang"),
        ("factuur", "energiefacturen"),
        ("energie", "energiearmoede"),
        ("hulp", "schuldhulpverlening"),
        ("schulden", "schuldhulpverlening"),
        ("raad", "welzijnsraad"),
        ("welzijn", "welzijnsraad"),
        ("gezondheid", "gezondheidsbeleid"),
        ("wonen", "woonbeleid"),
        ("huur", "huurwoningen"),
        ("woning", "huurwoningen"),
        ("armoede", "generatiearmoede"),
        ("cliënt", "cliëntenraad"),
        ("leden", "ledenvergadering"),
        ("bank", "voedselbanken"),
        ("ervaring", "ervaringsdeskundigen"),
        ("jongeren", "jongerenwerking"),
        ("gezin", "gezinsondersteuning"),
        ("wereld", "leefwereld"),
        ("zorg", "thuiszorgdiensten"),
        ("water", "waterarmoede"),
        ("tarief", "kansentarief"),
        ("project", "innovatieprojecten"),
        ("merelbeke", "Merelbeke-Melle"),
        ("melle", "Merelbeke-Melle"),
        ("niklaas", "Sint-Niklaas"),
        ("ocmw", "OCMW-cliënt"),
        ("cliënten", "OCMW-cliënt"),
        ("raad", "OCMW-cliëntenraad"),
        ("berg", "Heist-op-den-Berg"),
    ],
)
def test_compound_is_found_by_its_part(asked: str, written: str):
    assert term(asked) in parts(written)


@every_row(
    ("asked", "written"),
    [
        ("arm", "armoede"),
        ("arm", "kinderarmoede"),
        ("ham", "hamburger"),
        ("leid", "beleid"),
        ("wijs", "onderwijs"),
        ("beeld", "voorbeeld"),
        ("net", "netwerk"),
        ("werk", "netwerk"),
        ("tijd", "leeftijd"),
        ("loon", "leefloon"),
        ("taal", "betaalbaar"),
        ("raad", "voorraad"),
        ("huis", "stadhuis"),
        ("ring", "ervaring"),
        ("op", "Heist-op-den-Berg"),
        ("hout", "Kampenhout"),
        ("client", "cliëntschap"),
        ("raad", "raadplegen"),
        ("huis", "huisarts"),
        ("maat", "automaat"),
    ],
)
def test_word_that_only_holds_the_letters_is_not_found(asked: str, written: str):
    found = [*analyzer.terms(written).split(), *parts(written)]
    assert term(asked) not in found


WHOLE = [line[0][1:] for line in curated_lists.entries("compounds.txt") if line[0].startswith("=")]


@every_row("word", WHOLE)
def test_listed_whole_words_stay_whole(word: str):
    assert parts(word) == []


def test_compound_list_holds_no_compounds_of_its_own_parts():
    """Such a line would hide the parts within a longer compound."""
    listed = [entry for entry, *_ in curated_lists.entries("compounds.txt")]
    assert [entry for entry in listed if not entry.startswith("=") and parts(entry)] == []
    words = [entry.strip("=-") for entry in listed]
    assert sorted(words) == sorted(set(words))


def test_lemma_list_says_nothing_twice():
    said = [fold(form) for line in curated_lists.entries("lemmas.txt") for form in line]
    twice = {form for form in said if said.count(form) > 1}
    assert twice == set()


def test_asking_a_compound_also_asks_its_parts_together():
    assert analyzer.alternatives("energiefacturen") == (("energiefactuur",), ("energie", "factuur"))


def test_hyphenated_word_is_asked_as_a_whole_by_pieces_and_by_parts():
    assert analyzer.alternatives("OCMW-cliëntenraad") == (
        ("ocmwclientenraad",),
        ("ocmw", "clientenraad"),
        ("ocmw", "client", "raad"),
    )


def test_ellipsis_of_a_compound_is_found_by_the_whole():
    text = "De welzijns- en gezondheidsraad vergadert."
    held = {*analyzer.terms(text).split(), *parts(text)}
    assert any(held.issuperset(terms) for terms in analyzer.alternatives("welzijnsraad"))


def test_no_word_in_signs_alone():
    assert analyzer.analyse_text(" -- '' … !") == []


@every_row("name", ["Gent", "Genk", "Aalst", "Lede", "Tienen", "Essen", "Wellen"])
def test_municipality_keeps_its_name(name: str):
    assert term(name) == name.lower()


@every_row(
    "word", ["niet", "geen", "zonder", "tegen", "nooit", "minder", "arm", "samen", "armoede"]
)
def test_telling_words_are_no_function_words(word: str):
    assert not analyzer.is_function_word(term(word))


@every_row("word", ["de", "het", "een", "van", "is", "was", "kunnen", "Één", "onze", "zo'n"])
def test_words_that_only_tie_are_function_words(word: str):
    assert analyzer.is_function_word(term(word))


def test_numbers_and_abbreviations():
    text = "In 2019-2020 kreeg de v.z.w. 1.250 euro (12,5 %), COVID-19 of niet."
    assert analyzer.terms(text) == "in 2019 2020 krijgen de vzw 1250 euro 12 5 covid19 of niet"
    assert parts(text) == ["covid", "19"]


@every_row(
    ("text", "terms"),
    [
        ("a.b.c.d.e.f.g.h.i.j.k", "abcdefghij k"),  # ten letters of an abbreviation
        ("1.000.000.000.000.000", "1000000000000 000"),  # five groups of a number
        ("ma-mb-mc-md-me-mf-mg-mh-mi", "mambmcmdmemfmgmh mi"),  # eight pieces of a word
        (f"ab{SOFT_HYPHEN * 197}c", "abc"),
        (f"ab{SOFT_HYPHEN * 198}c", "ab"),  # 200 letters, the invisible ones included
        (f"{'x' * 40}-{'y' * 40}", "x" * 40 + "y" * 20),  # 60 letters of a term
    ],
)
def test_length_of_a_token_is_limited(text: str, terms: str):
    assert analyzer.terms(text) == terms


def test_word_of_function_words_alone_keeps_its_pieces():
    assert analyzer.alternatives("van-de") == (("vande",), ("van", "de"))


@every_row("word", ["foto's", "zo'n", "A4'tjes"])
def test_ending_behind_an_apostrophe_is_no_piece(word: str):
    assert len(analyzer.alternatives(word)) == 1
    assert parts(word) == []


def test_offsets_are_those_of_the_text():
    text = "Een cafe\u0301 en ge\u00adzond eten: foto’s!"
    found = [(text[token.start : token.end], token.term) for token in analyzer.tokens(text)]
    assert found == [
        ("Een", "een"),
        ("cafe\u0301", "cafe"),
        ("en", "en"),
        ("ge\u00adzond", "gezond"),
        ("eten", "eten"),
        ("foto’s", "foto"),
    ]


def test_titles_sort_by_letter_then_by_number():
    titles = ["Één huis", "Dorp 10", "de Brug", "Dorp 9", "'s-Gravenwezel", "Een dak", "Über"]
    assert sorted(titles, key=analyzer.sort_key) == [
        "de Brug",
        "Dorp 9",
        "Dorp 10",
        "Een dak",
        "Één huis",
        "'s-Gravenwezel",
        "Über",
    ]


# Letters that matter to the analyser, among any others.
TEXTS = st.text() | st.text(alphabet="aeënrst'’-.­01 \u0301", max_size=60)
SETTINGS = settings(
    max_examples=examples(300), suppress_health_check=[HealthCheck.too_slow], deadline=None
)


@SETTINGS
@given(TEXTS)
def test_every_word_of_a_text_finds_it(text: str):
    held = {*analyzer.terms(text).split(" "), *parts(text)}
    for token in analyzer.tokens(text):
        assert held.issuperset(analyzer.alternatives(text[token.start : token.end])[0])


@SETTINGS
@given(TEXTS)
def test_terms_are_clean(text: str):
    """What a whitespace-analysed field takes apart again into the same terms."""
    terms = analyzer.terms(text)
    listed = [token.term for token in analyzer.tokens(text)]
    assert terms.split() == listed
    assert all(0 < len(term) <= 255 for term in listed)
    assert analyzer.terms(text) == terms


@SETTINGS
@given(st.lists(st.sampled_from(sorted({w for f in FAMILIES for w in f.split()})), min_size=1))
def test_accents_and_capitals_never_matter(words: list[str]):
    text = " ".join(words)
    plain = unicodedata.normalize("NFD", text).encode("ascii", "ignore").decode()
    assert analyzer.terms(plain.replace("fotos", "foto")) == analyzer.terms(text.replace("’", ""))
    assert analyzer.terms(text.upper()) == analyzer.terms(text)


@SETTINGS
@given(st.lists(st.sampled_from([w for f in FAMILIES for w in f.split()]), min_size=1))
def test_a_term_is_its_own_term(words: list[str]):
    terms = analyzer.terms(" ".join(words))
    assert analyzer.terms(terms) == terms


@every_row("piece", ["a-", "a'", "a.", "1.000.", "\u00ad", "e\u0301", "ab ", "zorg", "xq-zorg "])
def test_a_megabyte_takes_no_more_than_its_size(piece: str):
    """Ten times the text, about ten times the time: no repetition is tried in more than one way."""
    text = piece * (1_000_000 // len(piece))
    short = _seconds(text[:100_000])
    assert _seconds(text) < 40 * short + 0.5


def _seconds(text: str) -> float:
    start = time.perf_counter()
    analyzer.terms(text)
    return time.perf_counter() - start
