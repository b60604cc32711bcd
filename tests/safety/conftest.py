"""The site of the editorial tests, with its roles and someone in each; and both engines."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.test import TestCase

from tests.editorial.conftest import *  # noqa: F403


@pytest.fixture(
    scope="module",
    params=["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)],
)
def engine_settings(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    """Settings for an index of this module's own."""
    if request.param == "embedded":
        return {"SEARCH_URL": f"embedded:{tmp_path_factory.mktemp('index')}"}
    module = request.module.__name__.rpartition(".")[2].replace("_", "-")
    prefix = f"{request.getfixturevalue('elasticsearch_prefix')}-{module}"
    return {
        "SEARCH_URL": request.getfixturevalue("elasticsearch_url"),
        "SEARCH_OPTIONS": {**settings.SEARCH_OPTIONS, "prefix": prefix},
    }


class RolledBack(TestCase):
    """What it sets up for its class is a transaction that ends in nothing."""


@contextmanager
def rolled_back() -> Iterator[None]:
    """Also where what is set up in it fails: nothing of it reaches the tests that follow."""
    RolledBack.setUpClass()
    try:
        yield
    finally:
        RolledBack.tearDownClass()
        RolledBack.doClassCleanups()
