"""What axe finds on each page, and whether a small screen holds it."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import Opener
from tests.pages.portal import Portal

pytestmark = pytest.mark.browser

PAGES = [
    "home", "overview", "card", "advice", "dossier", "themes", "theme", "places", "place",
    "associations", "association", "info", "search for words", "search without result", "login",
    "register", "register without result",
]  # fmt: skip
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}


def violations(page: Page) -> str:
    found = Axe().run(page, options=RULES).response["violations"]
    return json.dumps(
        [(each["id"], [node["html"] for node in each["nodes"]]) for each in found], indent=1
    )


def overflow(page: Page) -> int:
    root = "document.documentElement"
    return page.evaluate(f"{root}.scrollWidth - {root}.clientWidth")


@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_and_nothing_sticks_out(width: int, portal: Portal, browse: Opener):
    for name in PAGES:
        page = browse(portal.addresses()[name], width=width)
        assert violations(page) == "[]", name
        assert overflow(page) == 0, name


def test_a_lost_visitor_is_helped_accessibly(browse: Opener):
    page = browse("/bestaat-niet/", width=360)
    assert violations(page) == "[]"
    assert overflow(page) == 0


def test_open_filters_and_menu_are_accessible_on_a_phone(browse: Opener):
    page = browse("/zoeken/?q=energie&thema=energie", width=360)
    page.locator(".site-menu__phone summary").click()
    page.locator("#filters > summary").click()
    for facet in page.locator("details.facet").all():
        if facet.get_attribute("open") is None:
            facet.locator("> summary").click()
    assert page.locator("details.facet:not([open])").count() == 0
    assert violations(page) == "[]"
    assert overflow(page) == 0


def test_text_twice_as_large_still_fits(portal: Portal, browse: Opener):
    for name in ("home", "card", "advice", "search for words"):
        page = browse(portal.addresses()[name], width=640)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert overflow(page) == 0, name
