"""Fixtures for databases: a migrated one without migrating, and content that is built once."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management.commands import migrate
from django.db import connection
from django.test import TransactionTestCase

from tests.databases.content import Content, forget_content
from tests.databases.template import Template


@pytest.fixture(scope="session")
def template(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Template:
    """The migrated SQLite database, kept between sessions where pytest has a cache."""
    cache = getattr(request.config, "cache", None)
    folder = cache.mkdir("databases") if cache else tmp_path_factory.mktemp("databases")
    return Template(Path(folder))


@pytest.fixture(scope="session")
def copied_migrations(template: Template) -> Iterator[pytest.MonkeyPatch]:
    """Let `migrate` copy the template, until undone."""
    handle = migrate.Command.handle

    def fill(self: migrate.Command, *args: Any, **options: Any) -> None:
        template.fill(lambda: handle(self, *args, **options))

    with pytest.MonkeyPatch.context() as patch:
        if connection.vendor == "sqlite":
            patch.setattr(migrate.Command, "handle", fill)
        yield patch


@pytest.fixture(scope="session")
def django_db_setup(
    copied_migrations: pytest.MonkeyPatch, django_db_setup: None, template: Template
) -> Iterator[None]:
    """Set up the test database as pytest-django does; restore it where Django would flush it."""
    copied_migrations.undo()

    def restore(self: TransactionTestCase) -> None:
        template.restore()
        forget_content()

    with pytest.MonkeyPatch.context() as patch:
        if connection.vendor == "sqlite":
            patch.setattr(TransactionTestCase, "_fixture_teardown", restore)
        yield


@pytest.fixture(autouse=True)
def content(template: Template) -> Content:
    """Steps that are built once and inserted for each test: `content(build, argument)`.

    For all tests, so that it sees whatever a test writes before the first step.
    """
    return Content(template.sequences)
