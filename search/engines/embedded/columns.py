"""Spread the keys of a facet over columns, so that they are counted faster.

Tantivy counts a column with exactly one key for each document in a tenth of the time of one with
any number of keys. So the first key of a document goes to the first column of its facet, the second
to the second, and `NO_KEY` to the columns that are left. Keys beyond the last column go to one more
column together. A separate field, with the facet's own name, holds all keys for filtering.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from ...fields import BOUNDARY, FACET_NAMES, FACETS

# Fills a column for a document without a key for it; no vocabulary has this key.
NO_KEY = BOUNDARY

# Values counted in one column; the longest list, municipalities, has 285.
MAX_VALUES = 10_000

# The columns of one key each, by facet. With too few the last column grows, which costs time and
# nothing else.
COLUMNS_OF = {
    facet.name: tuple(f"{facet.name}_{number}" for number in range(facet.usual_keys))
    for facet in FACETS
}

# The column for the keys beyond those, by facet.
REST_COLUMN = {facet: f"{facet}_rest" for facet in FACET_NAMES}


def spread(facet: str, keys: Sequence[str]) -> dict[str, list[str]]:
    """Return the content of each column of a facet for a document with these keys."""
    columns = COLUMNS_OF[facet]
    columns_with_key = zip_longest(columns, keys[: len(columns)], fillvalue=NO_KEY)
    return {
        **{name: [key] for name, key in columns_with_key},
        REST_COLUMN[facet]: list(keys[len(columns) :]),
    }


def aggregations(facets: Iterable[str]) -> dict[str, Any]:
    """Return the aggregations that count these facets in one pass."""
    names = [name for facet in facets for name in (*COLUMNS_OF[facet], REST_COLUMN[facet])]
    return {name: {"terms": {"field": name, "size": MAX_VALUES}} for name in names}


def merge_counts(answered: Mapping[str, Any], facet: str) -> Counter[str]:
    """Return key → number of documents of a facet, from tantivy's answer."""
    counts: Counter[str] = Counter()
    for name in (*COLUMNS_OF[facet], REST_COLUMN[facet]):
        for bucket in answered[name]["buckets"]:
            counts[bucket["key"]] += bucket["doc_count"]
    del counts[NO_KEY]
    return counts
