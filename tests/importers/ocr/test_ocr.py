"""What a scanner broke is mended where that is sure, and left and named where it is not."""

from armoedegeheugen.importers.layout.joining import join
from armoedegeheugen.importers.ocr import corrections, missing_spaces
from armoedegeheugen.importers.source import Piece, Span
from tests.rows import every_row


def joined(*lines: str, apart: bool = False) -> str:
    return join((Piece(n, 0, line), apart) for n, line in enumerate(lines)).text


@every_row(
    ("lines", "text"),
    [
        (("onze dienst-", "verlening is"), "onze dienstverlening is"),
        (("de dienst-", "en hulpverlening"), "de dienst- en hulpverlening"),
        (("welzijns-", "of gezondheidsraad"), "welzijns- of gezondheidsraad"),
        (("met OCMW-", "ondersteuning"), "met OCMW-ondersteuning"),
        (("de ex-", "cliënten"), "de ex-cliënten"),
        (("een 30-", "tal gezinnen"), "een 30-tal gezinnen"),
        (("in Sint-", "Niklaas"), "in Sint-Niklaas"),
        (("onze cli-", "enten"), "onze cliënten"),
        (("alle idee-", "en samen"), "alle ideeën samen"),
        (("wie ge-", "interesseerd is"), "wie geïnteresseerd is"),
        (("de infor-matie", "klopt"), "de informatie klopt"),
        (("de klanten-", "bevraging"), "de klantenbevraging"),
        (("op\u00ad", "starten"), "opstarten"),
        (("een  regel", " verder"), "een regel verder"),
    ],
)
def test_lines_are_joined(lines: tuple[str, ...], text: str):
    assert joined(*lines) == text


def test_two_words_on_either_side_of_a_hyphen_stay_apart_and_are_named():
    found = join([(Piece(0, 0, "in de wel-"), False), (Piece(1, 0, "kunnen allen"), False)])
    assert found.text == "in de wel- kunnen allen"
    assert found.doubts == ("wel- kunnen",)


def test_broken_word_across_a_page_is_joined_only_where_it_is_sure():
    assert joined("de hulpverle-", "ning", apart=True) == "de hulpverlening"
    assert joined("Huis van Dia-", "nen komen", apart=True) == "Huis van Dia- nen komen"


def test_letters_keep_the_place_they_came_from():
    found = join([(Piece(4, 2, "kof-"), False), (Piece(5, 0, "fie"), False)])
    assert found.text == "koffie"
    assert found.spans == (Span(4, 2, 5), Span(5, 0, 3))


@every_row(
    ("text", "mended"),
    [
        ("de cliént komt", "de cliënt komt"),
        ("Cliénten en patiénten", "Cliënten en patiënten"),
        ("een codrdinator", "een coördinator"),
        ("een coérdinator", "een coördinator"),
        ("financiéle en materiéle hulp", "financiële en materiële hulp"),
        ("efficiénter werken", "efficiënter werken"),
        ("cliéntparticipatie", "cliëntparticipatie"),
        ("beter geinformeerd", "beter geïnformeerd"),
        ("ledereen doet mee", "Iedereen doet mee"),
        ("zodat ledereen meedoet", "zodat iedereen meedoet"),
        ("Klaar. ledere buur", "Klaar. Iedere buur"),
        ("|ndien je dat wil", "Indien je dat wil"),
        ("\\an bij de start", "Van bij de start"),
        ("\\Wat zien we?", "Wat zien we?"),
        ("VOOr en na", "voor en na"),
        ("QOp maat", "Op maat"),
        ("veel invioed", "veel invloed"),
        ("gezondheldsgldsen", "gezondheidsgidsen"),
        ("de thema'’s", "de thema's"),
    ],
)
def test_misread_word_is_corrected(text: str, mended: str):
    assert corrections.correct_text(text).text == mended


@every_row(
    "text",
    [
        "de client van de server",
        "een café en een privéles",
        "dat is écht waar, en vóór alles",
        "mensen zoals Leonie en Andréa",
        "een peer-to-peer workshop",
        "een leder tasje",
        "de bijstand, de rechtsbijstand",
        "uitgelogd en faalervaringen",
        "OCMW’s en vzw's",
        "hulpverleningsgesprekken",
        "vrijetijdsaanbod voor eenoudergezinnen",
    ],
)
def test_good_word_is_left_alone(text: str):
    assert corrections.correct_text(text).text == text


def test_unsure_word_stays_and_is_named():
    found = corrections.correct_text("niet enkel voér hen")
    assert found.text == "niet enkel voér hen"
    assert found.doubts == ("voér",)


def test_likeness_that_the_list_cannot_settle_is_settled_by_the_input_itself():
    assert corrections.correct_text("saciale dienst").text == "saciale dienst"
    assert corrections.correct_text("saciale dienst", {"sociale"}).text == "sociale dienst"


@every_row(
    ("text", "apart"),
    [
        ("Deinbrengvan buren", "De inbreng van buren"),
        ("metinterne partners", "met interne partners"),
        ("vanuit deopgebouwde band", "vanuit de opgebouwde band"),
        ("werken aandit vertrouwen", "werken aan dit vertrouwen"),
        ("terugkoppeling naarde groep", "terugkoppeling naar de groep"),
        ("investerenindejuiste mensen", "investeren in de juiste mensen"),
    ],
)
def test_glued_words_come_apart(text: str, apart: str):
    assert missing_spaces.split_joined_words(text)[0] == apart


@every_row(
    "text",
    [
        "voordien en nadien",
        "dringende vragen, zevende keer",
        "deactiveren en deradicalisering",
        "het aanbod van Destelbergen",
        "Lierde, Oostende",
        "de deelnemersvoelen zich goed",
        "eenentwintig metgezellen",
        "samenmetalleburenvandestraatendewijk",
    ],
)
def test_words_that_may_be_one_stay_one(text: str):
    assert missing_spaces.split_joined_words(text)[0] == text
