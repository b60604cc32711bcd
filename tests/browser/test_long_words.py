"""A title that is one very long word makes no page scroll sideways."""

import pytest
from django.contrib.auth.models import User
from django.db.models import QuerySet
from wagtail.models import Page

from armoedegeheugen import models
from armoedegeheugen.models.querysets import ITEM_MODELS
from search.index import sync
from tests.browser.conftest import Opener
from tests.browser.test_accessible import overflow
from tests.browser.test_autosave import session_of
from tests.pages.portal import Portal

pytestmark = pytest.mark.browser

WORD = "Arbeidsongeschiktheidsverzekeringsmaatschappij" + "sbestuurdersvergadering" * 4
# The first texts that stick out, to see where to look.
STICKING_OUT = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  for (let text; (text = texts.nextNode()); ) {
    const range = document.createRange();
    range.selectNodeContents(text);
    if (range.getBoundingClientRect().right > document.documentElement.clientWidth + 1) {
      found.push(text.parentElement.outerHTML.slice(0, 120));
    }
  }
  return found.slice(0, 3);
}"""
TERMS = (
    models.Theme, models.TargetGroup, models.LadderLevel, models.HindranceKind,
    models.Association, models.Authority, models.Municipality,
)  # fmt: skip


@pytest.fixture
def long_titles(portal: Portal) -> dict[str, str]:
    """Every title and name is one word; returns the addresses to look at."""
    for page in Page.objects.filter(depth__gt=1).specific():
        page.title = WORD
        if isinstance(page, ITEM_MODELS):
            page.teaser, page.contact_organisation = WORD, WORD
        page.save()
    for model in TERMS:
        for term in model.objects.all():
            term.name = f"{WORD[:70]}{term.pk}"
            term.save()
    models.Recommendation.objects.update(text=WORD)
    QuerySet(models.FollowUp).update(reason=WORD, said_by=WORD[:80])
    QuerySet(models.Feedback).update(how=WORD, by_whom=WORD[:80])
    # What is stored once is changed behind the back of the index.
    for advice in models.PolicyAdvice.objects.all():
        advice.save()
    sync.sync_all()
    word = WORD.lower()
    return {
        **portal.addresses(),
        "list": "/zoeken/",
        "cards": "/zoeken/?weergave=kaarten",
        "map": "/zoeken/?weergave=kaart",
        "chips": "/zoeken/?thema=energie&gemeente=merelbeke-melle&vereniging=samen-sterk",
        "no result": f"/zoeken/?q={word}x&thema=energie",
        "plain": f"{portal.card.url}?taal=eenvoudig",
        "missing": f"/{word}/",
        "folder": "/mijn-map/",
        "sending in": "/insturen/",
        "style guide": "/stijl/",
    }


@pytest.mark.parametrize("width", [320, 360])
def test_no_public_page_scrolls_sideways(long_titles: dict[str, str], browse: Opener, width: int):
    page = browse("/", width=width)
    wide = {}
    for name, address in long_titles.items():
        page.goto(address)
        if overflow(page):
            wide[name] = page.evaluate(STICKING_OUT)
    assert wide == {}


def test_no_page_scrolls_sideways_for_who_is_logged_in(
    long_titles: dict[str, str], browse: Opener, live_server
):
    user = User.objects.create_superuser("baas", "baas@example.org", first_name=WORD[:150])
    page = browse("/stijl/", width=360)
    cookie = {"name": "sessionid", "value": session_of(user), "url": live_server.url}
    page.context.add_cookies([cookie])
    wide = {}
    for name in ("home", "card", "search", "register"):
        page.goto(long_titles[name])
        if overflow(page):
            wide[name] = page.evaluate(STICKING_OUT)
    for address in ("/beheer/", "/beheer/logout/"):
        page.goto(address)
        if overflow(page):
            wide[address] = page.evaluate(STICKING_OUT)
    assert wide == {}
