"""One engine with one corpus, measured in a process of its own: `python -m tools.bench.probe`.

Prints one JSON object. The corpus is built by `--build`, and searched by a later, fresh process, so
that cold start and memory are those of a web process.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import quote_plus

ROOT = Path(__file__).resolve().parent.parent.parent
QUESTIONS = {
    "one common word": "q=huis",
    "three words": "q=huis+energie+mensen",
    "a phrase": "q=%22samen+met%22",
    "no text, two facets": "thema=wonen&thema=energie&provincie=antwerpen",
    "nothing asked": "",
    "the two most frequent words as a phrase": "q=%22de+van%22",
}
DEEP = "the last page of one common word"
COMMON = "one common word"
TYPED = {
    "two letters, of one title in twelve": "hu",
    "a word, and two letters more": "huis en",
    "a place": "antwe",
    "letters that begin nothing": "qxz",
}
RAW_ITEMS = 10_000
"""Documents of which the raw bulk call is measured."""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", type=int, metavar="ITEMS")
    parser.add_argument("--calls", type=int, default=100)
    options = parser.parse_args()
    began = time.perf_counter()
    setup()
    print(json.dumps(build(options.build) if options.build else search(began, options.calls)))


def setup() -> None:
    sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tools.bench.settings")
    import django

    django.setup()


def build(items: int) -> dict[str, Any]:
    """Documents a second into a new index; the time that making them up takes is left out."""
    from search.engines import engine
    from search.engines.protocol import Audience
    from tools.bench.corpus import Generator
    from tools.bench.raw import bulk_rate
    from tools.bench.timing import Apart

    raw = bulk_rate(list(Generator().puts(min(items, RAW_ITEMS))))
    puts = Apart(Generator().puts(items))
    start = time.perf_counter()
    with closing(engine().build(Audience.PUBLIC, puts)) as build:
        build.swap()
        taken = time.perf_counter() - start - puts.seconds
    return {"items": items, "documents_a_second": round(items / taken), "raw_a_second": raw}


def search(began: float, calls: int) -> dict[str, Any]:
    """Times of the views (through WSGI) and of the engine call within them."""
    from tools.bench.parts import parts
    from tools.bench.timing import peak_memory

    get = wsgi()
    get("/api/v1/zoeken/?q=warm")
    cold = time.perf_counter() - began
    found: dict[str, Any] = {"cold_start": round(cold, 2), "questions": {}}
    for name, query in questions(get).items():
        found["questions"][name] = measured(get, query, calls)
    found["suggestions"] = {name: suggested(get, typed, calls) for name, typed in TYPED.items()}
    # Before the parts are taken, which a web process never does one by one.
    found["memory"] = peak_memory()
    found["parts"] = parts(QUESTIONS[COMMON], get, calls)
    return found


def questions(get: Callable[[str], bytes]) -> dict[str, str]:
    from search.engines.protocol import MAX_WINDOW

    total = json.loads(get(f"/api/v1/zoeken/?{QUESTIONS[COMMON]}"))["totaal"]
    last = max(1, min(total, MAX_WINDOW) // 10)
    return {**QUESTIONS, DEEP: f"{QUESTIONS[COMMON]}&pagina={last}"}


def measured(get: Callable[[str], bytes], query: str, calls: int) -> dict[str, Any]:
    from tools.bench.timing import timed

    page, bare = raw_calls(query)
    return {
        "total": page().total,
        "json": timed(lambda: get(f"/api/v1/zoeken/?{query}"), calls),
        "html": timed(lambda: get(f"/zoeken/?{query}"), calls),
        "engine": timed(page, calls),
        "raw": timed(bare, calls),
    }


def suggested(get: Callable[[str], bytes], typed: str, calls: int) -> dict[str, Any]:
    """As while somebody types, and as once a minute, when what is kept at hand is counted anew."""
    from search.autocomplete import sources, suggestions
    from search.engines import engine
    from search.engines.protocol import Audience
    from search.index import edge_ngrams
    from search.views import api, rate_limit
    from tools.bench.timing import timed

    asked = suggestions.beginning(edge_ngrams.asked(typed), suggestions.MOST)
    path = f"/api/v1/suggesties/?q={quote_plus(typed)}"

    def items() -> int:
        return len(engine().suggest(Audience.PUBLIC, asked))

    # Nobody types as fast as is measured here.
    with patch.object(api, "PACE", rate_limit.Pace(most=sys.maxsize)):
        found: dict[str, Any] = {"items": items()}
        found |= {"json": timed(lambda: get(path), calls), "engine": timed(items, calls)}
        with patch.object(sources, "KEPT", 1e-9):
            return found | {"anew": timed(lambda: get(path), calls)}


def wsgi() -> Callable[[str], bytes]:
    """GET through the whole WSGI application, without a socket in between."""
    from config.wsgi import application
    from django.test import RequestFactory

    factory = RequestFactory()

    def get(path: str) -> bytes:
        status: list[str] = []
        environ = factory.get(path).environ
        answer = application(environ, lambda code, headers: status.append(code))
        body = b"".join(answer)
        answer.close()  # as a server does: then a request has ended
        assert status[0].startswith("200"), (path, status, body[:500])
        return body

    return get


def raw_calls(query: str) -> tuple[Callable[[], Any], Callable[[], Any]]:
    """The engine call that the view makes, and the same question without any of our code."""
    from search.engines import engine
    from search.engines.protocol import Audience
    from tools.bench.parts import asked
    from tools.bench.raw import question

    query_ = asked(query).query
    page = lambda: engine().search(Audience.PUBLIC, query_)  # noqa: E731
    return page, (question(query_) if os.environ["SEARCH_URL"].startswith("http") else page)


if __name__ == "__main__":
    main()
