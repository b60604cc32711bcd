"""A form that saves itself, and someone who does not wait for it."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Locator, Page, Route, expect

from armoedegeheugen.models import Dossier
from tests.browser.watching import watch
from tests.pages.portal import Portal

pytestmark = pytest.mark.browser
MARK = """
document.addEventListener("w-unsaved:watch-edits", () => {
  document.documentElement.dataset.watched = "";
})
"""


@pytest.fixture
def page(chromium: Browser, portal: Portal, live_server) -> Iterator[Page]:
    client = Client()
    client.force_login(User.objects.create_superuser("beheer", "beheer@example.org", "x"))
    cookie = {"sessionid": client.cookies["sessionid"].value}
    context, watched = watch(chromium, live_server.url, cookie)
    yield watched.page
    watched.check()
    context.close()


class Slow:
    """A connection on which what the form saves by itself is answered when we say so."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.waiting: list[Route] = []
        page.route("**/beheer/pages/**", self._hold)

    def _hold(self, route: Route) -> None:
        by_itself = route.request.headers.get("accept") == "application/json"
        self.waiting.append(route) if by_itself else route.continue_()

    def reaches_us(self, typing: Locator) -> None:
        """What was saved is stored; the browser does not know yet. Whoever types goes on typing: a
        form still coming in may take the first words for what it had."""
        for _ in range(10):
            typing.press_sequentially("!")
            for _ in range(60):
                if self.waiting:
                    self.answer = self.waiting[0].fetch()
                    return
                self.page.wait_for_timeout(50)
        raise AssertionError("The form does not save itself")

    def answers(self) -> None:
        self.waiting[0].fulfill(response=self.answer)


def test_a_page_that_is_sent_while_it_saves_itself_is_made_once(page: Page, portal: Portal):
    shelf = portal.dossier.get_parent()
    page.add_init_script(MARK)
    page.goto(reverse("wagtailadmin_pages:add", args=["armoedegeheugen", "dossier", shelf.pk]))
    expect(page.locator("html[data-watched]")).to_be_attached()
    connection = Slow(page)
    page.locator("#id_title").fill("Eén dossier")
    page.locator("#id_teaser").fill("Niet twee.")
    connection.reaches_us(page.locator("#id_teaser"))
    page.locator("#id_teaser").fill("Niet twee. Zeker niet.")
    page.locator("footer .action-save").first.click()
    page.locator("footer .action-save").first.click(force=True)
    assert Dossier.objects.filter(title="Eén dossier").count() == 1
    connection.answers()
    expect(page.locator(".messages .success")).to_be_visible()
    (made,) = Dossier.objects.filter(title="Eén dossier")
    assert made.get_latest_revision_as_object().teaser == "Niet twee. Zeker niet."
