"""What every test may use: a world with an index of its own, empty at the start."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from search import engines
from tests import world as making
from tests.databases.content import Content, forget_content
from tests.databases.fixtures import content, copied_migrations, django_db_setup, template
from tests.elasticsearch.fixtures import (
    elasticsearch_installed,
    elasticsearch_node,
    elasticsearch_prefix,
    elasticsearch_trio,
    elasticsearch_url,
)
from tests.properties import load_profile
from tests.safety.steps import with_both_steps
from tests.world import World

# Once for all folders: a second import would be a second fixture, and whichever ends first
# would let go of the node for both (a process has one lock on a file, however often it asks).
__all__ = [
    "content",
    "copied_migrations",
    "django_db_setup",
    "elasticsearch_installed",
    "elasticsearch_node",
    "elasticsearch_prefix",
    "elasticsearch_trio",
    "elasticsearch_url",
    "template",
]


SLOWEST = (
    "tests/deploy/test_guide.py",
    "tests/deploy/test_install.py",
    "tests/reliability/",
    "tests/safety/test_urls.py",
    "tests/tools/test_screens.py",
    "tests/tools/relevance/test_floor.py",
    "tests/browser/",
    "tests/extracting/test_hostile.py",
    "tests/workspace/test_rivals.py",
)


def pytest_configure() -> None:
    """Whoever a test logs in has given the code too; tests/safety takes the steps one by one."""
    Client.force_login = with_both_steps(Client.force_login)
    load_profile()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Give out the slowest files first, so that no worker is left alone with one at the end."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: not item.nodeid.startswith(SLOWEST))


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Run named files in one process: workers take seconds to start. Else one a processor."""
    named = [Path(argument.partition("::")[0]) for argument in config.args]
    return 0 if all(path.is_file() for path in named) else None


@pytest.fixture
def index(settings, tmp_path: Path) -> Iterator[str]:
    """An index of this test's own."""
    settings.SEARCH_URL = f"embedded:{tmp_path / 'index'}"
    opened = engines._engine  # a test may put another engine in its place
    yield settings.SEARCH_URL
    # An opened index has a thread that looks for changes twice a second until the index is let go.
    opened.cache_clear()


@pytest.fixture
def world(db: None, index: str, content: Content) -> Iterator[World]:
    """A world in a transaction that is rolled back; `sync.sync_all()` carries changes out."""
    yield content(making.make)
    forget_content()


@pytest.fixture
def lasting_world(transactional_db: None, index: str, content: Content) -> Iterator[World]:
    """A world whose changes are committed, so that the index follows by itself."""
    made = content(making.make)
    content.fill_index()
    yield made
    forget_content()
