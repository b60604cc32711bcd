"""One node for all test processes of this checkout: parallel workers must not start one JVM each.

Whoever comes first starts it; everyone holds a share in its lease; it ends by itself, within a
second, when the last one has gone.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tests.elasticsearch.cluster import QUICK_START, SERVER, Cluster, hold, request
from tests.elasticsearch.install import CACHE, locked

PLACE = CACHE / "shared"
# Set for tests that bring more to it than a test's heap holds.
LARGE = "ELASTICSEARCH_LARGE"


@contextmanager
def shared_node(place: Path = PLACE) -> Iterator[str]:
    """Its address. To keep names of indices apart is up to its users."""
    place.mkdir(parents=True, exist_ok=True)
    with locked(place / "start.lock"):
        url, held = _running(place) or _started(place)
    try:
        yield url
    finally:
        held.close()


def _running(place: Path) -> tuple[str, IO[bytes]] | None:
    lease, address = place / "node" / "lease", place / "address"
    if not (lease.exists() and address.exists()):
        return None
    # The share comes first: a node that answers after that can no longer end. One that is just
    # ending holds the lease itself, which makes this wait until it is gone.
    held = hold(lease)
    try:
        url = address.read_text()
        request(f"{url}/_cluster/health", timeout=5)
    except OSError:
        held.close()
        return None
    return url, held


def _started(place: Path) -> tuple[str, IO[bytes]]:
    cluster = Cluster(place / "node", options=SERVER if os.environ.get(LARGE) else QUICK_START)
    cluster.wait()
    (place / "address").write_text(cluster.urls[0])
    return cluster.urls[0], cluster.held
