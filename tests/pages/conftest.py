from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client, override_settings

from tests import world
from tests.databases.content import Content, rolled_back
from tests.databases.template import Template
from tests.pages import portal as making
from tests.pages.portal import Portal
from tests.pages.reading import read
from tests.world import World


@pytest.fixture
def portal(world: World, content: Content) -> Portal:
    return content(making.make, world)


@pytest.fixture(scope="session")
def rendered(
    django_db_setup: None,
    django_db_blocker: Any,
    template: Template,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, BeautifulSoup]:
    """Every page type, drawn once for all that is asked of each of them."""
    index = tmp_path_factory.mktemp("index")
    with (
        override_settings(SEARCH_URL=f"embedded:{index}"),
        django_db_blocker.unblock(),
        rolled_back(template) as content,
    ):
        portal = content(making.make, content(world.make))
        content.fill_index()
        return {name: read(Client(), url) for name, url in portal.addresses().items()}
