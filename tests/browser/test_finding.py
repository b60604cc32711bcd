"""The search page at work: suggestions, the ladder, the years, the map, a phone, and going back."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opener
from tests.browser.test_accessible import overflow, violations
from tests.browser.test_search import address, focused, tab_to
from tests.pages.portal import Portal

pytestmark = pytest.mark.browser

STATES = {
    "facets": "/zoeken/?q=energie&thema=energie&vanaf_trede=raadplegen",
    "most words": "/zoeken/?q=energie+kaal",
    "nothing": "/zoeken/?q=zzzz&thema=energie",
    "error": "/zoeken/?pagina=abc",
    "map": "/zoeken/?weergave=kaart",
    "cards": "/zoeken/?q=energie&weergave=kaarten",
    "register": "/opvolging/?thema=energie",
}
OPEN = "document.querySelectorAll('#live details').forEach((list) => { list.open = true; })"


HEARD = """
- heading "Zoeken" [level=1]
- search "Zoeken":
  - combobox "Waarover zoek je iets?": energie
  - button "Zoeken"
- status
- group:
  - heading "Filters 2 gekozen" [level=2]
  - group:
    - group "Soort":
      - list:
        - listitem:
          - checkbox /^Inspiratiekaart \\d+ items?$/
  - group:
    - group "Thema":
      - list:
        - listitem:
          - checkbox /^Energie \\d+ items?$/ [checked]
  - group:
    - group "Trede op de participatieladder":
      - list:
        - listitem:
          - paragraph: /^Zelfbesturen \\(gekozen\\) \\d+ items?$/
- region /^\\d+ resulta.+ voor “energie”/:
  - heading /^\\d+ resulta.+ voor “energie”/ [level=2]
  - navigation "Weergave"
  - list "Gekozen filters":
    - listitem:
      - 'link "Verwijder filter Thema: energie"'
    - listitem:
      - link /^Verwijder filter Trede op de participatieladder/
    - listitem:
      - link "Wis alles"
  - paragraph:
    - combobox "Volgorde"
  - paragraph:
    - combobox "Per pagina"
  - list:
    - listitem:
      - article:
        - heading [level=3]:
          - link
  - list "Deel of druk af"
