"""The ring around what has the focus is whole: nothing cuts a side of it off."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page

from search.index import sync
from tests.browser.conftest import Opener
from tests.browser.test_autosave import session_of
from tests.pages.portal import Portal

pytestmark = pytest.mark.browser

WIDTHS = pytest.mark.parametrize("width", [360, 1366])
# Every ring that goes over the edge of a box which cuts off, or over the edge of the page.
CLIPPED = """() => {
  const page = document.documentElement, faults = new Set();
  const clips = style => [style.overflowX, style.overflowY].some(each => each !== "visible")
    || /paint|strict|content/.test(style.contain) || style.contentVisibility === "auto"
    || style.clipPath !== "none";
  const inner = element => {
    const edge = element.getBoundingClientRect();
    const left = edge.left + element.clientLeft, top = edge.top + element.clientTop;
    return {left, top, right: left + element.clientWidth, bottom: top + element.clientHeight};
  };
  const edges = element => {
    const found = [
      ["the page", {left: 0, right: page.clientWidth, top: -Infinity, bottom: Infinity}],
    ];
    let above = element.parentElement;
    for (; above && above !== page && above !== document.body; above = above.parentElement) {
      const style = getComputedStyle(above);
      if (clips(style)) found.push([above.className || above.tagName, inner(above)]);
      if (style.position === "fixed") break;
    }
    return found;
  };
  let looked = 0;
  const all = "a[href], button, input, select, textarea, summary, [tabindex]";
  for (const here of document.querySelectorAll(all)) {
    const seen = here.checkVisibility({visibilityProperty: true});
    if (here.disabled || here.tabIndex < 0 || !seen) continue;
    here.focus();
    const style = getComputedStyle(here);
    if (document.activeElement !== here || style.outlineStyle === "none") continue;
    const out = parseFloat(style.outlineOffset) + parseFloat(style.outlineWidth);
    // What stands in a box of one pixel is for screen readers.
    if (edges(here).some(([, edge]) => edge.right - edge.left < 2)) continue;
    looked += 1;
    for (const box of here.getClientRects()) {
      if (box.width < 2 || box.height < 2) continue;
      for (const [name, edge] of edges(here)) {
        const over = Math.max(
          edge.left - box.left, box.right - edge.right, edge.top - box.top, box.bottom - edge.bottom
        ) + out;
        const what = here.outerHTML.replace(/\\s+/g, " ").slice(0, 90);
        if (over > 1) faults.add(`${Math.round(over)} px by ${name}: ${what}`);
      }
    }
  }
  return [looked, [...faults]];
}"""


def clipped(page: Page, least: int) -> list[str]:
    page.keyboard.press("Tab")  # from here on the browser shows rings
    looked, faults = page.evaluate(CLIPPED)
    assert looked >= least, f"only {looked} rings on {page.url}"
    return faults


@pytest.fixture
def many(portal: Portal) -> Portal:
    """More items than stand on one page."""
    for number in range(25):
        portal.world.practice(f"Kaart {number} over energie")
    sync.sync_all()
    return portal


@WIDTHS
def test_no_ring_on_a_public_page_is_cut_off(many: Portal, browse: Opener, width: int):
    page = browse("/", width=width)
    faults = {}
    for name, address in {
        **many.addresses(),
        "cards": "/zoeken/?q=energie&weergave=kaarten",
        "map": "/zoeken/?q=energie&weergave=kaart",
        "second page": "/zoeken/?q=energie&pagina=2",
        "sending in": "/insturen/",
        "style guide": "/stijl/",
    }.items():
        page.goto(address)
        # The menu and the filters as a reader has them open.
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        if found := clipped(page, least=10):
            faults[name] = found
    assert faults == {}


@WIDTHS
def test_no_ring_of_ours_in_the_admin_is_cut_off(
    portal: Portal, browse: Opener, live_server, width: int
):
    user = User.objects.create_superuser("baas", "baas@example.org")
    page = browse("/stijl/", width=width)
    cookie = {"name": "sessionid", "value": session_of(user), "url": live_server.url}
    page.context.add_cookies([cookie])
    page.goto("/beheer/")
    assert clipped(page, least=8) == []
