"""A seeded corpus of hundreds of items: enough for long runs of equal scores and full pages."""

import random
from contextlib import closing

from search.engines.protocol import Audience, Document, Engine, Put
from search.fields import TEXT_FIELDS
from tests.search.engines.strategies import KEYS, LATER, NOW, TERMS

LENGTHS = {"titel": 6, "samenvatting": 20, "namen": 4, "tekst": 300, "delen": 30}


def corpus(size: int, seed: int = 7) -> list[Put]:
    rnd = random.Random(seed)
    return [Put(_document(rnd, number), version=number + 1) for number in range(size)]


def fill(engine: Engine, puts: list[Put], audience: Audience = Audience.PUBLIC) -> None:
    """A freshly built index: its statistics count no replaced documents, as the oracle's don't."""
    with closing(engine.build(audience, iter(puts))) as build:
        build.swap()


def document(number: int = 1, **changes: object) -> Document:
    """An ordinary item to begin from."""
    values = {
        "id": f"praktijk-{number}",
        "texts": {field.name: f"warm huis nr{number}" for field in TEXT_FIELDS},
        "keys": {name: values[:1] for name, values in KEYS.items()},
        "newest": number,
        "oldest": number,
        "title": f"titel {number:06}",
        "visible_from": 0,
        "visible_until": LATER,
        "payload": {"titel": f"Titel {number}"},
    }
    return Document(**{**values, **changes})


def _document(rnd: random.Random, number: int) -> Document:
    # One in three is written to a pattern, so that hundreds score the same.
    patterned = number % 3 == 0
    texts = {
        name: "warm huis"
        if patterned
        else " ".join(rnd.choices(TERMS, k=rnd.randrange(length + 1)))
        for name, length in LENGTHS.items()
    }
    keys = {name: tuple(rnd.sample(values, rnd.randrange(3))) for name, values in KEYS.items()}
    return document(
        number,
        id=f"praktijk-{rnd.randrange(10**9)}",
        texts=texts,
        keys=keys,
        newest=2**60 + number,
        visible_from=rnd.choice((0, 0, 0, NOW + 1)),
    )
