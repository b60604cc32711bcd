"""The Elasticsearch engine: for more than one machine.

One request a search: hits, total and all facet counts. Every question is bounded in time, and a
cluster that does not answer is left alone for a while. An index that is missing is begun empty.
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
from .aliases import Names
from .build import ElasticsearchBuild
from .client import Access, Client, IndexMissing
from .hits import answer, answers, hit
from .index import entries, walk, write
from .query import MAX_VALUES, hits_only, living
from .schema import SETTINGS, is_ours, mapping
from .suggest import suggest

Done = TypeVar("Done")


class ElasticsearchEngine:
    def __init__(self, access: Access, prefix: str) -> None:
        self._client = Client(access)
        self._names = Names(prefix)
        self._checked: set[Audience] = set()

    def search(self, audience: Audience, query: Query) -> Answer:
        return self._on(audience, lambda index: answer(self._client, index, query))

    def search_many(self, asks: Sequence[Ask]) -> Iterator[Answer]:
        try:
            return iter(answers(self._client, self._indexed(asks)))
        except IndexMissing:
            self._checked.clear()
            return iter(answers(self._client, self._indexed(asks)))

    def suggest(self, audience: Audience, beginning: Beginning) -> tuple[Hit, ...]:
        return self._on(audience, lambda index: suggest(self._client, index, beginning))

    def scan(self, audience: Audience, query: Query) -> Iterator[Hit]:
        if query.sort == Sort.RELEVANCE:
            query = replace(query, sort=Sort.NEWEST)
        body = {**hits_only(query), "_source": ["payload"]}
        index = self._found(audience)
        return map(hit, walk(self._client, index, body))

    def apply(self, audience: Audience, batch: Sequence[Put | Remove]) -> list[Outcome]:
        return self._on(audience, lambda index: write(self._client, index, batch))

    def entries(self, audience: Audience) -> Iterator[tuple[str, int]]:
        return entries(self._client, self._found(audience))

    def build(
        self, audience: Audience, puts: Iterator[Put], like: ElasticsearchBuild | None = None
    ) -> ElasticsearchBuild:
        return ElasticsearchBuild(self._client, self._names, audience, puts, like)

    def counts(self, audience: Audience) -> Mapping[str, int]:
        kinds = {"terms": {"field": "soort", "size": MAX_VALUES}}
        body = {"query": living(), "size": 0, "aggs": {"kinds": kinds}}
        found = self._on(audience, lambda index: self._client.ask("search", index=index, body=body))
        buckets = found["aggregations"]["kinds"]["buckets"]
        return {bucket["key"]: bucket["doc_count"] for bucket in buckets}

    def sweep(self) -> list[str]:
        swept = []
        for audience in Audience:
            pattern = self._names.pattern(audience)
            held = self._client.work("indices.get_alias", index=pattern, expand_wildcards="all")
            for index, about in held.items():
                live = self._names.live(audience) in about["aliases"]
                if self._names.is_generation(index, audience) and not live:
                    self._client.work("indices.delete", index=index, ignore_unavailable=True)
                    swept.append(index)
        return sorted(swept)

    def ping(self) -> None:
        for audience in Audience:
            self.counts(audience)

    def _on(self, audience: Audience, act: Callable[[str], Done]) -> Done:
        index = self._found(audience)
        try:
            return act(index)
        except IndexMissing:
            # Dropped since it was checked, or replaced while it was being searched.
            self._checked.discard(audience)
            return act(self._found(audience))

    def _indexed(self, asks: Sequence[Ask]) -> list[tuple[str, Query]]:
        return [(self._found(audience), query) for audience, query in asks]

    def _found(self, audience: Audience) -> str:
        """The live alias, looked at once: made by this code, and begun empty if there is none."""
        index = self._names.live(audience)
        if audience not in self._checked:
            try:
                found = self._client.ask("indices.get_mapping", index=index)
            except IndexMissing:
                self._begin(audience)
            else:
                if not all(is_ours(one["mappings"]) for one in found.values()):
                    raise EngineDamaged(f"{index} was made with other fields. Rebuild it.")
            self._checked.add(audience)
        return index

    def _begin(self, audience: Audience) -> None:
        live = self._names.live(audience)
        try:
            self._client.work(
                "indices.create",
                index=self._names.first(audience),
                settings=SETTINGS,
                mappings=mapping(),
                aliases={live: {}},
            )
        except EngineDamaged:
            # It exists: another process was first, unless it has not made it live.
            if not self._client.ask("indices.exists_alias", name=live):
                raise
