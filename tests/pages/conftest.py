from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.test import Client, TestCase, override_settings

from search.facets import labels
from search.index import sync
from tests import world
from tests.pages import portal as making
from tests.pages.portal import Portal
from tests.pages.reading import read
from tests.world import World


@pytest.fixture
def portal(world: World) -> Portal:
    return making.make(world)


@pytest.fixture(scope="module")
def rendered(
    django_db_setup: None, django_db_blocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, BeautifulSoup]]:
    """Every page type, drawn once for all that is asked of each of them."""
    index: Path = tmp_path_factory.mktemp("index")
    with override_settings(SEARCH_URL=f"embedded:{index}"), django_db_blocker.unblock():
        RolledBack.setUpClass()
        labels.forget()
        portal = making.make(world.make())
        sync.sync_all()
        yield {name: read(Client(), url) for name, url in portal.addresses().items()}
        RolledBack.tearDownClass()
        RolledBack.doClassCleanups()
    labels.forget()


class RolledBack(TestCase):
    """What it sets up for its class is a transaction that ends in nothing."""
