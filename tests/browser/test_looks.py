"""How pages look and behave in a real browser: by night, in plain language, and without a jump."""

import gzip
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opener
from tests.browser.test_accessible import overflow, violations
from tests.pages.portal import Portal

pytestmark = pytest.mark.browser

NIGHT = ["home", "card", "advice", "dossier", "theme", "place", "association", "info", "login"]
STILL = [
    "home", "search for words", "register", "card", "advice", "dossier", "theme", "place", "themes",
    "association",
]  # fmt: skip
MOST_REQUESTS, MOST_BYTES = 10, 100_000
SQUEEZED = ("text/", "application/json", "application/javascript", "image/svg", "application/manif")
SHIFTS = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => { for (const each of list.getEntries()) sum += each.value; })
    .observe({type: "layout-shift", buffered: true});
  window.scrollTo({top: document.body.scrollHeight, behavior: "instant"});
  setTimeout(() => done(sum), 250);
})"""
VOICES = """
window.spoken = [];
Object.defineProperty(window, "speechSynthesis", {value: {
  getVoices: () => [{lang: "LANG", localService: LOCAL, name: "stem"}],
  addEventListener: () => {}, cancel: () => {},
  speak: said => { window.spoken.push(said.text); setTimeout(() => said.onend(), 0); },
}});
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
"""


def ground(page: Page) -> str:
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


def test_by_night_and_in_plain_language_axe_finds_nothing(portal: Portal, browse: Opener):
    known = portal.addresses()
    pages = [known[name] for name in NIGHT]
    pages += [portal.card.url + "?taal=eenvoudig", "/stijl/", "/bestaat-niet/"]
    page = browse("/stijl/", width=768)
    assert violations(page) == "[]"
    page.emulate_media(color_scheme="dark")
    for address in pages:
        page.goto(address)
        assert violations(page) == "[]", address
        assert overflow(page) == 0, address


def test_a_page_at_four_times_the_size_fits(portal: Portal, browse: Opener):
    """1280 pixels at 400 % are 320."""
    for name in ("home", "card", "advice", "dossier", "theme"):
        page = browse(portal.addresses()[name], width=320)
        assert overflow(page) == 0, name
        assert violations(page) == "[]", name


def test_a_reader_chooses_the_colours_and_they_stay(browse: Opener):
    page = browse("/")
    light = ground(page)
    page.get_by_role("button", name="Donker").click()
    dark = ground(page)
    assert dark != light
    page.reload()
    assert ground(page) == dark
    expect(page.get_by_role("button", name="Donker")).to_have_attribute("aria-pressed", "true")
    page.emulate_media(media="print")
    assert ground(page) != dark
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Zoals mijn toestel").click()
    assert ground(page) == light


def test_tips_stay_ticked_off_on_this_device(portal: Portal, browse: Opener):
    page = browse(portal.card.url)
    page.get_by_label("Begin klein.").check()
    expect(page.get_by_text("1 van 2 afgevinkt.")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Begin klein.")).to_be_checked()
    page.get_by_role("button", name="Begin opnieuw").click()
    expect(page.get_by_label("Begin klein.")).not_to_be_checked()
    page.reload()
    expect(page.get_by_label("Begin klein.")).not_to_be_checked()


def test_without_scripts_a_card_offers_what_works(portal: Portal, browse: Opener):
    page = browse(portal.card.url, scripts=False)
    page.get_by_label("Begin klein.").check()
    expect(page.get_by_label("Begin klein.")).to_be_checked()
    expect(page.locator("[data-doe=print], [data-voorlezen], .colours")).to_have_count(3)
    for part in page.locator("[data-doe=print], [data-voorlezen], .colours").all():
        expect(part).to_be_hidden()
    mail = page.get_by_role("link", name="Deel").get_attribute("href")
    assert mail.startswith("mailto:?subject=Praten%20over%20energie&body=http")
    page.get_by_role("link", name="In eenvoudige taal").click()
    expect(page.get_by_text("Ze helpen elkaar.")).to_be_visible()
    expect(page.locator("#doelstelling")).to_be_hidden()
    page.locator("details.fold summary").click()
    expect(page.locator("#doelstelling")).to_be_visible()


def test_sharing_copies_the_address(portal: Portal, browse: Opener):
    page = browse(portal.card.url)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("delete Navigator.prototype.share")
    page.get_by_role("link", name="Deel").click()
    expect(page.get_by_role("status").filter(has_text="gekopieerd")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").endswith(portal.card.url)


@pytest.mark.parametrize(("language", "local"), [("en-GB", "true"), ("nl-NL", "false")])
def test_nobody_reads_aloud_without_a_dutch_voice_here(
    language: str, local: str, portal: Portal, browse: Opener
):
    """A voice elsewhere would get the text of the page to read."""
    page = browse("/")
    page.add_init_script(VOICES.replace("LANG", language).replace("LOCAL", local))
    page.goto(portal.card.url)
    expect(page.locator("[data-voorlezen]")).to_be_hidden()


def test_a_dutch_voice_reads_what_is_in_view(portal: Portal, browse: Opener):
    page = browse("/")
    page.add_init_script(VOICES.replace("LANG", "nl-BE").replace("LOCAL", "true"))
    page.goto(portal.card.url)
    page.get_by_role("button", name="Lees voor").click()
    expect(page.get_by_role("button", name="Lees voor")).to_be_visible()
    spoken = page.evaluate("window.spoken")
    assert spoken[0] == "Inspiratiekaart"
    assert "Over bereik." in spoken
    assert spoken[-1] == "Neem tijd."
    assert "Mensen praten samen." not in spoken
    page.goto(portal.card.url + "?taal=eenvoudig")
    page.get_by_role("button", name="Lees voor").click()
    expect(page.get_by_role("button", name="Lees voor")).to_be_visible()
    spoken = page.evaluate("window.spoken")
    assert "Mensen praten samen." in spoken
    assert "Over bereik." not in spoken


@pytest.mark.parametrize("name", ["home", "search for words", "card", "advice", "dossier"])
def test_a_first_visit_is_light(name: str, portal: Portal, browse: Opener, live_server):
    """Everything together, text squeezed as a server sends it."""
    page = browse("about:blank")
    answers = []
    page.on("response", lambda answer: answers.append((answer.url, answer)))
    page.goto(live_server.url + portal.addresses()[name], wait_until="networkidle")
    sizes = {url: _size(answer) for url, answer in answers}
    assert {urlsplit(url).netloc for url in sizes} == {urlsplit(live_server.url).netloc}
    assert len(sizes) <= MOST_REQUESTS, list(sizes)
    assert sum(sizes.values()) <= MOST_BYTES, sizes


def _size(answer) -> int:
    body = answer.body()
    squeezed = answer.headers.get("content-type", "").startswith(SQUEEZED)
    return len(gzip.compress(body)) if squeezed else len(body)


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_jumps(width: int, portal: Portal, browse: Opener):
    page = browse("/", width=width)
    for name in STILL:
        page.goto(portal.addresses()[name], wait_until="networkidle")
        assert page.evaluate(SHIFTS) == 0, name


def test_an_advice_says_at_once_what_was_asked_by_whom_and_what_came_of_it(
    portal: Portal, browse: Opener
):
    page = browse("/")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(portal.advice.url)
    for part in (page.locator(".outline__who"), page.locator(".wish").first):
        expect(part).to_be_in_viewport(ratio=1)
    expect(page.locator(".outcome")).to_be_in_viewport(ratio=1)
    expect(page.locator(".outcome .event").first).to_be_visible()


def test_the_head_of_an_advice_stands_still_while_the_rest_comes_in(portal: Portal, browse: Opener):
    """On a slow line the first paint comes before what stands beside it."""
    page = browse(portal.advice.url, width=1280)
    parts = [".item-head__words", ".item-head__bar", ".item-head__under"]
    whole = [page.locator(part).bounding_box() for part in parts]
    page.locator(".item-head__beside").evaluate("element => element.remove()")
    assert [page.locator(part).bounding_box() for part in parts] == whole
