"""One engine with one corpus, measured in a process of its own: `python -m tests.bench.probe`.

Prints one JSON object. The corpus is built by `--build`, and searched by a later, fresh process, so
that cold start and memory are those of a web process.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
QUESTIONS = {
    "one common word": "q=huis",
    "three words": "q=huis+energie+mensen",
    "a phrase": "q=%22samen+met%22",
    "no text, two facets": "thema=wonen&thema=energie&provincie=antwerpen",
}


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
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")
    import django

    django.setup()


def build(items: int) -> dict[str, Any]:
    """Documents a second into a new index; they are made beforehand."""
    from search.engines import engine
    from search.engines.protocol import Audience
    from tests.bench.corpus import Generator
    from tests.bench.timing import once

    puts = list(Generator().puts(items))
    taken = once(lambda: engine().build(Audience.PUBLIC, iter(puts)).swap())
    return {"items": items, "documents_a_second": round(items / taken)}


def search(began: float, calls: int) -> dict[str, Any]:
    """Times of the views (through WSGI) and of the engine call within them."""
    from tests.bench.timing import peak_memory, timed

    get = wsgi()
    get("/api/v1/zoeken/?q=warm")
    cold = time.perf_counter() - began
    found: dict[str, Any] = {"cold_start": round(cold, 2), "questions": {}}
    for name, query in QUESTIONS.items():
        page, bare = raw_calls(query)
        found["questions"][name] = {
            "total": page().total,
            "json": vars(timed(lambda q=query: get(f"/api/v1/zoeken/?{q}"), calls)),
            "html": vars(timed(lambda q=query: get(f"/zoeken/?{q}"), calls)),
            "engine": vars(timed(page, calls)),
            "raw": vars(timed(bare, calls)),
        }
    found["memory"] = peak_memory()
    return found


def wsgi() -> Callable[[str], bytes]:
    """GET through the whole WSGI application, without a socket in between."""
    from django.core.wsgi import get_wsgi_application
    from django.test import RequestFactory

    application = get_wsgi_application()
    factory = RequestFactory()

    def get(path: str) -> bytes:
        status: list[str] = []
        environ = factory.get(path).environ
        body = b"".join(application(environ, lambda code, headers: status.append(code)))
        assert status[0].startswith("200"), (path, status, body[:500])
        return body

    return get


def raw_calls(query: str) -> tuple[Callable[[], Any], Callable[[], Any]]:
    """The engine call that the view makes, and the same question without any of our code."""
    from django.http import QueryDict

    from search import labels
    from search.engines import engine
    from search.engines.protocol import Audience
    from search.finding import find
    from search.request import parse

    request, _ = parse(QueryDict(query), labels.current())
    asked = find(request, Audience.PUBLIC, engine()).query
    page = lambda: engine().search(Audience.PUBLIC, asked)  # noqa: E731
    url = os.environ["SEARCH_URL"]
    return page, (bare_elasticsearch(url, asked) if url.startswith("http") else page)


def bare_elasticsearch(url: str, asked: Any) -> Callable[[], Any]:
    """The first request that the engine sends, as bytes over a kept connection."""
    import http.client
    from urllib.parse import urlsplit

    from search.engines.elasticsearch_hits import MARGIN, WHOLE
    from search.engines.elasticsearch_query import is_ranked
    from search.engines.elasticsearch_query import request as body_of

    size = asked.offset + asked.size + MARGIN if is_ranked(asked) else asked.size
    body = json.dumps({"track_total_hits": True, **body_of(asked), **WHOLE, "size": size}).encode()
    address = urlsplit(url)
    connection = http.client.HTTPConnection(address.hostname or "", address.port or 9200)
    prefix = os.environ.get("SEARCH_PREFIX", "armoedegeheugen")
    headers = {"Content-Type": "application/json"}

    def ask() -> Any:
        connection.request("POST", f"/{prefix}-public/_search", body, headers)
        answer = connection.getresponse()
        found = json.loads(answer.read())
        assert answer.status == 200, found
        return found

    return ask


if __name__ == "__main__":
    main()
