"""Define the Elasticsearch mapping from the table of fields, and convert documents to it."""

import hashlib
import json
import time
from functools import cache
from typing import Any

from elasticsearch.dsl import Keyword, Long, Mapping, Object, Text

from ...fields import BEGINNINGS, FACETS, TEXT_FIELDS
from ..protocol import MAX_WINDOW, Document, Put, Remove
from ..terms import field_text

NUMBERS = ("newest", "oldest", "visible_from", "visible_until")

SETTINGS = {
    # One shard: a million items fit in one with ease, and scores and counts are exact.
    "number_of_shards": 1,
    # A replica as soon as there is a second node to hold it.
    "auto_expand_replicas": "0-1",
    # Paging by relevance reads a little past the page.
    "max_result_window": 2 * MAX_WINDOW,
}

BUILDING = {
    # Replicated once at the end; nobody searches it until then.
    "number_of_replicas": 0,
    "auto_expand_replicas": False,
    "refresh_interval": "-1",
}

BUILT = {"auto_expand_replicas": SETTINGS["auto_expand_replicas"], "refresh_interval": None}


@cache
def mapping() -> dict[str, Any]:
    """Return the mapping, with a fingerprint of itself."""
    fields = Mapping()
    fields.meta("dynamic", False)
    # Store only what is shown: texts can be as long as a book.
    fields.meta("_source", {"includes": ["payload"]})
    fields.field("id", Keyword())
    for text in TEXT_FIELDS:
        fields.field(text.name, Text(analyzer="whitespace"))
    # Index only whether a term occurs, not how often or where.
    fields.field(BEGINNINGS, Text(analyzer="whitespace", index_options="docs", norms=False))
    for facet in FACETS:
        fields.field(facet.name, Keyword())
    for name in NUMBERS:
        fields.field(name, Long())
    fields.field("title", Keyword())
    fields.field("payload", Object(enabled=False))
    made = dict(fields.to_dict())
    return {**made, "_meta": {"fields": _fingerprint(made)}}


def is_current(found: dict[str, Any]) -> bool:
    """Return whether an index was made with exactly this mapping."""
    return bool(found.get("_meta") == mapping()["_meta"])


def bulk_operations(index: str, batch: list[Put | Remove]) -> list[dict[str, Any]]:
    """Return the lines of a bulk request: an action and a source for each entry.

    `require_alias` prevents that a missing index is created with guessed fields.
    """
    lines: list[dict[str, Any]] = []
    for item in batch:
        action = {"_index": index, "_id": item.id, "require_alias": True}
        lines.append({"index": {**action, "version": item.version, "version_type": "external"}})
        lines.append(_document(item.document) if isinstance(item, Put) else _tombstone(item))
    return lines


def _document(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        **{text.name: field_text(document.texts.get(text.name, "")) for text in TEXT_FIELDS},
        BEGINNINGS: document.texts.get(BEGINNINGS, ""),
        **{facet.name: document.keys.get(facet.name, ()) for facet in FACETS},
        **{name: getattr(document, name) for name in (*NUMBERS, "title")},
        "payload": document.payload,
    }


def _tombstone(remove: Remove) -> dict[str, Any]:
    """Return a document that is never visible, with its date in `oldest` for a later rebuild."""
    texts = {text.name: field_text("") for text in TEXT_FIELDS}
    numbers = dict.fromkeys(NUMBERS, 0) | {"oldest": int(time.time())}
    return {"id": remove.id, **texts, **numbers, "title": "", "payload": {}}


def _fingerprint(made: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(made, sort_keys=True).encode()).hexdigest()[:16]
