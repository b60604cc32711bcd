"""When another spelling is suggested, and what must hold before it is shown."""

import pytest

from search.engines.protocol import Answer, Audience, Query
from search.query import did_you_mean, parser
from search.query.expansion import LanguageContext
from search.query.spelling import Lexicon

HAVING = {"huurdersraad": 44, "huurdersraat": 4, "huurdersrad": 5, "gent": 50}
WRITTEN = {"huurdersraad": "huurdersraad", "huurdersraat": "huurdersraat", "gent": "Gent"}
CONTEXT = LanguageContext(
    lexicon=Lexicon(1_000, HAVING, {**WRITTEN, "huurdersrad": "huurdersrad"}, frozenset({"genk"}))
)


def suggested(q: str, total: int = 0):
    question = parser.parse(q, CONTEXT)
    query = Query(7, question.words, filters={"thema": ("wonen",)}, facets=("thema",), offset=10)
    return did_you_mean.suggest(query, question, q, total, CONTEXT)


def test_the_suggestion_is_checked_in_the_public_index_with_the_same_filters():
    audience, query = suggested("huurdersraat").ask
    assert audience is Audience.PUBLIC
    assert query.filters == {"thema": ("wonen",)}
    assert (query.now, query.offset, query.size, query.facets) == (7, 0, 0, ())
    assert query.minimum == len(query.words) == 1


def test_a_word_that_is_used_more_than_ten_times_as_much_is_suggested():
    assert suggested("huurdersraat").text == "huurdersraad"
    assert suggested("huurdersrad") is None


def test_a_rare_dutch_word_and_what_is_no_word_are_left_alone():
    lexicon = Lexicon(1_000, {"kamer": 50, "kat": 1}, {"kamer": "kamer", "kater": "kater"})
    for q in ("kater", "kamer2"):
        context = LanguageContext(lexicon=lexicon)
        question = parser.parse(q, context)
        assert did_you_mean.suggest(Query(7), question, q, 0, context) is None


def test_names_and_good_words_are_left_alone():
    assert suggested("Genk") is None
    assert suggested("huurdersraad") is None


@pytest.mark.parametrize(("total", "text"), [(2, "huurdersraad"), (3, None)])
def test_a_question_that_finds_enough_gets_no_other_spelling(total, text):
    suggestion = suggested("huurdersraat", total)
    assert (suggestion.text if suggestion else None) == text


def test_a_word_that_was_corrected_is_suggested_however_much_it_finds():
    assert suggested("huurdersraadd", total=50).text == "huurdersraad"


def test_another_spelling_must_find_more_and_a_correction_anything():
    other, correction = suggested("huurdersraat", total=2), suggested("huurdersraadd", total=2)
    assert [other.unless_empty(Answer(n, (), {})) for n in (2, 3)] == ["", "huurdersraad"]
    assert [correction.unless_empty(Answer(n, (), {})) for n in (0, 1)] == ["", "huurdersraad"]


def test_the_rest_of_the_question_stays_as_it_is_written():
    assert suggested('"van Gent", huurdersraat -Aalst!').text == '"van Gent", huurdersraad -Aalst!'
