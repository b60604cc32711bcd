"""A site full of hostile text in a real browser: nothing of it runs and nothing is fetched."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser
from wagtail.models import Revision

from tests.browser.watching import Watched, watch
from tests.databases.content import Content, forget_content
from tests.safety import planting
from tests.safety.planting import Planted

pytestmark = pytest.mark.browser


@pytest.fixture
def planted(
    chromium: Browser, transactional_db: None, index: str, content: Content
) -> Iterator[Planted]:
    made = content(planting.plant)
    content.fill_index()
    yield made
    forget_content()


def test_the_watch_sees_what_it_should(chromium: Browser, planted: Planted, live_server):
    """Or it would prove nothing."""
    context, watched = watch(chromium, live_server.url, policy=False)
    watched.visit("/")
    watched.page.set_content(
        "<img src=x onerror=boo()><script>boo()</script><script>x y</script>"
        "<link rel=stylesheet href=https://evil.invalid/x.css>"
    )
    watched.page.wait_for_function("window.__ran >= 2")
    assert any("evil.invalid" in fault for fault in watched.faults)
    assert any("error" in fault for fault in watched.faults)
    context.close()


@pytest.mark.parametrize("policy", [False, True], ids=["sanitised", "with our policy"])
def test_pages_stay_inert(chromium: Browser, planted: Planted, live_server, policy: bool):
    context, watched = watch(chromium, live_server.url, policy=policy)
    for address in (*(page.url for page in planted.pages()), *SEARCHES):
        watched.visit(address)
        _touch(watched)
        watched.check()
    context.close()


SEARCHES = (
    "/alles/",
    "/zoeken/?q=kruidenier&per_pagina=50",
    "/zoeken/?q=%3Cscript%3Eboo()%3C/script%3E",
    "/zoeken/?q=%22%20autofocus%20onfocus=boo()%20x=%27",
    "/zoeken/?thema=%3Cimg%20src=x%20onerror=boo()%3E",
)


def _touch(watched: Watched) -> None:
    """What waits for a pointer, a key or an unfolding gets it."""
    watched.page.evaluate(
        """() => {
          document.querySelectorAll("details").forEach((list) => { list.open = true; });
          document.querySelectorAll("main *").forEach((element) => {
            ["mouseover", "click", "focus", "toggle", "animationend"].forEach((name) =>
              element.dispatchEvent(new Event(name, { bubbles: false })));
          });
        }"""
    )


def test_the_admin_stays_inert(chromium: Browser, planted: Planted, live_server):
    client = Client()
    client.force_login(planting.user())
    context, watched = watch(
        chromium, live_server.url, {"sessionid": client.cookies["sessionid"].value}
    )
    for address in _in_the_admin(planted):
        watched.visit(address)
        watched.check()
    context.close()


def _in_the_admin(planted: Planted) -> Iterator[str]:
    yield "/beheer/"
    yield f"/beheer/pages/{planted.card.get_parent().pk}/"
    for page in (planted.card, planted.advice, planted.dossier):
        revision = Revision.objects.for_instance(page).latest("pk").pk
        for name in ("edit", "view_draft", "history"):
            yield reverse(f"wagtailadmin_pages:{name}", args=[page.pk])
        yield reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "earliest", revision])
    image, document = planted.card.image_id, planted.card.documents[0].value.pk
    yield from (
        "/beheer/images/",
        f"/beheer/images/{image}/",
        f"/beheer/documents/edit/{document}/",
    )
    yield from ("/beheer/users/", "/beheer/reports/site-history/")
    for model in ("theme", "association", "authority"):
        yield reverse(f"wagtailsnippets_armoedegeheugen_{model}:list")
