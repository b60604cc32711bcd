"""Define the tantivy schema from the table of fields, and convert documents to it.

Texts are indexed and not stored: highlights use the payload's own text. All that is sorted,
compared or counted is a fast (columnar) field, so that no hit beyond the page is loaded.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import tantivy

from ...fields import BEGINNINGS, FACETS, TEXT_FIELDS
from ..protocol import Put, Remove
from ..terms import field_text
from .columns import aggregations, spread

# The first 24 bytes of an id as three big-endian numbers. They sort as ids do and are read 1,000
# times faster than stored strings; a run of equal scores may have tens of thousands of hits.
TIE_FIELDS = ("tie0", "tie1", "tie2")

RANGES = ("visible_from", "visible_until")
SORTED = ("newest", "oldest")


Texts = Mapping[str, str]
Keys = Mapping[str, Sequence[str]]
Fields = dict[str, Any]


@cache
def schema() -> tantivy.Schema:
    """Return the schema."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for text in TEXT_FIELDS:
        builder.add_text_field(text.name, tokenizer_name="whitespace", index_option="position")
    builder.add_text_field(BEGINNINGS, tokenizer_name="whitespace", index_option="basic")
    for facet in FACETS:
        builder.add_text_field(facet.name, tokenizer_name="raw", index_option="basic")
        for name in aggregations([facet.name]):
            builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in RANGES:
        # Indexed as well: the few documents outside the range are found by term in half the time
        # of reading the column.
        builder.add_integer_field(name, indexed=True, fast=True)
    for name in SORTED:
        builder.add_integer_field(name, fast=True)
    for name in ("version", *TIE_FIELDS):
        builder.add_unsigned_field(name, fast=True)
    builder.add_text_field("title", fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("payload", stored=True)
    return builder.build()


def ties(id_: str) -> tuple[int, ...]:
    """Return the values of `TIE_FIELDS` for an id."""
    raw = id_.encode("utf-8")[:24].ljust(24, b"\0")
    return tuple(int.from_bytes(raw[i : i + 8], "big") for i in (0, 8, 16))


def to_document(item: Put | Remove, removed_at: int) -> tantivy.Document:
    """Return what to store for one entry of a batch.

    Raises:
        TypeError: a value has the wrong type.
        ValueError: a value cannot be stored.
    """
    return _document(item) if isinstance(item, Put) else _tombstone(item, removed_at)


def stored_id(stored: tantivy.Document) -> str:
    """Return the id of a stored document."""
    return str(stored.get_first("id"))


def stored_payload(stored: tantivy.Document) -> Any:
    """Return the payload of a stored document."""
    return json.loads(bytes(stored.get_first("payload") or b"{}"))


def _document(put: Put) -> tantivy.Document:
    document = put.document
    fields: Fields = {name: [getattr(document, name)] for name in (*RANGES, *SORTED, "title")}
    payload = json.dumps(document.payload, separators=(",", ":")).encode("ascii")
    return _build(put, document.texts, document.keys, fields | {"payload": [payload]})


def _tombstone(remove: Remove, removed_at: int) -> tantivy.Document:
    """Return a document that is never visible, with its date in `oldest` for a later rebuild."""
    fields: Fields = {name: [0] for name in (*RANGES, *SORTED)}
    fields.update({"oldest": [removed_at], "title": [""], "payload": [b"{}"]})
    return _build(remove, {}, {}, fields)


def _build(item: Put | Remove, texts: Texts, keys: Keys, fields: Fields) -> tantivy.Document:
    values: Fields = {text.name: [field_text(texts.get(text.name, ""))] for text in TEXT_FIELDS}
    values[BEGINNINGS] = [texts.get(BEGINNINGS, "")]
    for facet in FACETS:
        distinct = list(dict.fromkeys(keys.get(facet.name, ())))
        values.update({facet.name: distinct, **spread(facet.name, distinct)})
    numbers = zip(TIE_FIELDS, ties(item.id), strict=True)
    values.update({"id": [item.id], "version": [item.version]})
    values.update({name: [number] for name, number in numbers})
    return tantivy.Document.from_dict({**values, **fields}, schema())