"""


def suggestions(page: Page) -> list[str]:
    return page.locator("[role=option] .suggest__label").all_inner_texts()


def active(page: Page) -> str | None:
    return page.locator("#q").get_attribute("aria-activedescendant")


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (360, False), (360, True)])
def test_axe_finds_nothing_in_any_state(width: int, dark: bool, browse: Opener):
    page = browse("/zoeken/", width=width)
    page.emulate_media(color_scheme="dark" if dark else "light")
    for name, there in STATES.items():
        page.goto(there)
        page.evaluate(OPEN)
        assert violations(page) == "[]", name
        assert overflow(page) == 0, name


def test_a_screen_reader_hears_what_each_part_is_for(browse: Opener):
    page = browse("/zoeken/?q=energie&thema=energie&vanaf_trede=raadplegen")
    expect(page.locator("#zoekpagina")).to_match_aria_snapshot(HEARD)


def test_a_walk_by_facet_view_back_and_chip(browse: Opener):
    page = browse("/zoeken/?q=energie")
    page.locator("#thema-energie").check()
    expect(page).to_have_url(address("/zoeken/?q=energie&thema=energie"))
    page.get_by_role("link", name="Landkaart").click()
    expect(page).to_have_url(address("/zoeken/?q=energie&thema=energie&weergave=kaart"))
    expect(page.locator(".map__marks circle")).to_have_count(1)
    assert focused(page) == "weergave-kaart"
    page.locator(".on-map__table a").first.click()
    expect(page.locator(".result").first).to_be_visible()
    page.go_back()
    expect(page.locator(".map__marks circle")).to_have_count(1)
    assert page.locator("#thema-energie").is_checked()
    page.locator(".chip").click()
    expect(page).to_have_url(address("/zoeken/?q=energie&weergave=kaart"))
    assert not page.locator("#thema-energie").is_checked()
    expect(page).to_have_title("energie – Zoeken – Armoedegeheugen")


def test_suggestions_by_keyboard(browse: Opener):
    page = browse("/zoeken/")
    box = page.get_by_role("combobox", name="Waarover zoek je iets?")
    box.press_sequentially("ener")
    expect(page.get_by_role("listbox", name="Suggesties")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="suggestie")).to_contain_text("pijl")
    assert box.get_attribute("aria-expanded") == "true"
    assert violations(page) == "[]"
    assert len(suggestions(page)) > 1
    assert active(page) is None

    box.press("ArrowDown")
    assert page.locator(f"#{active(page)}").get_attribute("aria-selected") == "true"
    box.press("ArrowUp")
    assert active(page) is None, "back in the box"
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("ener")
    assert box.get_attribute("aria-expanded") == "false"

    box.press("ArrowDown")
    expect(page.get_by_role("option").first).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")
    expect(page).to_have_url(address("/zoeken/?thema=energie"))
    expect(page.locator("#thema-energie")).to_be_checked()


def test_enter_without_a_choice_searches_what_was_typed(browse: Opener):
    page = browse("/zoeken/")
    page.locator("#q").press_sequentially("energie")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(address("/zoeken/?q=energie"))
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_suggestions_that_do_not_come_leave_an_ordinary_box(browse: Opener):
    page = browse("/zoeken/")
    page.route("**/api/v1/suggesties/**", lambda route: route.fulfill(status=503, body="weg"))
    page.locator("#q").press_sequentially("energie")
    page.keyboard.press("Enter")
    expect(page).to_have_url(address("/zoeken/?q=energie"))
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_from_this_rung_by_keyboard(browse: Opener):
    page = browse("/zoeken/")
    page.locator("#facet-trede > summary").click()
    tab_to(page, "#vanaf-raadplegen", most=9)
    page.keyboard.press("Enter")
    expect(page).to_have_url(address("?vanaf_trede=raadplegen"))
    assert focused(page) == "vanaf-raadplegen"
    expect(page.locator(".chip")).to_contain_text("raadplegen", ignore_case=True)
    page.locator("#soort-advies").check()
    expect(page).to_have_url(address("?soort=advies&vanaf_trede=raadplegen"))
    page.get_by_role("link", name="Wis alles").click()
    expect(page).to_have_url(address("/zoeken/"))


def test_a_phone_leads_from_the_filters_to_what_they_found(browse: Opener):
    page = browse("/zoeken/?q=energie", width=360)
    page.locator("#filters > summary").click()
    page.locator("#soort-advies").check()
    button = page.get_by_role("link", name="Toon 1 resultaat")
    expect(button).to_be_in_viewport()
    button.click()
    expect(page.locator("#soort-advies")).to_be_hidden()
    assert focused(page) == "resultaten"
    expect(page.locator(".result")).to_be_in_viewport()


def test_nothing_found_is_said_at_once_and_one_click_mends_it(browse: Opener):
    page = browse("/zoeken/?thema=energie")
    page.locator("#q").fill("zzzz")
    page.keyboard.press("Enter")
    expect(page.locator("#melding")).to_have_text("Niets gevonden")
    page.locator("#q").fill("kaal")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Zoek zonder “energie”").click()
    expect(page.locator(".result").first).to_be_visible()
    expect(page).to_have_url(address("/zoeken/?q=kaal"))


def test_a_page_that_the_browser_kept_shows_what_its_address_says(browse: Opener):
    page = browse("/zoeken/?q=energie&soort=advies")
    page.evaluate(
        """() => {
          document.getElementById("soort-dossier").checked = true;
          document.getElementById("soort-advies").checked = false;
          document.getElementById("q").value = "iets anders";
          window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
        }"""
    )
    assert page.locator("#soort-advies").is_checked()
    assert not page.locator("#soort-dossier").is_checked()
    assert page.locator("#q").input_value() == "energie"


@pytest.mark.parametrize("width", [1280, 360])
def test_without_scripts_all_of_it_is_there(width: int, browse: Opener):
    page = browse("/zoeken/?q=energie", width=width, scripts=False)
    assert page.locator("#q").get_attribute("role") is None
    page.get_by_role("link", name="Landkaart").click()
    expect(page.locator(".on-map__table td").first).to_be_visible()
    page.get_by_role("link", name="Kaartjes").click()
    expect(page).to_have_url(address("?q=energie&weergave=kaarten"))
    if width == 360:
        page.locator("#filters > summary").click()
    page.locator("#facet-trede > summary").click()
    page.locator("#vanaf-raadplegen").click()
    expect(page).to_have_url(re.compile("vanaf_trede=raadplegen&weergave=kaarten$"))
    if width == 360:
        page.locator("#filters > summary").click()
    page.locator("#soort-advies").check()
    page.get_by_role("button", name="Filters toepassen").click()
    expect(page.locator(".result")).to_have_count(1)
    assert "vanaf_trede=raadplegen" in page.url
    assert "weergave=kaarten" in page.url


def test_the_register_changes_in_place_with_its_sums(browse: Opener):
    page = browse("/opvolging/")
    page.locator("#per-thema > summary").click()
    page.get_by_role("link", name="Zonder antwoord").click()
    expect(page).to_have_url(address("/opvolging/?opvolging=geen-antwoord"))
    expect(page.locator("#optelsom")).to_have_text("In deze selectie")
    assert focused(page) == "snel-1"
    expect(page.locator("#melding")).to_contain_text("aanbeveling")
    expect(page).to_have_title("Opvolging van aanbevelingen – Armoedegeheugen")
    page.go_back()
    expect(page.locator("#optelsom")).to_have_text("Alles samen")


def test_the_small_box_above_a_page_suggests_too(portal: Portal, browse: Opener):
    page = browse(portal.card.url)
    box = page.get_by_role("combobox", name="Zoekwoorden")
    box.press_sequentially("ener")
    expect(page.get_by_role("listbox", name="Suggesties")).to_be_visible()
    expect(page.get_by_role("listbox", name="Suggesties")).to_be_in_viewport(ratio=1)
    assert violations(page) == "[]"
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    box.press("ArrowDown")
    expect(page.get_by_role("option").first).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")
    expect(page).to_have_url(address("/zoeken/?thema=energie"))


def test_the_small_box_is_an_ordinary_one_without_scripts(portal: Portal, browse: Opener):
    page = browse(portal.card.url, scripts=False)
    page.get_by_role("searchbox", name="Zoekwoorden").fill("energie")
    page.keyboard.press("Enter")
    expect(page).to_have_url(address("/zoeken/?q=energie"))


@pytest.mark.parametrize("there", ["/", "/zoeken/"])
def test_each_box_has_a_list_of_its_own(there: str, browse: Opener):
    page = browse(there)
    page.locator("main input[name=q]").press_sequentially("ener")
    expect(page.get_by_role("option").first).to_be_visible()
    ids = page.locator("[id]").evaluate_all("all => all.map(each => each.id)")
    assert len(ids) == len(set(ids))
    expect(page.get_by_role("listbox")).to_have_count(1)
