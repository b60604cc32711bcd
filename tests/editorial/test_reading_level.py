"""How hard a text reads: by Flesch-Douma, by long sentences, by hard words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armoedegeheugen.editorial import reading_level
from armoedegeheugen.editorial.reading_level import level, sentences, syllables
from tests.properties import examples

COUNTED = {
    "huis": 1,
    "water": 2,
    "energie": 3,
    "armoede": 3,
    "geëerd": 2,
    "beïnvloeden": 4,
    "financiële": 5,
    "knieën": 2,
    "coördinator": 5,
    "vrijetijdsparticipatie": 8,
    "ui": 1,
    "mooie": 2,
    "nieuwe": 2,
    "leeuwen": 2,
    "groeien": 2,
    "bureau": 2,
    "OCMW": 1,
    "café": 2,
    "ijs": 1,
}


@pytest.mark.parametrize(("word", "number"), COUNTED.items())
def test_syllables_are_the_vowels_that_sound(word, number):
    assert syllables(word) == number


def test_the_score_is_the_formula():
    text = "De kat zit op de mat. " * 6
    found = level(text)
    assert (found.words, found.sentences, found.syllables) == (36, 6, 36)
    assert found.score == pytest.approx(206.84 - 0.93 * 6 - 77 * 1)


def test_a_few_words_have_no_score():
    assert level("Eén ingewikkelde gemeentesecretaris.").score is None
    assert level("").score is None


def test_plain_words_score_above_office_words():
    plain = "Wij gaan bij mensen thuis. Wij praten met hen. Wij horen wat zij nodig hebben. " * 3
    office = (
        "De implementatie van de intersectorale samenwerkingsovereenkomst beoogt de "
        "optimalisering van de individuele dienstverleningsprocedures. "
    ) * 4
    assert level(plain).score > 90
    assert level(office).score < 0


def test_sentences_end_at_a_stop_or_a_line_and_not_inside_a_word():
    text = "Wij zijn er om 9.30 uur, o.a. op maandag.\n- koffie\n- thee\nKom je ook?! Ja."
    assert list(sentences(text)) == [
        "Wij zijn er om 9.30 uur, o.a. op maandag.",
        "- koffie",
        "- thee",
        "Kom je ook?!",
        "Ja.",
    ]


def test_a_sentence_is_long_from_21_words():
    twenty = " ".join(["woord"] * 20) + "."
    assert reading_level.long_sentences(twenty) == []
    assert reading_level.long_sentences(f"Nog {twenty}") == [f"Nog {twenty}"]


def test_hard_words_come_with_a_simpler_one_in_every_form():
    found = dict(reading_level.hard_words("Wij implementeerden dit TENEINDE iedereen te helpen."))
    assert found == {"implementer": "invoeren", "teneinde": "om"}


def test_a_hard_word_of_two_words_is_found_over_a_line():
    assert ("ten behoeve van", "voor") in reading_level.hard_words("ten behoeve\nvan iedereen")


def test_a_part_of_a_word_is_no_hard_word():
    assert reading_level.hard_words("Het echterstuk van de mitsen.") == []


def test_the_list_has_each_word_once_and_no_word_explains_itself():
    words = [hard for hard, _simple, _form in reading_level.simpler()]
    assert len(words) == len(set(words)) > 150
    for hard, simple, form in reading_level.simpler():
        assert simple
        assert not form.search(simple), hard


@settings(max_examples=examples(150), deadline=None)
@given(st.text(max_size=400))
def test_any_text_has_a_level(text):
    found = level(text)
    assert found.syllables >= found.words
    assert found.sentences <= max(found.words, 1)
