"""Run the same work on the engines directly, without the portal's code."""

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
BULK_SIZE = 500


def bulk_rate(puts: list[Put]) -> int:
    """Return the documents per second of the engine's bulk call, with its input ready."""
    url = os.environ["SEARCH_URL"]
    call = _post_all(url, puts) if url.startswith("http") else _add_all(puts)
    return round(len(puts) / once(call))


def first_request(query: Query) -> Callable[[], Any]:
    """Return a call that sends the Elasticsearch engine's first request, on an open connection."""
    from search.engines.elasticsearch.hits import BARE, MARGIN, PAYLOADS_APART_FROM, WHOLE
    from search.engines.elasticsearch.query import is_ranked, request

    ranked = is_ranked(query)
    size = query.offset + query.size + MARGIN if ranked else query.size
    body = {
        **request(query),
        **(BARE if ranked and size > PAYLOADS_APART_FROM else WHOLE),
        "size": size,
    }
    if not ranked:
        body["from"] = query.offset
    prefix = os.environ.get("SEARCH_PREFIX", "armoedegeheugen")
    call = _connected(os.environ["SEARCH_URL"])
    content = json.dumps({"track_total_hits": True, **body}).encode()
    return lambda: json.loads(call("POST", f"/{prefix}-public/_search", content))


def _connected(url: str) -> Callable[[str, str, bytes], bytes]:
    address = urlsplit(url)
    connection = http.client.HTTPConnection(address.hostname or "", address.port or 9200)

    def call(method: str, path: str, body: bytes) -> bytes:
        connection.request(method, path, body, JSON)
        response = connection.getresponse()
        content = response.read()
        assert response.status < 300, content[:500]
        return content

    return call


def _post_all(url: str, puts: list[Put]) -> Callable[[], None]:
    from search.engines.elasticsearch.schema import BUILDING, SETTINGS, bulk_operations, mapping

    call = _connected(url)
    index, alias = "bench-raw-1", "bench-raw"
    creation = {"settings": {**SETTINGS, **BUILDING}, "mappings": mapping(), "aliases": {alias: {}}}
    call("PUT", f"/{index}", json.dumps(creation).encode())
    batches = [puts[start : start + BULK_SIZE] for start in range(0, len(puts), BULK_SIZE)]
    bodies = [
        "".join(json.dumps(line) + "\n" for line in bulk_operations(alias, list(batch))).encode()
        for batch in batches
    ]

    def post() -> None:
        for body in bodies:
            call("POST", "/_bulk?filter_path=errors", body)
        call("DELETE", f"/{index}", b"")

    return post


def _add_all(puts: list[Put]) -> Callable[[], None]:
    import tantivy

    from search.engines.embedded.schema import schema, to_document
    from search.engines.embedded.writer import LARGE_HEAP

    documents = [to_document(put, 0) for put in puts]

    def add() -> None:
        with tempfile.TemporaryDirectory() as folder:
            writer = tantivy.Index(schema(), str(Path(folder))).writer(LARGE_HEAP, 1)
            for document in documents:
                writer.add_document(document)
            writer.commit()
            writer.wait_merging_threads()

    return add
