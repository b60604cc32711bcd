"""No query string whatever is answered with an error of ours, and no worker dies of one."""

import random
import string

import pytest
from django.test import Client

from tests import world as making
from tests.reliability.conftest import ENGINES
from tests.world import World

pytestmark = pytest.mark.reliability

PIECES = [
    *["(", ")", '"', "„", "”", "-", "--", "AND", "OR", "NOT", "*", "?", "~", "^", ":", "[", "]"],
    *["{", "}", "\\", "/", "+", "&&", "||", "!", "%00", "%ff", "&#x0;", "<mark>", "${x}", "{{7}}"],
    *["\x00", "\x01", "\x1b", "\u202e", "\u2066", "\ufeff", "\u0301", "\ud7ff", "\u200d"],
    *["wonen", "energiefactuur", "cliënt", "’s", "o.a.", "1.250", "ß", "İ", "ﬁ", "\U0001d538"],
    *["a" * 300, "(" * 400, '"' * 51, "-" * 99, "é" * 200],
]
PARAMETERS = ("q", "thema", "gemeente", "jaar", "sorteer", "pagina", "per_pagina", "soort", "onzin")
ALLOWED = (200, 400)


def question(rnd: random.Random) -> bytes:
    """A query string: mostly words and operators, sometimes bytes that are no text at all."""
    kind = rnd.random()
    if kind < 0.1:
        return bytes(rnd.randrange(33, 256) for _ in range(rnd.randrange(80)))
    text = rnd.choice(["", " "]).join(rnd.choices(PIECES, k=rnd.randrange(1, 14)))
    if kind < 0.2:
        text = "".join(chr(rnd.randrange(0x20, 0xD7FF)) for _ in range(rnd.randrange(60)))
    if kind > 0.999:
        text = rnd.choice(PIECES) * 20_000
    name = "q" if rnd.random() < 0.7 else rnd.choice(PARAMETERS)
    raw = f"{name}={text}".encode("utf-8", "replace")
    return raw[: rnd.randrange(1, 100_000)] if rnd.random() < 0.02 else raw


def escaped(raw: bytes) -> str:
    """As a browser would send it; some of it as it is."""
    safe = set((string.ascii_letters + string.digits + "=&-_.~").encode())
    return "".join(chr(byte) if byte in safe else f"%{byte:02X}" for byte in raw)


@pytest.mark.parametrize("engine_in_process", ENGINES, indirect=True)
def test_no_question_is_an_error(world: World, engine_in_process, scale, measured):
    """Random query strings: nested parentheses, operators, control and bidi characters, 100 KB, and
    broken UTF-8. Each gets a 200, or a 400 that says what is wrong.
    """
    engine_in_process()
    world.practice("Wonen met een hoge energiefactuur", themes=[making.theme("Wonen")])
    _index()
    client, rnd = Client(raise_request_exception=True), random.Random(1)
    count = scale.of(600, 100_000)
    statuses: dict[int, int] = {}
    for number in range(count):
        path = "/api/v1/zoeken/" if number % 10 else "/zoeken/"
        address = f"{path}?{escaped(question(rnd))}"
        answer = client.get(address)
        statuses[answer.status_code] = statuses.get(answer.status_code, 0) + 1
        assert answer.status_code in ALLOWED, address[:500]
    measured.update(questions=count, statuses=statuses)
    assert client.get("/api/v1/zoeken/?q=energie").json()["totaal"] == 1


def _index() -> None:
    from search.index import sync

    assert not sync.sync_all().waiting
