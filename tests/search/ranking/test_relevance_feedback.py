"""Items on the same subject: what is asked for them, of whom, and when nothing is."""

from dataclasses import replace
from math import log

import pytest

from search.engines.protocol import Answer, Audience, Hit, Phrase, Query, Sort, Word
from search.facets.labels import Labels
from search.query.spelling import Lexicon
from search.ranking import relevance_feedback
from search.searcher import Searcher

LEXICON = Lexicon(
    100, {"de": 20, "tandarts": 2, "gebit": 9, "factuur": 30, "enig": 1, "overal": 100} | {
        f"woord{n}": 20 for n in range(40)
    }
)  # fmt: skip
ASKED = Query(1, (Word((("tandarts",),)),), 1, facets=("thema",), sort=Sort.RELEVANCE)


def hit(name: str, title: str = "", text: str = "", themes: tuple[str, ...] = ("zorg",)) -> Hit:
    payload = {"titel": title, "samenvatting": "", "tekst": text, "themas": list(themes)}
    return Hit(name, 1.0, payload, (0,))


class Listed:
    def __init__(self, *hits: Hit) -> None:
        self.hits, self.asked = hits, []

    def search(self, audience: Audience, query: Query) -> Answer:
        self.asked.append(query)
        return Answer(len(self.hits), self.hits[: query.size], {})


def related(shown, others=(), query=ASKED):
    engine = Listed(*others)
    searcher = Searcher(engine, Audience.PUBLIC, Labels({}, {}, {}, {}), 1)
    return relevance_feedback.related(query, shown, searcher, LEXICON), engine.asked


BEST = [hit("a", "Tandarts gebit", "factuur enig overal"), hit("b", "Gebit", themes=("geld",))]


def test_the_words_of_the_best_two_are_asked_on_their_themes_the_heaviest_first():
    _, (asked,) = related([*BEST, hit("c", "Woord1", themes=("werk",))])
    terms = [word.others[0].terms for word in asked.words]
    assert terms == [("gebit",), ("tandarts",), ("factuur",)]
    shares = [word.others[0].share for word in asked.words]
    assert shares[0] == 1
    assert shares == sorted(shares, reverse=True)
    assert asked.filters == {"thema": ("zorg", "geld")}
    assert (asked.minimum, asked.facets) == (1, ())


def test_the_first_hit_counts_more_than_the_second():
    _, (asked,) = related([hit("a", "tandarts"), hit("b", "gebit")])
    assert [word.others[0].terms[0] for word in asked.words] == ["tandarts", "gebit"]
    _, (asked,) = related([hit("a", "gebit"), hit("b", "tandarts")])
    assert [word.others[0].terms[0] for word in asked.words] == ["gebit", "tandarts"]


def test_twenty_words_at_most_and_an_item_holds_a_share_of_them():
    _, (asked,) = related([hit("a", " ".join(f"woord{n}" for n in range(40)))])
    assert (len(asked.words), asked.minimum) == (20, 3)


def test_a_chosen_theme_is_kept():
    _, (asked,) = related(
        BEST, query=replace(ASKED, filters={"thema": ("wonen",), "jaar": ("2020",)})
    )
    assert asked.filters == {"thema": ("wonen",), "jaar": ("2020",)}


@pytest.mark.parametrize(("shown", "room"), [(1, 5), (5, 5), (7, 3), (9, 1)])
def test_as_many_as_there_is_room_for_and_none_twice(shown, room):
    results = [hit(f"r{n}", "gebit") for n in range(shown)]
    found, (asked,) = related(results, [*results, *(hit(f"o{n}") for n in range(20))])
    assert [one.id for one in found] == [f"o{n}" for n in range(room)]
    assert asked.size == shown + room
    assert {one.missing for one in found} == {()}


@pytest.mark.parametrize(
    "change",
    [
        {"phrases": (Phrase(("a", "b")),)},
        {"excluded": (Word((("a",),)),)},
        {"sort": Sort.TITLE},
        {"offset": 10},
    ],
)
def test_an_exact_question_or_a_later_page_asks_nothing(change):
    assert related(BEST, query=replace(ASKED, **change)) == ((), [])


@pytest.mark.parametrize("shown", [0, 10, 12])
def test_an_empty_or_a_full_page_asks_nothing(shown):
    assert related([hit(f"r{n}", "gebit") for n in range(shown)]) == ((), [])


def test_without_words_that_set_it_apart_nothing_is_asked():
    assert related([hit("a", "enig overal de het onbekendwoord")]) == ((), [])


def test_a_word_of_the_title_counts_more_than_one_of_the_summary_or_the_text():
    payload = {"samenvatting": "woord2", "tekst": "woord3", "themas": ["zorg"]}
    _, (asked,) = related([Hit("a", 1.0, {"titel": "woord1", **payload})])
    assert [word.others[0].terms[0] for word in asked.words] == ["woord1", "woord2", "woord3"]


def test_function_words_are_not_asked():
    _, (asked,) = related([hit("a", "de gebit")])
    assert [word.others[0].terms[0] for word in asked.words] == ["gebit"]


def test_a_word_weighs_by_how_often_it_stands_there_and_how_few_items_hold_it():
    _, (asked,) = related([hit("a", text="gebit gebit woord1")])
    gebit, woord1 = (word.others[0] for word in asked.words)
    assert (gebit.terms, woord1.terms) == (("gebit",), ("woord1",))
    assert woord1.share == pytest.approx(log(100 / 20) / ((1 + log(2)) * log(100 / 9)))
