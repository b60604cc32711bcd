"""A real Chromium against a real server. Without Chromium the tests skip; in CI they fail."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests import world
from tests.browser.filed import in_a_file
from tests.databases.content import Content, forget_content
from tests.pages import portal as making
from tests.pages.portal import Portal

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Milliseconds after which a page that does not do what it should has failed.
PATIENCE = 30_000

expect.set_options(timeout=PATIENCE)

Opener = Callable[..., Page]


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Start one browser for a folder, and end it before other tests run in its thread."""
    if not CHROMIUM.exists():
        reason = f"{CHROMIUM} is missing: install the package chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Django refuses the database where an event loop runs. Nothing else runs in this one while
        # a fixture or a test is at work.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def live_server(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LiveServer]:
    """As pytest-django has it, but with a connection to the database for each of its threads."""
    path = tmp_path_factory.mktemp("databank") / "browser.sqlite3"
    with django_db_blocker.unblock(), in_a_file(path):
        server = LiveServer("localhost")
        yield server
        server.stop()


@pytest.fixture
def portal(
    chromium: Browser, transactional_db: None, index: str, content: Content
) -> Iterator[Portal]:
    """The portal, committed, so that the server's own threads see it too."""
    made = content(making.make, content(world.make))
    content.fill_index()
    yield made
    forget_content()


@pytest.fixture
def browse(chromium: Browser, portal: Portal, live_server) -> Iterator[Opener]:
    """Opens an address in a window of its own: `browse("/", width=360, scripts=False)`."""
    contexts = []

    def open_page(address: str, width: int = 1280, scripts: bool = True) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 800},
            base_url=live_server.url,
            locale="nl-BE",
            java_script_enabled=scripts,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
