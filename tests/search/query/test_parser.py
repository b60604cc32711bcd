"""What becomes of the text that someone asks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armoedegeheugen.dutch import analyzer
from search.engines.protocol import Other, Phrase, Word
from search.query import expansion as ways
from search.query import parser, synonyms
from search.query.parser import Question, parse
from search.query.spelling import Lexicon
from tests.properties import examples


def asked(q: str) -> list[str]:
    """The first alternative of each word."""
    return [" ".join(word.alternatives[0]) for word in parse(q).words]


def test_words_are_analysed_and_function_words_dropped():
    assert asked("Hoe kan ik de huurprijzen betalen?") == ["huurprijs", "betalen"]


def test_telling_small_words_stay():
    assert asked("wonen zonder factuur, niet tegen") == [
        "wonen",
        "zonder",
        "factuur",
        "niet",
        "tegen",
    ]


def test_function_words_count_where_there_is_nothing_else():
    assert asked("van het") == ["van", "het"]


def test_words_are_asked_once():
    assert asked("kind kinderen KIND") == ["kind"]


@pytest.mark.parametrize("quoted", ['"recht op wonen"', "„recht op wonen”", "“recht op wonen”"])
def test_phrase_keeps_its_function_words_and_scores_by_the_others(quoted: str):
    found = parse(quoted)
    assert found.phrases == (Phrase(("recht", "op", "wonen")),)
    assert found.words == (Word((("recht",),)), Word((("wonen",),)))


def test_phrase_of_one_word_is_that_word_and_not_its_parts():
    assert parse('"voedselbank"') == Question(words=(Word((("voedselbank",),)),))
    assert [other.terms for other in parse("voedselbank").words[0].others] == [("voedsel", "bank")]


def test_the_whole_word_weighs_more_than_its_parts():
    (word,) = parse("OCMW-cliëntenraad").words
    assert word.alternatives == (("ocmwclientenraad",),)
    assert word.others == (
        Other(("ocmw", "clientenraad"), ways.PARTS_SHARE),
        Other(("ocmw", "client", "raad"), ways.PARTS_SHARE),
    )
    assert ways.PARTS_SHARE < 1


def test_a_quoted_function_word_is_asked():
    assert asked('"hoe" wonen') == ["hoe", "wonen"]
    assert asked("hoe wonen") == ["wonen"]


def test_function_words_left_out_are_told():
    found = parse("Hoe mensen betrekken bij beleid?")
    assert found.written == ("mensen", "betrekken", "beleid")
    assert found.ignored == ("Hoe", "bij")
    assert parse("van het").ignored == ()


def test_of_means_either():
    (word,) = parse("schuld OF budget").words
    assert word.alternatives == (("schuld",), ("budget",))
    assert parse("schuld OF budget").written == ("schuld OF budget",)
    assert [
        len(word.alternatives) for word in parse("gent schuld OF budget OF geld huur").words
    ] == [*(1, 3, 1)]


def test_of_takes_phrases_which_then_need_not_be_there():
    found = parse('"sociale kruidenier" OF voedselbank')
    assert found.phrases == ()
    (word,) = found.words
    assert word.alternatives == (("voedselbank",),)
    assert Other(("sociaal", "kruidenier"), adjacent=True) in word.others


@pytest.mark.parametrize("q", ["OF", "OF wonen", "wonen OF", "-gent OF wonen", "wonen of huren"])
def test_of_at_an_edge_or_in_small_letters_ties_words_together(q: str):
    assert all(len(word.alternatives) == 1 for word in parse(q).words)


SYNONYMS = ways.LanguageContext(
    synonyms.compile(
        [
            ("cliëntparticipatie", ["klantenparticipatie", "gebruikersparticipatie"], True),
            ("OCMW", ["openbaar centrum voor maatschappelijk welzijn"], True),
            ("OCMW-raad", ["raad voor maatschappelijk welzijn"], True),
            ("voedselbank", ["sociale kruidenier"], False),
        ]
    )
)


def others(q: str) -> list[tuple[str, float, bool]]:
    found = [other for word in parse(q, SYNONYMS).words for other in word.others]
    return [(" ".join(other.terms), other.share, other.adjacent) for other in found]


def test_a_synonym_is_another_way_to_say_a_word_and_weighs_a_little_less():
    share = synonyms.SYNONYM_SHARE
    assert ("gebruikersparticipatie", share, False) in others("klantenparticipatie")
    assert share < 1
    assert ("clientparticipatie", share, False) in others("KLANTENPARTICIPATIE")


def test_an_abbreviation_is_asked_as_a_phrase_and_a_phrase_as_its_abbreviation():
    said = "openbaar centrum voor maatschappelijk welzijn"
    assert others("OCMW") == [(said, synonyms.SYNONYM_SHARE, True)]
    (word,) = parse(f"het {said}", SYNONYMS).words
    assert word.alternatives == (("openbaar", "centrum", "maatschappelijk", "welzijn"),)
    assert [other.terms for other in word.others] == [("ocmw",)]


@pytest.mark.parametrize("q", ["OCMW raad", "ocmw-raad"])
def test_the_longest_entry_holds_however_its_hyphen_is_written(q: str):
    assert ("raad voor maatschappelijk welzijn", synonyms.SYNONYM_SHARE, True) in others(q)
    assert len(parse(q, SYNONYMS).words) == 1


def test_one_way_is_one_way():
    assert ("sociaal kruidenier", synonyms.SYNONYM_SHARE, True) in others("voedselbank")
    assert not [each for each in others("sociale kruidenier") if "voedselbank" in each[0]]


HELD = ("schoolrekening", "kinderopvang", "schuldhulpverlening", "nazorg", "wachtlijst")


@pytest.mark.parametrize(
    ("q", "written"),
    [
        ("school rekening", ("school rekening",)),
        ("plaats in de kinder opvang", ("plaats", "kinder opvang")),
        ("schuld hulp verlening", ("schuld hulp verlening",)),
        ("schuld hulpverlening Gent", ("schuld hulpverlening", "Gent")),
        ("wacht lijsten", ("wacht lijsten",)),
        ("hulp na zorg", ("hulp", "zorg")),
        ("rekening school", ("rekening", "school")),
        ("school factuur", ("school", "factuur")),
        ('school "rekening"', ("school", "rekening")),
    ],
)
def test_a_compound_that_is_written_apart_is_asked_as_one_where_the_index_has_it(q, written):
    help = ways.LanguageContext(lexicon=Lexicon(1_000, dict.fromkeys(HELD, 9)))
    found = parse(q, help)
    assert found.written == written
    for word, surface in zip(found.words, written, strict=True):
        assert word.alternatives == parse(surface.replace(" ", ""), help).words[0].alternatives


def test_what_is_quoted_or_excluded_has_no_synonyms():
    assert others('"OCMW"') == []
    assert parse("gent -OCMW", SYNONYMS).excluded == (Word((("ocmw",),)),)


def test_minus_excludes_a_word_or_a_phrase():
    found = parse('armoede -gent -"sociale huur"')
    assert found.words == (Word((("armoede",),)),)
    assert found.excluded == (Word((("gent",),)), Phrase((analyzer.terms("sociale"), "huur")))


def test_excluding_a_compound_leaves_its_parts_alone():
    assert parse("-voedselbank").excluded == (Word((("voedselbank",),)),)


def test_excluding_a_function_word_excludes_nothing():
    assert parse("gezin -de") == parse("gezin")


@pytest.mark.parametrize(
    "q", ["Merelbeke-Melle", "welzijn - gezin", "e-mail", "a -- b", "- gezin", "--x"]
)
def test_only_a_minus_right_before_a_word_excludes(q: str):
    assert parse(q).excluded == ()


@pytest.mark.parametrize(
    "q", ["", "   ", "-", '"', '""', '-""', "()(", "„”", "\u202e\u200b", "\x00"]
)
def test_nothing_asked_is_an_empty_question(q: str):
    assert parse(q) == Question()


def test_unbalanced_quote_is_no_phrase():
    assert parse('armoede "sociale huur') == parse("armoede sociale huur")


def test_bidi_and_control_characters_say_nothing():
    assert parse("\u202earmoede\u202c \x00ge\u200bzin\x1b") == parse("armoede gezin")


def test_brackets_and_operators_are_no_language():
    assert asked("(((armoede AND titel:gezin)))~2^3 wonen*") == [
        *("armoede", "and", "titel", "gezin", "2", "3", "wonen"),
    ]


def test_at_most_so_many_words_are_read():
    many = " ".join(f"woord{number}" for number in range(100))
    found = parse(f'{many} -gent "nog een zin"')
    assert len(found.words) == parser.MAX_WORDS
    assert found.excluded == ()
    assert found.phrases == ()


PIECES = st.sampled_from(
    ['"', "-", " OF ", "„", "”", "(", " ", "armoede", "de", "voedselbank", "\u202e", "'"]
)


@settings(max_examples=examples(500), deadline=None)
@given(st.text() | st.lists(PIECES, max_size=40).map("".join))
def test_any_text_gives_a_question(q: str):
    found = parse(q)
    assert found == parse(q)
    assert len(found.words) <= parser.MAX_WORDS
    ways = [way for word in found.words for way in word.alternatives]
    ways += [other.terms for word in found.words for other in word.others]
    assert all(ways)
    terms = [term for way in ways for term in way]
    terms += [term for phrase in found.phrases for term in phrase.terms]
    assert all(term and not any(map(str.isspace, term)) for term in terms)
    assert all(len(phrase.terms) > 1 for phrase in found.phrases)
    assert all(word.alternatives or word.others for word in found.words)
    assert len(found.written) == len(found.words)


@pytest.mark.parametrize(
    "piece", ['"', "(", "-", '"a ', "-a", "a-", "\u202e", "woord ", "é", "„a”"]
)
def test_a_hundred_kilobytes_of_anything_is_read_at_once(piece: str):
    assert len(parse(piece * (100_000 // len(piece))).words) <= parser.MAX_WORDS


def test_every_word_of_a_phrase_counts_for_the_limit():
    words = [f"woord{letter}{other}" for letter in "abcd" for other in "abcdefghij"]
    quoted = f'"{" ".join(words[:30])}" {" ".join(words[30:])}'
    found = parse(quoted)
    assert len(found.words) == parser.MAX_WORDS
    assert found.written == tuple(words[: parser.MAX_WORDS])


def test_a_phrase_is_cut_at_the_limit():
    words = [f"woord{letter}{other}" for letter in "abcd" for other in "abcdefghij"]
    (phrase,) = parse(f'"{" ".join(words)}"').phrases
    assert len(phrase.terms) == parser.MAX_WORDS


def test_excluded_words_count_for_the_limit():
    excluded = " ".join(f"-woord{letter}{other}" for letter in "abcd" for other in "abcdefgh")
    assert parse(f"{excluded} huis").words == ()
    assert len(parse(f"huis {excluded}").excluded) == parser.MAX_WORDS - 1


def test_letters_beyond_the_limit_are_not_read():
    space = " " * (parser.MAX_LETTERS - 4)
    assert asked(f"{space}huis tuin") == ["huis"]


def test_three_words_at_most_are_taken_for_one_that_was_written_apart():
    having = dict.fromkeys(("kinderopvang", "kinderopvangplaats", "kinderopvangplaatsgeld"), 9)
    known = ways.LanguageContext(lexicon=Lexicon(1_000, having))
    assert parse("kinder opvang plaats", known).written == ("kinder opvang plaats",)
    assert parse("kinder opvang plaats geld", known).written == ("kinder opvang plaats", "geld")


def test_the_words_that_are_asked_are_those_that_are_not_excluded():
    q = 'wonen, "in Gent" -huur −koop -"sociale huur" schuld OF geld wonen'
    assert parser.asked_words(q) == ("wonen", "in", "Gent", "schuld", "geld")


def test_a_function_word_is_not_excluded_and_ignored_words_are_told_once():
    assert parse("huis -de").excluded == ()
    assert parse("de huis de tuin").ignored == ("de",)


@pytest.mark.parametrize("q", ["huis -gent OF wonen", "huis OF -gent wonen"])
def test_of_beside_an_excluded_word_links_nothing(q: str):
    found = parse(q)
    assert found.written == ("huis", "wonen")
    assert found.ignored == ("OF",)


def test_of_at_the_beginning_and_a_second_one_in_a_row_are_words():
    assert parse("OF wonen").ignored == ("OF",)
    assert parse("schuld OF OF budget").written == ("schuld OF OF", "budget")


def test_a_word_that_is_asked_twice_is_told_as_it_was_written_first():
    assert parse("kind Kinderen").written == ("kind",)


def test_a_function_word_is_no_part_of_a_compound_that_was_written_apart():
    known = ways.LanguageContext(lexicon=Lexicon(1_000, {"overzorg": 9}))
    assert parse("vragen over zorg", known).written == ("vragen", "zorg")


def test_words_of_one_entry_are_told_together_as_they_were_written():
    said = "openbaar centrum voor maatschappelijk welzijn"
    assert parse(f"mensen van het {said} betrekken", SYNONYMS).written == (
        "mensen",
        said,
        "betrekken",
    )
