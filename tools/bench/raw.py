"""The engines by themselves: the same work without any of the portal's code around it."""

import http.client
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from search.engines.protocol import Put, Query
from tools.bench.timing import once

JSON = {"Content-Type": "application/json"}
AT_A_TIME = 500


def bulk_rate(puts: list[Put]) -> int:
    """Documents a second of the engine's bulk call, with everything made beforehand."""
    url = os.environ["SEARCH_URL"]
    work = _post_all(url, puts) if url.startswith("http") else _add_all(puts)
    return round(len(puts) / once(work))


def question(asked: Query) -> Callable[[], Any]:
    """The first request that the Elasticsearch engine sends, as bytes over a kept connection."""
    from search.engines.elasticsearch.hits import BARE, HEAVY, MARGIN, WHOLE
    from search.engines.elasticsearch.query import is_ranked, request

    ranked = is_ranked(asked)
    size = asked.offset + asked.size + MARGIN if ranked else asked.size
    body = {**request(asked), **(BARE if ranked and size > HEAVY else WHOLE), "size": size}
    if not ranked:
        body["from"] = asked.offset
    prefix = os.environ.get("SEARCH_PREFIX", "armoedegeheugen")
    call = _connected(os.environ["SEARCH_URL"])
    content = json.dumps({"track_total_hits": True, **body}).encode()
    return lambda: json.loads(call("POST", f"/{prefix}-public/_search", content))


def _connected(url: str) -> Callable[[str, str, bytes], bytes]:
    address = urlsplit(url)
    connection = http.client.HTTPConnection(address.hostname or "", address.port or 9200)

    def call(method: str, path: str, body: bytes) -> bytes:
        connection.request(method, path, body, JSON)
        answer = connection.getresponse()
        found = answer.read()
        assert answer.status < 300, found[:500]
        return found

    return call


def _post_all(url: str, puts: list[Put]) -> Callable[[], None]:
    from search.engines.elasticsearch.schema import BUILDING, SETTINGS, mapping, operations

    call = _connected(url)
    index, alias = "bench-raw-1", "bench-raw"
    made = {"settings": {**SETTINGS, **BUILDING}, "mappings": mapping(), "aliases": {alias: {}}}
    call("PUT", f"/{index}", json.dumps(made).encode())
    parts = [puts[start : start + AT_A_TIME] for start in range(0, len(puts), AT_A_TIME)]
    bodies = [
        "".join(json.dumps(line) + "\n" for line in operations(alias, list(part))).encode()
        for part in parts
    ]

    def post() -> None:
        for body in bodies:
            call("POST", "/_bulk?filter_path=errors", body)
        call("DELETE", f"/{index}", b"")

    return post


def _add_all(puts: list[Put]) -> Callable[[], None]:
    import tantivy

    from search.engines.embedded.schema import entry, schema
    from search.engines.embedded.writer import LARGE_HEAP

    documents = [entry(put, 0) for put in puts]

    def add() -> None:
        with tempfile.TemporaryDirectory() as folder:
            writer = tantivy.Index(schema(), str(Path(folder))).writer(LARGE_HEAP, 1)
            for document in documents:
                writer.add_document(document)
            writer.commit()
            writer.wait_merging_threads()

    return add
