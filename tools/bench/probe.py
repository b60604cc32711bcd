"""Measure one engine with one corpus in its own process, and print one JSON object.

    python -m tools.bench.probe --build ITEMS
    python -m tools.bench.probe --calls CALLS

The first call builds the index, the second searches it. They are separate processes, so that cold
start and memory are those of a web process.
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
LAST_PAGE = "the last page of one common word"
COMMON = "one common word"
TYPED = {
    "two letters, of one title in twelve": "hu",
    "a word, and two letters more": "huis en",
    "a place": "antwe",
    "letters that begin nothing": "qxz",
}
# Number of documents in the raw bulk call.
RAW_ITEMS = 10_000


def main() -> None:
    """Build or search an index and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench.probe")
    parser.add_argument("--build", type=int, metavar="ITEMS")
    parser.add_argument("--calls", type=int, default=100)
    options = parser.parse_args()
    began = time.perf_counter()
    setup()
    print(json.dumps(build(options.build) if options.build else search(began, options.calls)))


def setup() -> None:
    """Start Django with the settings of the benchmark."""
    sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tools.bench.settings")
    import django

    django.setup()


def build(items: int) -> dict[str, Any]:
    """Measure documents per second into a new index, without the time to generate them."""
    from search.engines import engine
    from search.engines.protocol import Audience
    from tools.bench.corpus import Generator
    from tools.bench.raw_engine import bulk_rate
    from tools.bench.timing import TimedItems

    raw = bulk_rate(list(Generator().puts(min(items, RAW_ITEMS))))
    puts = TimedItems(Generator().puts(items))
    start = time.perf_counter()
    with closing(engine().build(Audience.PUBLIC, puts)) as build:
        build.swap()
        seconds = time.perf_counter() - start - puts.seconds
    return {"items": items, "documents_a_second": round(items / seconds), "raw_a_second": raw}


def search(began: float, calls: int) -> dict[str, Any]:
    """Measure the views (through WSGI) and the engine call in them.

    `began` is the start of the process, for the cold start.
    """
    from tools.bench.stages import stages
    from tools.bench.timing import peak_memory

    get = wsgi()
    get("/api/v1/zoeken/?q=warm")
    cold = time.perf_counter() - began
    figures: dict[str, Any] = {"cold_start": round(cold, 2), "questions": {}}
    for name, query in queries(get).items():
        figures["questions"][name] = measure_query(get, query, calls)
    figures["suggestions"] = {
        name: measure_suggestions(get, typed, calls) for name, typed in TYPED.items()
    }
    # Read before the stages are timed, which a web process never does.
    figures["memory"] = peak_memory()
    figures["parts"] = stages(QUESTIONS[COMMON], get, calls)
    return figures


def queries(get: Callable[[str], bytes]) -> dict[str, str]:
    """Return the query strings to measure, with the last page that can be reached."""
    from search.engines.protocol import MAX_WINDOW

    total = json.loads(get(f"/api/v1/zoeken/?{QUESTIONS[COMMON]}"))["totaal"]
    last = max(1, min(total, MAX_WINDOW) // 10)
    return {**QUESTIONS, LAST_PAGE: f"{QUESTIONS[COMMON]}&pagina={last}"}


def measure_query(get: Callable[[str], bytes], query: str, calls: int) -> dict[str, Any]:
    """Time a query string as JSON, as HTML, as engine call and as raw engine call."""
    from tools.bench.timing import timed

    engine_call, raw_call = engine_calls(query)
    return {
        "total": engine_call().total,
        "json": timed(lambda: get(f"/api/v1/zoeken/?{query}"), calls),
        "html": timed(lambda: get(f"/zoeken/?{query}"), calls),
        "engine": timed(engine_call, calls),
        "raw": timed(raw_call, calls),
    }


def measure_suggestions(get: Callable[[str], bytes], typed: str, calls: int) -> dict[str, Any]:
    """Time suggestions with cached counts, and with counts that must be refreshed first."""
    from search.autocomplete import sources, suggestions
    from search.engines import engine
    from search.engines.protocol import Audience
    from search.index import edge_ngrams
    from tools.bench.timing import timed

    prefix_query = suggestions.title_prefix(
        edge_ngrams.query_terms(typed), suggestions.MAX_SUGGESTIONS
    )
    path = f"/api/v1/suggesties/?q={quote_plus(typed)}"

    def items() -> int:
        return len(engine().suggest(Audience.PUBLIC, prefix_query))

    figures: dict[str, Any] = {"items": items()}
    figures |= {"json": timed(lambda: get(path), calls), "engine": timed(items, calls)}
    with patch.object(sources, "CACHE_SECONDS", 1e-9):
        return figures | {"anew": timed(lambda: get(path), calls)}


def wsgi() -> Callable[[str], bytes]:
    """Return a function that sends a GET request through the WSGI application, without a socket."""
    from config.wsgi import application
    from django.test import RequestFactory

    factory = RequestFactory()

    def get(path: str) -> bytes:
        status: list[str] = []
        environ = factory.get(path).environ
        response = application(environ, lambda code, headers: status.append(code))
        body = b"".join(response)
        response.close()  # as a server does at the end of a request
        assert status[0].startswith("200"), (path, status, body[:500])
        return body

    return get


def engine_calls(query: str) -> tuple[Callable[[], Any], Callable[[], Any]]:
    """Return the engine call of the view, and the same request without the portal's code."""
    from search.engines import engine
    from search.engines.protocol import Audience
    from tools.bench.raw_engine import first_request
    from tools.bench.stages import search_once

    engine_query = search_once(query).query

    def engine_call() -> Any:
        return engine().search(Audience.PUBLIC, engine_query)

    if os.environ["SEARCH_URL"].startswith("http"):
        return engine_call, first_request(engine_query)
    return engine_call, engine_call


if __name__ == "__main__":
    main()
