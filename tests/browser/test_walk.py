"""One visitor's whole way: search, filter, back, chip off, an item, plain language, folder, PDF."""

import pytest
from playwright.sync_api import expect

from armoedegeheugen.paper import pdf

from .conftest import Opener

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "scripts"), [(1280, True), (360, True), (1280, False)])
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
