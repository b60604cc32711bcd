"""What becomes of the text that someone asks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search import dutch, question
from search.engines.protocol import Phrase, Word
from search.question import Question, parse


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
    assert parse("voedselbank").words[0].alternatives[1] == ("voedsel", "bank")


def test_minus_excludes_a_word_or_a_phrase():
    found = parse('armoede -gent -"sociale huur"')
    assert found.words == (Word((("armoede",),)),)
    assert found.excluded == (Word((("gent",),)), Phrase((dutch.terms("sociale"), "huur")))


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
    assert len(found.words) == question.MAX_WORDS
    assert found.excluded == ()
    assert found.phrases == ()


PIECES = st.sampled_from(
    ['"', "-", "„", "”", "(", " ", "armoede", "de", "voedselbank", "\u202e", "'"]
)


@settings(derandomize=True, max_examples=500, deadline=None)
@given(st.text() | st.lists(PIECES, max_size=40).map("".join))
def test_any_text_gives_a_question(q: str):
    found = parse(q)
    assert found == parse(q)
    assert len(found.words) <= question.MAX_WORDS
    terms = [term for word in found.words for terms in word.alternatives for term in terms]
    terms += [term for phrase in found.phrases for term in phrase.terms]
    assert all(term and not any(map(str.isspace, term)) for term in terms)
    assert all(len(phrase.terms) > 1 for phrase in found.phrases)
    assert all(word.alternatives and all(word.alternatives) for word in found.words)


@pytest.mark.parametrize(
    "piece", ['"', "(", "-", '"a ', "-a", "a-", "\u202e", "woord ", "é", "„a”"]
)
def test_a_hundred_kilobytes_of_anything_is_read_at_once(piece: str):
    assert len(parse(piece * (100_000 // len(piece))).words) <= question.MAX_WORDS
