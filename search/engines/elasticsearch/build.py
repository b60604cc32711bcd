"""Build a new Elasticsearch index beside the live one: fill, catch up, swap in, or drop."""

import logging
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from ..batch import chunks
from ..protocol import Audience, EngineDamaged, EngineUnavailable, Outcome, Put, Remove, Status
from .aliases import IndexNames
from .client import Busy, Client, IndexMissing
from .index import entries, recent_tombstones, write
from .schema import BUILDING, BUILT, SETTINGS, mapping

log = logging.getLogger(__name__)

# Younger tombstones are copied: no writer holds an older state for a day.
TOMBSTONE_SECONDS = 24 * 60 * 60

# The longest wait for the replica before the swap; after that it is made in its own time.
COPY_SECONDS = 60

WRITABLE = {"index.blocks.write": None}

# Seconds to wait, one after the other, while the cluster is too busy to write.
PATIENCE = (1, 2, 5, 10, 20, 30)

# How long a replaced index stays after the swap, so that searches in it can finish.
LINGER_SECONDS = 1.0


class ElasticsearchBuild:
    """A new index behind an alias of its own; see `Build`."""

    def __init__(
        self,
        client: Client,
        names: IndexNames,
        audience: Audience,
        puts: Iterable[Put],
        like: "ElasticsearchBuild | None" = None,
    ) -> None:
        self._client = client
        self._live = names.live(audience)
        self._index = names.new(audience)
        self._alias = names.building(self._index)
        # By the monotonic clock; 0 before the swap.
        self._swapped_at = 0.0
        self._replaced_indices: list[str] = []
        try:
            if like:
                like.copy_to(self._index, self._alias)
            else:
                client.call_slow(
                    "indices.create",
                    index=self._index,
                    settings={**SETTINGS, **BUILDING},
                    mappings=mapping(),
                    aliases={self._alias: {}},
                )
            self._fill(puts)
        except BaseException:
            with suppress(EngineUnavailable):
                self.close()
            raise

    def apply(self, batch: Sequence[Put | Remove]) -> list[Outcome]:
        """Write a batch, and wait as long as the cluster is too busy.

        Nobody waits for a build, and giving up would lose all of it. Writing an entry twice does no
        harm.
        """
        for seconds in PATIENCE:
            try:
                return write(self._client, self._alias, batch, refresh=False)
            except Busy as busy:
                log.warning("Going on in %s s: %s", seconds, busy)
                time.sleep(seconds)
        return write(self._client, self._alias, batch, refresh=False)

    def copy_to(self, index: str, alias: str) -> None:
        """Copy this index to a new one; the server links the files.

        Nothing may be written to it meanwhile.
        """
        self._client.call_slow("indices.add_block", index=self._index, block="write")
        self._client.call_slow(
            "indices.clone",
            index=self._index,
            target=index,
            settings={**BUILDING, **WRITABLE},
            aliases={alias: {}},
        )
        self._client.call_slow("indices.put_settings", index=self._index, settings=WRITABLE)

    def entries(self) -> Iterator[tuple[str, int]]:
        """Yield the id and version of every document, without tombstones."""
        self._client.call_slow("indices.refresh", index=self._alias)
        return entries(self._client, self._alias)

    def swap(self) -> None:
        """Make it the live index, atomically."""
        self._carry_tombstones()
        self._client.call_slow("indices.put_settings", index=self._alias, settings=BUILT)
        self._client.call_slow("indices.refresh", index=self._alias)
        self._await_copy()
        self._replaced_indices = self._live_indices()
        self._client.call_slow(
            "indices.update_aliases",
            actions=[
                *(
                    {"remove": {"index": index, "alias": self._live}}
                    for index in self._replaced_indices
                ),
                {"remove": {"index": self._index, "alias": self._alias}},
                {"add": {"index": self._index, "alias": self._live}},
            ],
        )
        self._swapped_at = time.monotonic()

    def close(self) -> None:
        """Drop this index, or after a swap those that it replaced."""
        if self._swapped_at:
            self._drop_replaced()
        else:
            self._client.call_slow("indices.delete", index=self._index, ignore_unavailable=True)

    def _fill(self, puts: Iterable[Put]) -> None:
        for part in chunks(puts):
            for outcome in self.apply(part):
                if outcome.status == Status.FAILED:
                    log.error("%s cannot be indexed: %s", outcome.id, outcome.reason)

    def _drop_replaced(self) -> None:
        old, self._replaced_indices = self._replaced_indices, []
        if old:
            time.sleep(max(0.0, self._swapped_at + LINGER_SECONDS - time.monotonic()))
        for index in old:
            try:
                self._client.call_slow("indices.delete", index=index, ignore_unavailable=True)
            except EngineUnavailable as fault:
                log.warning("%s stays until the next sweep: %s", index, fault)

    def _live_indices(self) -> list[str]:
        try:
            return list(self._client.call_slow("indices.get_alias", name=self._live))
        except IndexMissing:
            return []

    def _carry_tombstones(self) -> None:
        since = int(time.time()) - TOMBSTONE_SECONDS
        try:
            recent = list(recent_tombstones(self._client, self._live, since))
        except IndexMissing:
            return
        except EngineDamaged as damage:
            log.warning("Tombstones of the replaced index are lost: %s", damage)
            return
        self.apply(recent)

    def _await_copy(self) -> None:
        """Wait for the replica: after a swap to a single copy, a lost node would lose the index."""
        try:
            self._client.call_slow(
                "cluster.health",
                index=self._index,
                wait_for_status="green",
                wait_for_no_initializing_shards=True,
                timeout=f"{COPY_SECONDS}s",
            )
        except EngineUnavailable as slow:
            log.warning("The new index has no second copy yet: %s", slow)
