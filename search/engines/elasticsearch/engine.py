"""Search with Elasticsearch, for installations on more than one machine.

A search is one request for hits, total and all facet counts. Every request has a time-out, and a
cluster that does not answer is left alone for a while. A missing index is created empty.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from ..protocol import (
    Answer,
    Ask,
    Audience,
    Beginning,
    EngineDamaged,
    Hit,
    Outcome,
    Put,
    Query,
    Remove,
    Sort,
)
from .aliases import IndexNames
from .build import ElasticsearchBuild
from .client import Access, Client, IndexMissing
from .hits import answer, answers, hit
from .index import entries, scan_all, write
from .query import MAX_VALUES, hits_only, not_tombstones
from .schema import SETTINGS, is_current, mapping
from .suggest import suggest

Done = TypeVar("Done")


class ElasticsearchEngine:
    """An engine on an Elasticsearch cluster; see `Engine`."""

    def __init__(self, access: Access, prefix: str) -> None:
        self._client = Client(access)
        self._names = IndexNames(prefix)
        self._checked: set[Audience] = set()

    def search(self, audience: Audience, query: Query) -> Answer:
        """Return the hits, total and facet counts of a query."""
        return self._on_live_index(audience, lambda index: answer(self._client, index, query))

    def search_many(self, asks: Sequence[Ask]) -> Iterator[Answer]:
        """Answer several queries, in their order."""
        try:
            return iter(answers(self._client, self._with_indices(asks)))
        except IndexMissing:
            self._checked.clear()
            return iter(answers(self._client, self._with_indices(asks)))

    def suggest(self, audience: Audience, beginning: Beginning) -> tuple[Hit, ...]:
        """Return titles that begin as typed."""
        return self._on_live_index(audience, lambda index: suggest(self._client, index, beginning))

    def scan(self, audience: Audience, query: Query) -> Iterator[Hit]:
        """Yield every hit from first to last."""
        if query.sort == Sort.RELEVANCE:
            query = replace(query, sort=Sort.NEWEST)
        body = {**hits_only(query), "_source": ["payload"]}
        index = self._live_index(audience)
        return map(hit, scan_all(self._client, index, body))

    def apply(self, audience: Audience, batch: Sequence[Put | Remove]) -> list[Outcome]:
        """Carry out a batch, visible on return."""
        return self._on_live_index(audience, lambda index: write(self._client, index, batch))

    def entries(self, audience: Audience) -> Iterator[tuple[str, int]]:
        """Yield the id and version of every document, without tombstones."""
        return entries(self._client, self._live_index(audience))

    def build(
        self, audience: Audience, puts: Iterator[Put], like: ElasticsearchBuild | None = None
    ) -> ElasticsearchBuild:
        """Begin a new index beside the live one."""
        return ElasticsearchBuild(self._client, self._names, audience, puts, like)

    def counts(self, audience: Audience) -> Mapping[str, int]:
        """Return the number of documents of each kind, without tombstones."""
        kinds = {"terms": {"field": "soort", "size": MAX_VALUES}}
        body = {"query": not_tombstones(), "size": 0, "aggs": {"kinds": kinds}}
        answered = self._on_live_index(
            audience, lambda index: self._client.call("search", index=index, body=body)
        )
        buckets = answered["aggregations"]["kinds"]["buckets"]
        return {bucket["key"]: bucket["doc_count"] for bucket in buckets}

    def sweep(self) -> list[str]:
        """Remove the indices that killed builds left behind, and return their names."""
        swept = []
        for audience in Audience:
            pattern = self._names.pattern(audience)
            aliases = self._client.call_slow(
                "indices.get_alias", index=pattern, expand_wildcards="all"
            )
            for index, about in aliases.items():
                live = self._names.live(audience) in about["aliases"]
                if self._names.is_generation(index, audience) and not live:
                    self._client.call_slow("indices.delete", index=index, ignore_unavailable=True)
                    swept.append(index)
        return sorted(swept)

    def ping(self) -> None:
        """Return when both indices can answer."""
        for audience in Audience:
            self.counts(audience)

    def _on_live_index(self, audience: Audience, act: Callable[[str], Done]) -> Done:
        index = self._live_index(audience)
        try:
            return act(index)
        except IndexMissing:
            # It was dropped after the check, or replaced during the search.
            self._checked.discard(audience)
            return act(self._live_index(audience))

    def _with_indices(self, asks: Sequence[Ask]) -> list[tuple[str, Query]]:
        return [(self._live_index(audience), query) for audience, query in asks]

    def _live_index(self, audience: Audience) -> str:
        """Return the live alias, after checking once that this code made its index.

        A missing index is created empty.
        """
        index = self._names.live(audience)
        if audience not in self._checked:
            try:
                answered = self._client.call("indices.get_mapping", index=index)
            except IndexMissing:
                self._create_first(audience)
            else:
                if not all(is_current(one["mappings"]) for one in answered.values()):
                    raise EngineDamaged(f"{index} was made with other fields. Rebuild it.")
            self._checked.add(audience)
        return index

    def _create_first(self, audience: Audience) -> None:
        live = self._names.live(audience)
        try:
            self._client.call_slow(
                "indices.create",
                index=self._names.first(audience),
                settings=SETTINGS,
                mappings=mapping(),
                aliases={live: {}},
            )
        except EngineDamaged:
            # The index exists: another process created it, and should have made it live.
            if not self._client.call("indices.exists_alias", name=live):
                raise
