"""The test server itself: it does not outlive those who use it."""

import os
import subprocess
import sys
import time

import pytest

from tests.elasticsearch import fixtures, install
from tests.elasticsearch.cluster import Cluster, request

USER = """
import sys
from pathlib import Path
from tests.elasticsearch.shared import shared_node
with shared_node(Path(sys.argv[1])) as url:
    print(url, flush=True)
    sys.stdin.read()
"""


def answers(url: str) -> bool:
    try:
        return bool(request(f"{url}/_cluster/health", timeout=2))
    except OSError:
        return False


def user(place) -> tuple[subprocess.Popen, str]:
    command = [sys.executable, "-c", USER, str(place)]
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=install.HERE.parents[1],
    )
    return process, process.stdout.readline().strip()


@pytest.mark.elasticsearch
def test_a_shared_node_lives_until_its_last_user_is_gone(elasticsearch_installed, tmp_path):
    first, url = user(tmp_path)
    second, same = user(tmp_path)
    assert url == same
    first.kill()
    first.wait(10)
    time.sleep(1.5)
    assert answers(url), "the second still holds it"
    second.kill()
    second.wait(10)
    deadline = time.monotonic() + 20
    while answers(url):
        assert time.monotonic() < deadline
        time.sleep(0.2)


@pytest.mark.elasticsearch
def test_a_cluster_is_stopped_by_its_own_pids(elasticsearch_installed, tmp_path):
    with Cluster(tmp_path / "node") as cluster:
        (node,) = cluster.nodes
        assert answers(node.url)
    assert node.process.poll() is not None
    assert not answers(node.url)


@pytest.mark.parametrize(
    ("ci", "outcome"), [("", pytest.skip.Exception), ("true", pytest.fail.Exception)]
)
def test_without_maven_such_tests_are_skipped_and_on_ci_they_fail(
    monkeypatch, tmp_path, ci, outcome
):
    monkeypatch.setattr(os, "environ", {**os.environ, "PATH": str(tmp_path), "CI": ci})
    fixture = fixtures.elasticsearch_installed.__wrapped__
    with pytest.raises(outcome, match="java"):
        fixture()
