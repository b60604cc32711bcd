"""The search server stops, dies, or loses a node, under edits and searches."""

import json
import time

import pytest

from tests.elasticsearch.cluster import Cluster, request
from tests.reliability.conftest import FULL
from tests.reliability.scratch import Portal, portal, until

pytestmark = [
    pytest.mark.reliability,
    pytest.mark.elasticsearch,
    pytest.mark.skipif(not FULL, reason="takes minutes: `make reliability` runs it"),
]

RATE = 5
"""Edits and searches a second."""


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
        assert actor.wait(seconds + 120) == 0
    return {kind: report(portal, f"{name}-{kind}") for kind in ("searches", "edits")}


@pytest.mark.parametrize("how", ["paused", "killed"])
def test_editing_goes_on_while_the_server_is_away(
    tmp_path, template, elasticsearch_node, scale, measured, how
):
    cluster: Cluster = elasticsearch_node
    with portal(tmp_path / "portal", template, cluster.urls[0]) as away:
        away.act("change", 3, 20, away.folder / "progress")
        away.drift()
        away.worker()
        usual = under_load(away, scale.of(6, 30), "usual")
        node = cluster.nodes[0]
        node.pause() if how == "paused" else node.kill()
        stopped = under_load(away, scale.of(10, 60), "away")
        measured.update(usual=usual, away=stopped)
        assert stopped["edits"]["faults"] == []
        assert stopped["searches"]["faults"] == []
        assert stopped["searches"]["slowest"] < 2500
        extra = stopped["edits"]["p95"] - usual["edits"]["p95"]
        measured.update(extra_ms_at_p95=extra)
        if scale.full:  # a figure of time is worth something only on a quiet machine
            assert extra <= 50
        if how == "paused":
            node.resume()
            assert until(lambda: away.act("queue") == 0, 90, step=1)
            assert away.drift()["drift"] == []


def test_a_backlog_is_carried_out_once_the_server_is_back(
    tmp_path, template, elasticsearch_node, scale, measured
):
    cluster: Cluster = elasticsearch_node
    items = scale.of(300, 5_000)
    with portal(tmp_path / "portal", template, cluster.urls[0]) as behind:
        behind.act("fill", items, seconds=900)
        node = cluster.nodes[0]
        node.pause()
        assert behind.act("backlog", items) == items
        behind.worker()
        time.sleep(3)
        node.resume()
        begun = time.monotonic()
        assert until(lambda: behind.act("queue") == 0, scale.of(60, 120), step=0.5)
        taken = time.monotonic() - begun
        measured.update(items=items, seconds=taken)
        assert taken < 60


def test_no_search_fails_when_a_node_is_lost(
    tmp_path, template, elasticsearch_trio, scale, measured
):
    cluster: Cluster = elasticsearch_trio
    with portal(tmp_path / "portal", template, ",".join(cluster.urls)) as safe:
        safe.act("change", 3, 20, safe.folder / "progress")
        safe.drift()
        _green(cluster)
        seconds = scale.of(20, 60)
        searching = safe.actor("search-for", seconds, 20, safe.folder / "searches")
        time.sleep(seconds / 4)
        lost = _master(cluster)
        cluster.nodes[lost].kill()
        time.sleep(seconds / 3)
        if scale.full:
            _green(cluster, but=lost, nodes=2)
            data = next(n for n in range(3) if n != lost and n != _master(cluster, but=lost))
            cluster.nodes[data].pause()
        assert searching.wait(seconds + 120) == 0
        found = report(safe, "searches")
        measured.update(found)
        assert found["faults"] == []
        assert found["searches"] > seconds


def _green(cluster: Cluster, but: int = -1, nodes: int = 3) -> None:
    def settled() -> bool:
        health = request(f"{_alive(cluster, but)}/_cluster/health", timeout=10)
        return health["number_of_nodes"] == nodes and health["status"] == "green"

    assert until(settled, 120, step=0.5)


def _master(cluster: Cluster, but: int = -1) -> int:
    (row,) = request(f"{_alive(cluster, but)}/_cat/master?format=json&h=node", timeout=10)
    return next(n for n, node in enumerate(cluster.nodes) if node.name == row["node"])


def _alive(cluster: Cluster, but: int) -> str:
    return next(node.url for n, node in enumerate(cluster.nodes) if n != but)
