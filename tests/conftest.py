"""What every test may use: a world with an index of its own, empty at the start."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.test import Client
from wagtail.models import Site

from search import labels
from tests import world as making
from tests.safety.steps import with_both_steps
from tests.world import World


def pytest_configure() -> None:
    """Whoever a test logs in has given the code too; tests/safety takes the steps one by one."""
    Client.force_login = with_both_steps(Client.force_login)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The database as migrations leave it, and a copy of that for those who empty it."""
    with django_db_blocker.unblock():
        _Migrated.rows = connection.creation.serialize_db_to_string()


class _Migrated:
    rows = ""


@pytest.fixture(autouse=True)
def what_migrations_made(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test with real transactions empties the database: Wagtail's root page, its language and the
    roles are put back, so that tests may run in any order and over any number of processes."""
    yield
    if _EMPTYING.isdisjoint(request.fixturenames) and not _is_transactional(request):
        return
    with request.getfixturevalue("django_db_blocker").unblock():
        call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=True)
        connection.creation.deserialize_db_from_string(_Migrated.rows)
        ContentType.objects.clear_cache()
        Site.clear_site_root_paths_cache()
        labels.forget()


_EMPTYING = frozenset(["transactional_db", "live_server", "lasting_world"])


def _is_transactional(request: pytest.FixtureRequest) -> bool:
    mark = request.node.get_closest_marker("django_db")
    return mark is not None and mark.kwargs.get("transaction", False)


@pytest.fixture
def index(settings, tmp_path: Path) -> str:
    """An index of this test's own."""
    settings.SEARCH_URL = f"embedded:{tmp_path / 'index'}"
    return settings.SEARCH_URL


@pytest.fixture
def world(db: None, index: str) -> Iterator[World]:
    """A world in a transaction that is rolled back: changes reach the index by `sync.drain()`."""
    labels.forget()
    yield making.make()
    labels.forget()


@pytest.fixture
def lasting_world(transactional_db: None, index: str) -> Iterator[World]:
    """A world whose changes are committed, so that the index follows by itself."""
    labels.forget()
    yield making.make()
    labels.forget()
