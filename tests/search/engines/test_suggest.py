"""Suggestions of titles: what both engines find of what is typed, and in which order."""

import random

import pytest

from search.engines.protocol import Audience, Beginning, Put, Remove
from search.fields import BEGINNINGS
from search.index import edge_ngrams
from tests.search.engines.corpus import document, fill
from tests.search.engines.strategies import LATER, NOW

PUBLIC = Audience.PUBLIC
WORDS = ("warm", "warmte", "wandeling", "huis", "huurders", "één", "Sint-Niklaas", "2024", "ça")
KEYS = ("titel", "url")


def put(number: int, title: str, **changes: object) -> Put:
    texts = {**document().texts, BEGINNINGS: edge_ngrams.terms(title)}
    payload = {"titel": title, "tekst": "veel " * 50, "url": f"/{number}/"}
    values = {"id": f"praktijk-{number}", "texts": texts, "payload": payload, **changes}
    return Put(document(number, **values), version=number)


def ask(engine, typed: str, size: int = 10, now: int = NOW) -> list[str]:
    terms = edge_ngrams.query_terms(typed)
    first = edge_ngrams.FIRST_WORD + terms[0] if terms else ""
    hits = engine.suggest(PUBLIC, Beginning(now, terms, first, size, KEYS))
    return [hit.payload["titel"] for hit in hits]


@pytest.fixture(scope="module")
def titles() -> list[str]:
    rnd = random.Random(11)
    return [" ".join(rnd.choices(WORDS, k=rnd.randrange(1, 5))) for _ in range(300)]


@pytest.fixture(scope="module")
def large(make_engine, titles):
    engine = make_engine()
    fill(engine, [put(number, title) for number, title in enumerate(titles, 1)])
    return engine


def expected(titles: list[str], typed: str) -> list[str]:
    """By looking at each title: the newest come last in the list."""
    asked = edge_ngrams.query_terms(typed)
    found = [
        title
        for title in reversed(titles)
        if all(any(word.startswith(a) for word in edge_ngrams.words(title)) for a in asked)
    ]
    return sorted(found, key=lambda title: not edge_ngrams.words(title)[0].startswith(asked[0]))


@pytest.mark.parametrize(
    "typed", ["w", "wa", "warmt", "huis w", "wan wa", "EEN", "sint", "nik", "sint-nik", "20", "ca"]
)
def test_what_begins_so_comes_in_the_order_of_the_oracle(large, titles, typed):
    assert ask(large, typed, size=300) == expected(titles, typed)
    assert ask(large, typed, size=7) == expected(titles, typed)[:7]


@pytest.mark.parametrize("typed", ["x", "armte", "warm x", "\x00", "warm\x00x", "*", "🙂"])
def test_what_begins_no_word_finds_nothing(large, typed):
    assert ask(large, typed) == []


@pytest.mark.parametrize("term", ["w*", "^", "w w", "warm wandeling", "(", "\ud800", "w" * 100_000])
def test_no_term_is_read_as_anything_but_itself(large, term):
    assert large.suggest(PUBLIC, Beginning(NOW, (term,), "^" + term, 9, KEYS)) == ()


def test_nothing_typed_finds_nothing(large):
    assert ask(large, "") == []
    assert ask(large, "warm", size=0) == []


def test_only_what_is_wanted_comes_along(large):
    hit = large.suggest(PUBLIC, Beginning(NOW, ("w",), "^w", 1, ("url", "onbestaand")))[0]
    assert set(hit.payload) == {"url"}
    assert hit.score == 0


def test_what_is_not_visible_now_is_not_suggested(make_engine):
    engine = make_engine()
    early = put(1, "Warm te vroeg", visible_from=NOW + 1)
    late = put(2, "Warm te laat", visible_until=NOW)
    gone = put(3, "Warm weg")
    kept = put(4, "Warm huis")
    engine.apply(PUBLIC, [early, late, gone, kept])
    engine.apply(PUBLIC, [Remove("praktijk-3", 9)])
    assert ask(engine, "warm") == ["Warm huis"]
    assert ask(engine, "warm", now=NOW + 1) == ["Warm huis", "Warm te vroeg"]
    assert engine.suggest(Audience.INTERNAL, Beginning(NOW, ("warm",), "^warm", 9, KEYS)) == ()
    assert LATER > NOW


def test_an_item_without_beginnings_is_never_suggested(make_engine):
    engine = make_engine()
    engine.apply(PUBLIC, [Put(document(1), 1)])
    assert ask(engine, "w") == []
