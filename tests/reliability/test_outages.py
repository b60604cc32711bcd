"""The search server stops, dies, or loses a node, under edits and searches."""

import json
import time
from collections.abc import Iterator

import pytest

from tests.elasticsearch.cluster import Cluster, request
from tests.reliability.conftest import DATABASES, FULL, Scale
from tests.reliability.scratch import Portal, portal, until

pytestmark = [pytest.mark.reliability, pytest.mark.elasticsearch]

# Edits, and searches, a second.
RATE = 5

OUTAGES = [("paused", "sqlite"), ("killed", "postgresql")]
if FULL:
    OUTAGES += [("paused", "postgresql"), ("killed", "sqlite")]


@pytest.fixture(scope="module")
def node(
    elasticsearch_installed: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Cluster]:
    """One server for the outages of this file; each test leaves it running."""
    with Cluster(tmp_path_factory.mktemp("node") / "node") as cluster:
        yield cluster


@pytest.fixture
def engine_url(node: Cluster) -> str:
    return node.urls[0]


@pytest.fixture
def items(scale: Scale) -> int:
    return scale.of(250, 5_000)


def report(portal: Portal, name: str) -> dict:
    return json.loads((portal.folder / name).read_text())


def under_load(portal: Portal, seconds: float, name: str) -> dict[str, dict]:
    """Edits and searches together for a while: what came of them."""
    folder = portal.folder
    actors = [
        portal.actor("search-for", seconds, RATE, folder / f"{name}-searches"),
        portal.actor("publish-for", seconds, RATE, folder / f"{name}-edits"),
    ]
    for actor in actors:
        assert actor.wait(seconds + 120) == 0, portal.log(actor)
    return {kind: report(portal, f"{name}-{kind}") for kind in ("searches", "edits")}


@pytest.mark.parametrize(("how", "database_url"), OUTAGES, indirect=["database_url"])
def test_editing_goes_on_while_the_server_is_away(node, faulty, scale, measured, how):
    """Five edits and five searches per second, on pages and on the API in turn; first as usual,
    then without the server. *Refused* is a 503 of the API that says when to try again. *Noticed* is
    a page with status 200 that shows the newest items instead. Any other answer is a fault. *Busy
    afterwards* is the time that the process of an editor was busy after its answer.
    """
    faulty.manage("search", "rebuild")
    faulty.worker()
    usual = under_load(faulty, scale.of(4, 30), "usual")
    server = node.nodes[0]
    server.pause() if how == "paused" else server.kill()
    try:
        away = under_load(faulty, scale.of(8, 60), "away")
    finally:
        server.resume() if how == "paused" else node.restart(0)
    node.wait()
    extra = away["edits"]["p95"] - usual["edits"]["p95"]
    caught_up = faulty.act("await-queue", 120)
    measured.update(usual=usual, away=away, extra_ms_at_p95=extra, caught_up_after=caught_up)
    assert away["edits"]["faults"] == away["searches"]["faults"] == []
    assert usual["edits"]["faults"] == usual["searches"]["faults"] == []
    assert away["searches"]["refused"] > 0
    assert away["searches"]["noticed"] > 0
    assert faulty.drift()["drift"] == []
    assert away["searches"]["slowest"] < (2_000 if scale.full else 10_000)
    if scale.full:  # what a save takes is worth something only on a machine that does no more
        assert extra <= 50


@pytest.mark.parametrize("database_url", DATABASES, indirect=True)
def test_a_backlog_is_carried_out_once_the_server_is_back(node, faulty, items, measured):
    """Changes wait while the server is away. *Seconds* is the time that the worker needs for all of
    them, from the moment the server is back.
    """
    faulty.manage("search", "rebuild")
    server = node.nodes[0]
    server.pause()
    try:
        assert faulty.act("backlog", items) == items
        faulty.worker()
        time.sleep(3)
    finally:
        server.resume()
    seconds = faulty.act("await-queue", 60)
    measured.update(items=items, seconds=seconds)
    assert faulty.drift()["drift"] == []


@pytest.mark.parametrize("database_url", DATABASES if FULL else DATABASES[:1], indirect=True)
def test_no_search_fails_when_nodes_are_lost(
    elasticsearch_trio, tmp_path, database_url, scale, measured
):
    """A cluster of three nodes with one replica gets twenty searches per second. The elected master
    is killed, then one of the other two nodes.
    """
    trio = elasticsearch_trio
    with portal(tmp_path / "portal", database_url, ",".join(trio.urls)) as safe:
        safe.manage("search", "rebuild")
        _copy_at_once(trio)
        _green(trio, nodes=3)
        seconds = scale.of(25, 90)
        searching = safe.actor(
            "search-for", seconds, 20 if scale.full else 10, safe.folder / "searches"
        )
        time.sleep(seconds / 5)
        lost = _master(trio)
        trio.nodes[lost].kill()
        time.sleep(seconds / 5)
        _green(trio, but=lost, nodes=2)
        other = next(number for number in range(3) if number != lost)
        trio.nodes[other].kill()
        assert searching.poll() is None, "the searches ended before the second loss"
        assert searching.wait(seconds + 120) == 0, safe.log(searching)
        found = report(safe, "searches")
        measured.update(found)
        assert found["faults"] == []
        assert found["refused"] == found["noticed"] == found["empty"] == 0
        assert found["answered"] > seconds


def _copy_at_once(cluster: Cluster) -> None:
    """By itself a cluster waits a minute for a lost node before it copies what was on it."""
    settings = {"index.unassigned.node_left.delayed_timeout": "0"}
    request(f"{cluster.urls[0]}/_all/_settings", "PUT", settings)


def _green(cluster: Cluster, nodes: int, but: int = -1) -> None:
    def settled() -> bool:
        try:
            health = request(f"{_alive(cluster, but)}/_cluster/health", timeout=10)
        except OSError:  # no master yet
            return False
        return health["number_of_nodes"] == nodes and health["status"] == "green"

    assert until(settled, 120, step=0.5)


def _master(cluster: Cluster) -> int:
    (row,) = request(f"{cluster.urls[0]}/_cat/master?format=json&h=node", timeout=10)
    return next(n for n, node in enumerate(cluster.nodes) if node.name == row["node"])


def _alive(cluster: Cluster, but: int) -> str:
    return next(node.url for n, node in enumerate(cluster.nodes) if n != but)
