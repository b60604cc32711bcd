"""Fixtures for tests that need a real Elasticsearch. Import them in a conftest.

Without Java or Maven such tests are skipped with the reason; on CI they fail instead, so that a
broken CI image does not pass for a tested engine.
"""

import os
from collections.abc import Iterator
from secrets import token_hex

import pytest

from tests.elasticsearch.cluster import Cluster, drop
from tests.elasticsearch.install import Missing, installed
from tests.elasticsearch.shared import shared_node


@pytest.fixture(scope="session")
def elasticsearch_installed() -> None:
    try:
        installed()
    except Missing as missing:
        if os.environ.get("CI") == "true":
            pytest.fail(str(missing))
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def elasticsearch_url(elasticsearch_installed: None) -> Iterator[str]:
    """One node, shared with other test processes."""
    with shared_node() as url:
        yield url


@pytest.fixture(scope="session")
def elasticsearch_prefix(elasticsearch_url: str) -> Iterator[str]:
    """What this session's indices are called by; they are dropped at its end."""
    prefix = f"test-{token_hex(4)}"
    yield prefix
    drop(elasticsearch_url, prefix)


@pytest.fixture
def elasticsearch_node(
    elasticsearch_installed: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Cluster]:
    """A node of one's own, to pause and to kill."""
    with Cluster(tmp_path_factory.mktemp("node") / "node") as cluster:
        yield cluster


@pytest.fixture
def elasticsearch_trio(
    elasticsearch_installed: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Cluster]:
    """Three nodes, to lose one of."""
    with Cluster(tmp_path_factory.mktemp("trio") / "nodes", nodes=3) as cluster:
        yield cluster
