"""Searching with a keyboard, with a thumb, and without scripts."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from search.index import sync
from tests import world as making
from tests.browser.conftest import Opener
from tests.pages.portal import Portal

pytestmark = pytest.mark.browser


POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'"
)


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.id")


def tab_to(page: Page, selector: str, most: int = 60) -> None:
    for _ in range(most):
        if page.locator(selector).evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{selector} was not reached with {most} tabs")


def address(part: str) -> re.Pattern[str]:
    return re.compile(re.escape(part) + "$")


def test_a_search_by_keyboard_alone(browse: Opener):
    page = browse("/zoeken/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link").first).to_be_focused()
    tab_to(page, "#q")
    page.keyboard.type("energie")
    page.keyboard.press("Enter")
    expect(page).to_have_url(address("/zoeken/?q=energie"))
    expect(page.locator("#melding")).to_have_text(re.compile("resultaten voor “energie”"))
    assert focused(page) == "q"

    tab_to(page, "#soort-advies")
    page.keyboard.press("Space")
    expect(page).to_have_url(address("/zoeken/?q=energie&soort=advies"))
    expect(page.locator("#melding")).to_have_text("1 resultaat voor “energie”")
    expect(page.locator("#soort-advies")).to_be_checked()
    assert focused(page) == "soort-advies"
    page.keyboard.press("Tab")
    assert focused(page) == "soort-dossier"

    tab_to(page, ".result__title a")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Advies over energie")


def test_the_skip_link_leads_to_the_results(browse: Opener):
    page = browse("/zoeken/?q=energie")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert focused(page) == "resultaten"


def test_back_brings_back_words_filters_and_results(browse: Opener):
    page = browse("/zoeken/")
    page.locator("#q").fill("energie")
    page.keyboard.press("Enter")
    expect(page).to_have_url(address("?q=energie"))
    page.locator("#soort-advies").check()
    expect(page.locator(".result")).to_have_count(1)
    page.locator("#soort-dossier").check()
    expect(page.locator(".result")).to_have_count(2)

    page.locator(".result__title a").first.click()
    expect(page.locator("body.item")).to_be_visible()
    page.go_back()
    expect(page.locator(".result")).to_have_count(2)
    assert page.locator("#soort-dossier").is_checked()
    page.go_back()
    expect(page.locator(".result")).to_have_count(1)
    assert not page.locator("#soort-dossier").is_checked()
    assert page.locator("#soort-advies").is_checked()
    assert page.locator("#q").input_value() == "energie"
    assert page.locator("header.site-header").count() == 1, "a whole page, not a fragment"
    page.go_forward()
    expect(page.locator("#soort-dossier")).to_be_checked()


def test_forward_before_the_page_is_there_shows_what_the_address_says(browse: Opener):
    page = browse("/zoeken/?q=energie")
    page.locator("#soort-advies").check()
    expect(page.locator(".chip")).to_have_count(1)
    late: list[Route] = []
    page.route("**/htmx*", lambda asked: asked.continue_() if late else late.append(asked))
    with page.expect_request("**/htmx*"):
        page.go_back(wait_until="commit")
    expect(page.locator(".chip")).to_have_count(0)
    page.go_forward(wait_until="commit")
    expect(page).to_have_url(address("?q=energie&soort=advies"))
    late[0].continue_()
    expect(page.locator(".chip")).to_have_count(1)


def test_lists_stay_open_while_the_results_change(browse: Opener):
    page = browse("/zoeken/")
    page.locator("#facet-trede > summary").click()
    page.locator("#facet-soort > summary").click()
    page.locator("#trede-adviseren").check()
    expect(page).to_have_url(address("?trede=adviseren"))
    expect(page.locator("#facet-trede")).to_have_attribute("open", "")
    assert page.locator("#facet-soort").get_attribute("open") is None
    assert focused(page) == "trede-adviseren"


def test_a_chip_removes_its_choice_and_focus_goes_to_the_results(browse: Opener):
    page = browse("/zoeken/?soort=advies&soort=dossier")
    page.locator(".chip").first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(address("?soort=dossier"))
    expect(page.locator(".chip")).to_have_count(1)
    assert focused(page) == "resultaten"
    page.get_by_role("link", name="Wis alles").click()
    expect(page).to_have_url(address("/zoeken/"))
    assert not page.locator("#soort-dossier").is_checked()


def test_another_order_stays_in_the_address_and_the_usual_one_does_not(browse: Opener):
    page = browse("/zoeken/?q=energie")
    page.locator("#sorteer").select_option(label="Titel (A–Z)")
    expect(page).to_have_url(address("?q=energie&sorteer=titel"))
    page.locator("#sorteer").select_option(label="Best passend")
    expect(page).to_have_url(address("?q=energie"))


def test_new_words_are_searched_in_their_own_usual_order(browse: Opener):
    page = browse("/zoeken/")
    assert page.locator("#sorteer option:checked").inner_text() == "Nieuwste eerst"
    page.locator("#q").fill("energie")
    page.get_by_role("button", name="Zoeken", exact=True).click()
    expect(page).to_have_url(address("?q=energie"))
    assert page.locator("#sorteer option:checked").inner_text() == "Best passend"


def test_a_long_list_is_searched_as_you_type(portal: Portal, browse: Opener):
    names = ("wonen", "werk", "taal", "vervoer", "sport", "kinderen", "zorg", "cultuur", "recht")
    card = portal.world.practice("Veel", themes=[making.theme(name) for name in (*names, "Café")])
    sync.sync_all()
    page = browse("/zoeken/")
    box = page.locator("#vind-thema")
    box.fill("CAFÉ")
    expect(page.locator("#thema-cafe")).to_be_visible()
    expect(page.locator("#thema-energie")).to_be_hidden()
    box.press("Enter")
    assert page.url.endswith("/zoeken/"), "the box is no part of the question"
    page.locator("#thema-cafe").check()
    expect(page).to_have_url(address("?thema=cafe"))
    expect(page.locator(".result")).to_have_text(re.compile(card.title))
    expect(box).to_have_value("CAFÉ")
    expect(page.locator("#thema-energie")).to_be_hidden()
    assert focused(page) == "thema-cafe"


def test_a_phone_shows_results_first_and_filters_on_demand(browse: Opener):
    page = browse("/zoeken/?q=energie", width=360)
    expect(page.locator("#soort-advies")).to_be_hidden()
    expect(page.locator(".result").first).to_be_visible()
    page.locator("#filters > summary").click()
    page.locator("#soort-advies").check()
    expect(page.locator(".result")).to_have_count(1)
    expect(page.locator("#soort-advies")).to_be_visible()
    page.locator(".filters__skip a").first.click()
    assert focused(page) == "resultaten"


@pytest.mark.parametrize("width", [1280, 360])
def test_without_scripts_a_button_applies_the_filters(width: int, browse: Opener):
    page = browse("/zoeken/", width=width, scripts=False)
    page.locator("#q").fill("energie")
    if width == 360:
        page.locator("#filters > summary").click()
    page.locator("#soort-advies").check()
    expect(page.get_by_text("Resultaten passen zich meteen aan.")).to_be_hidden()
    page.get_by_role("button", name="Filters toepassen").click()
    expect(page.locator(".result")).to_have_count(1)
    expect(page.locator(".result__title")).to_have_text("Advies over energie")
    assert "soort=advies" in page.url
    if width == 360:
        page.locator("#filters > summary").click()
    assert page.locator("#soort-advies").is_checked()
    page.locator(".chip").click()
    expect(page.locator(".chip")).to_have_count(0)


def test_a_failing_server_gives_a_whole_page_that_says_so(browse: Opener):
    page = browse("/zoeken/?q=energie")
    page.route(
        "**/zoeken/**",
        lambda route: (
            route.fulfill(status=500, body="kapot")
            if route.request.headers.get("hx-request")
            else route.continue_()
        ),
    )
    page.locator("#soort-advies").check()
    expect(page.locator(".result")).to_have_count(1)
    expect(page.locator("#soort-advies")).to_be_checked()
    assert "soort=advies" in page.url


def test_a_strict_content_policy_breaks_nothing(browse: Opener):
    page = browse("/")
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))

    def guard(route):
        answer = route.fetch()
        route.fulfill(
            response=answer, headers={**answer.headers, "content-security-policy": POLICY}
        )

    page.route("**/*", guard)
    page.goto("/zoeken/?q=energie")
    page.locator("#soort-advies").check()
    expect(page.locator(".result")).to_have_count(1)
    page.locator(".result__title a").click()
    expect(page.locator("body.item")).to_be_visible()
    assert complaints == []
    page.unroute_all(behavior="ignoreErrors")  # what is still on its way when the window closes
