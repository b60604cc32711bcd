"""What every test may use: a world with an index of its own, empty at the start."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client

from search.facets import labels
from tests import world as making
from tests.elasticsearch.fixtures import (
    elasticsearch_installed,
    elasticsearch_node,
    elasticsearch_prefix,
    elasticsearch_trio,
    elasticsearch_url,
)
from tests.safety.steps import with_both_steps
from tests.world import World

# Once for all folders: a second import would be a second fixture, and whichever ends first
# would let go of the node for both (a process has one lock on a file, however often it asks).
__all__ = [
    "elasticsearch_installed",
    "elasticsearch_node",
    "elasticsearch_prefix",
    "elasticsearch_trio",
    "elasticsearch_url",
]


def pytest_configure() -> None:
    """Whoever a test logs in has given the code too; tests/safety takes the steps one by one."""
    Client.force_login = with_both_steps(Client.force_login)


@pytest.fixture
def index(settings, tmp_path: Path) -> str:
    """An index of this test's own."""
    settings.SEARCH_URL = f"embedded:{tmp_path / 'index'}"
    return settings.SEARCH_URL


@pytest.fixture
def world(db: None, index: str) -> Iterator[World]:
    """A world in a transaction that is rolled back; `sync.sync_all()` carries changes out."""
    labels.forget()
    yield making.make()
    labels.forget()


@pytest.fixture
def lasting_world(transactional_db: None, index: str) -> Iterator[World]:
    """A world whose changes are committed, so that the index follows by itself."""
    labels.forget()
    with transaction.atomic():  # or the index follows each page of it apart
        made = making.make()
    yield made
    labels.forget()
