"""In which columns a facet's keys are counted.

Tantivy counts a column that has one key for every document in a tenth of the time of one that has
any number of them. So a document's keys are dealt out: the first to the first column of its facet,
the second to the second, `NO_KEY` to those that are left over; keys for which there is no column
go to a last one together. To find by key there is one field more, of the facet's own name, which
holds all of them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from ...fields import BOUNDARY, FACET_NAMES

NO_KEY = BOUNDARY
"""No vocabulary's key: it stands for none, so that the column has one for every document."""

COLUMNS = {"thema": 6, "doelgroep": 3, "vereniging": 3, "hindernis": 3}
"""For facets of which an item usually has more than one key; a theme brings its main theme along.
With too few the last column grows, which costs time and nothing else."""

MAX_VALUES = 10_000
"""Values counted in one column; the longest list, municipalities, has 285."""

COLUMNS_OF = {
    facet: tuple(f"{facet}_{number}" for number in range(COLUMNS.get(facet, 1)))
    for facet in FACET_NAMES
}
"""The columns of one key, of each facet."""

REST_COLUMN = {facet: f"{facet}_rest" for facet in FACET_NAMES}


def spread(facet: str, keys: Sequence[str]) -> dict[str, list[str]]:
    """What each column of a facet holds for a document with these keys."""
    columns = COLUMNS_OF[facet]
    columns_with_key = zip_longest(columns, keys[: len(columns)], fillvalue=NO_KEY)
    return {
        **{name: [key] for name, key in columns_with_key},
        REST_COLUMN[facet]: list(keys[len(columns) :]),
    }


def aggregations(facets: Iterable[str]) -> dict[str, Any]:
    """What to ask of tantivy for the counts of these facets, in one pass."""
    names = [name for facet in facets for name in (*COLUMNS_OF[facet], REST_COLUMN[facet])]
    return {name: {"terms": {"field": name, "size": MAX_VALUES}} for name in names}


def merge_counts(answered: Mapping[str, Any], facet: str) -> Counter[str]:
    """Key → documents, from what tantivy answered."""
    counts: Counter[str] = Counter()
    for name in (*COLUMNS_OF[facet], REST_COLUMN[facet]):
        for bucket in answered[name]["buckets"]:
            counts[bucket["key"]] += bucket["doc_count"]
    del counts[NO_KEY]
    return counts
