"""Counts are exact, however many keys an item has and whichever half of the index is counted."""

from collections import Counter

import pytest

from search.engines.embedded.columns import COLUMNS_OF, NO_KEY, merge_counts, spread
from search.engines.embedded.counts import Snapshot
from search.engines.embedded.engine import EmbeddedEngine
from search.engines.protocol import Document, Put, Query, Remove, Word
from tests.search.engines.common import PUBLIC
from tests.search.engines.corpus import document, fill
from tests.search.engines.strategies import NOW

ITEMS = 30
FACETS = ("thema", "soort", "jaar")


def item(number: int) -> Document:
    """One in three holds *zelden*, all but one in ten *meestal*; none to eleven themes."""
    words = f"{'' if number % 3 else 'zelden'} {'meestal' if number % 10 else ''}"
    keys = {
        "thema": tuple(f"thema-{n}" for n in range(number % 12)),
        "soort": ("praktijk",) if number % 2 else ("praktijk", "dossier"),
        "jaar": (str(2000 + number % 4),),
    }
    return document(number, texts={"tekst": words}, keys=keys)


@pytest.fixture
def engine(root) -> EmbeddedEngine:
    made = EmbeddedEngine(root)
    fill(made, [Put(item(number), 1) for number in range(ITEMS)])
    return made


def meant(*numbers: int) -> dict[str, Counter[str]]:
    return {
        name: Counter(key for number in numbers for key in item(number).keys.get(name, ()))
        for name in FACETS
    }


def asked(word: str, **filters: tuple[str, ...]) -> Query:
    words = (Word(((word,),)),) if word else ()
    return Query(NOW, words, len(words), filters=filters, facets=FACETS)


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("zelden", [n for n in range(ITEMS) if n % 3 == 0]),
        ("meestal", [n for n in range(ITEMS) if n % 10]),
        ("", list(range(ITEMS))),
        ("nergens", []),
    ],
)
def test_every_key_of_every_item_counts(engine, word, found):
    answer = engine.search(PUBLIC, asked(word))
    assert answer.total == len(found)
    assert answer.facets == meant(*found)


def test_what_was_removed_or_changed_does_not_count(engine):
    engine.search(PUBLIC, asked(""))  # the whole is counted, and must be counted anew
    engine.apply(PUBLIC, [Remove("praktijk-1", 2), Put(item(100), 2)])
    left = [n for n in (*range(ITEMS), 100) if n != 1]
    assert engine.search(PUBLIC, asked("")).facets == meant(*left)


def test_a_choice_is_left_out_of_its_own_counts_alone(engine):
    answer = engine.search(PUBLIC, asked("meestal", jaar=("2001",)))
    most = [n for n in range(ITEMS) if n % 10]
    chosen = [n for n in most if n % 4 == 1]
    assert answer.facets["jaar"] == meant(*most)["jaar"]
    assert answer.facets["thema"] == meant(*chosen)["thema"]


def test_the_whole_is_counted_only_where_most_is_found_and_once_a_commit(engine, monkeypatch):
    made: list[Snapshot] = []
    whole = Snapshot.__dict__["whole"].func
    counting = property(lambda view: made.append(view) or whole(view))
    monkeypatch.setattr(Snapshot, "whole", counting)
    engine.search(PUBLIC, asked("zelden"))
    assert not made
    engine.search(PUBLIC, asked("meestal"))
    assert len(set(map(id, made))) == 1


def test_keys_are_dealt_out_and_come_together_again():
    for count in (0, 1, len(COLUMNS_OF["thema"]), len(COLUMNS_OF["thema"]) + 3):
        keys = [f"k{n}" for n in range(count)]
        held = spread("thema", keys)
        assert all(len(held[name]) == 1 for name in COLUMNS_OF["thema"])
        found = {
            name: {"buckets": [{"key": key, "doc_count": 1} for key in values]}
            for name, values in held.items()
        }
        assert merge_counts(found, "thema") == Counter(keys)
        assert NO_KEY not in merge_counts(found, "thema")
