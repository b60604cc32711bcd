"""One visitor's whole way: search, filter, back, chip off, an item, plain language, folder, PDF."""

import re

import pytest
from playwright.sync_api import expect

from armoedegeheugen.paper import pdf
from tests.browser.by_keyboard import Keyboard
from tests.browser.conftest import Opener

pytestmark = pytest.mark.browser

WAYS = pytest.mark.parametrize(("width", "scripts"), [(1280, True), (360, True), (1280, False)])


@WAYS
def test_from_question_to_paper(browse: Opener, width: int, scripts: bool):
    page = browse("/zoeken/?q=energie", width=width, scripts=scripts)
    chosen = "/zoeken/?q=energie&soort=praktijk"
    page.goto(chosen)
    chip = page.locator(".chip").first
    expect(chip).to_be_visible()
    page.go_back()
    expect(page.locator(".chip")).to_have_count(0)
    page.go_forward()
    page.locator(".chip").first.click()
    expect(page.locator(".chip")).to_have_count(0)
    page.goto(chosen)
    page.locator(".result__title a").first.click()
    expect(page.locator("body.item")).to_be_visible()
    page.get_by_role("link", name="In eenvoudige taal").click()
    expect(page.locator("#eenvoudig")).to_be_visible()
    page.get_by_role("button", name="Bewaar in mijn map").click()
    page.get_by_role("link", name="Bekijk mijn map").click()
    expect(page.locator(".sheet")).to_have_count(1)
    if not pdf.fault():
        address = page.get_by_role("link", name="Maak één pdf").get_attribute("href")
        answer = page.request.get(address)
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.body().startswith(b"%PDF")


@WAYS
def test_from_question_to_paper_by_keyboard_alone(browse: Opener, width: int, scripts: bool):
    """Back and forward are keys of the browser itself, which has none without a window."""
    page = browse("/", width=width, scripts=scripts)
    keys, chips = Keyboard(page), page.locator(".chip")

    keys.go_to(page.locator("#zoek"), most=15)
    keys.type("energie")
    keys.press("Enter")
    expect(page).to_have_url(re.compile(r"/zoeken/\?q=energie$"))

    if width == 360:
        keys.go_to(page.locator("#filters > summary"), most=15)
        keys.press("Enter")
    keys.go_to(page.locator("#soort-praktijk"), most=20)
    keys.press("Space")
    if not scripts:
        keys.go_to(page.get_by_role("button", name="Filters toepassen"))
        keys.press("Enter")
    expect(chips).to_have_count(1)
    page.go_back()
    expect(chips).to_have_count(0)
    page.go_forward()
    expect(chips).to_have_count(1)

    _skip_to_results(keys)
    keys.go_to(chips, most=5)
    keys.press("Enter")
    expect(chips).to_have_count(0)
    if scripts:
        expect(page.locator("#resultaten")).to_be_focused()
    else:
        _skip_to_results(keys)
    keys.go_to(page.get_by_role("link", name="Praten over energie"), most=20)
    keys.press("Enter")
    expect(page.locator("body.item")).to_be_visible()

    keys.go_to(page.get_by_role("link", name="In eenvoudige taal"), most=20)
    keys.press("Enter")
    expect(page.locator("#eenvoudig")).to_be_visible()
    keys.go_to(page.get_by_role("button", name="Bewaar in mijn map"), most=20)
    keys.press("Space")
    # The page comes anew, but a keyboard goes on where it was.
    keys.go_to(page.get_by_role("link", name="Bekijk mijn map"), most=3)
    keys.press("Enter")
    expect(page.locator(".sheet")).to_have_count(1)
    if not pdf.fault():
        keys.go_to(page.get_by_role("link", name="Maak één pdf"), most=15)
        with page.expect_response("**/mijn-map/papier/") as sent:
            keys.press("Enter")
        assert sent.value.status == 200
        assert sent.value.headers["content-type"] == "application/pdf"


def _skip_to_results(keys: Keyboard) -> None:
    keys.go_to(keys.page.get_by_role("link", name="Naar resultaten").first, most=2)
    keys.press("Enter")
