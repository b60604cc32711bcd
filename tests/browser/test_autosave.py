"""A form that saves itself goes on: while somebody types, and after the session ended."""

import re
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from armoedegeheugen.models import Dossier
from tests.browser.watching import watch
from tests.pages.portal import Portal

pytestmark = pytest.mark.browser
SAVED = ".w-autosave-indicator[data-w-autosave-state-value=saved]"
MARK = """
document.addEventListener("w-unsaved:watch-edits", () => {
  document.documentElement.dataset.watched = "";
})
"""


def session_of(user: User) -> str:
    """A cookie of a user who gave the password and the code."""
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


@pytest.fixture
def user(portal: Portal) -> User:
    return User.objects.create_superuser("beheer", "beheer@example.org", "x")


@pytest.fixture
def page(chromium: Browser, portal: Portal, user: User, live_server) -> Iterator[Page]:
    context, watched = watch(chromium, live_server.url, {"sessionid": session_of(user)})
    watched.page.add_init_script(MARK)
    watched.page.goto(reverse("wagtailadmin_pages:edit", args=[portal.dossier.pk]))
    expect(watched.page.locator("html[data-watched]")).to_be_attached()
    yield watched.page
    watched.check()
    context.close()


def stored(portal: Portal) -> str:
    return Dossier.objects.get(pk=portal.dossier.pk).get_latest_revision_as_object().teaser


def log_in(page: Page, user: User) -> None:
    """Log in as in another tab, which also renews the CSRF token."""
    session, token = session_of(user), "b" * 32
    cookies = {"sessionid": session, "csrftoken": token}
    site = page.evaluate("location.origin")  # an address with a path would limit the cookie to it
    page.context.add_cookies([{"name": n, "value": v, "url": site} for n, v in cookies.items()])


def test_what_is_typed_without_a_pause_is_saved_meanwhile(page: Page, portal: Portal):
    field = page.locator("#id_teaser")
    field.fill("")
    for number in range(60):
        field.press_sequentially("woord "[number % 6], delay=100)
        if stored(portal).startswith("woord "):
            break
    else:
        raise AssertionError("Nothing was saved in six seconds of typing")


def test_who_is_logged_out_logs_in_elsewhere_and_saving_goes_on(
    page: Page, portal: Portal, user: User
):
    Session.objects.all().delete()
    page.locator("#id_teaser").fill("Getypt na het afmelden.")
    notice = page.locator(".logged-out")
    expect(notice).to_contain_text("Je bent afgemeld")
    expect(notice.get_by_role("link")).to_have_attribute("href", re.compile("/beheer/login/"))
    assert stored(portal) != "Getypt na het afmelden."

    log_in(page, user)
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.locator(SAVED)).to_be_attached()
    expect(notice).to_have_count(0)
    assert stored(portal) == "Getypt na het afmelden."

    page.locator("#id_teaser").fill("En nog een zin.")
    page.locator("footer .action-save").first.click()
    expect(page.locator(".messages .success")).to_be_visible()
    assert stored(portal) == "En nog een zin."


def test_the_button_of_the_notice_saves_too(page: Page, portal: Portal, user: User):
    Session.objects.all().delete()
    page.locator("#id_teaser").fill("Een zin.")
    button = page.get_by_role("button", name="Bewaar verder")
    button.click()
    expect(button).to_be_visible()  # still logged out
    log_in(page, user)
    button.click()
    expect(page.locator(SAVED)).to_be_attached()
    assert stored(portal) == "Een zin."


def test_a_token_renewed_in_another_tab_costs_nothing(page: Page, portal: Portal, user: User):
    log_in(page, user)
    page.locator("#id_teaser").fill("Met een nieuw bewijs.")
    expect(page.locator(SAVED)).to_be_attached()
    assert stored(portal) == "Met een nieuw bewijs."
    expect(page.locator(".logged-out")).to_have_count(0)


def test_a_server_error_is_tried_once_more_and_then_left(page: Page, portal: Portal):
    asked = []

    def fail(route) -> None:
        if route.request.headers.get("accept") == "application/json":
            asked.append(route)
            route.fulfill(status=400, body="fout")  # no JSON, as of a proxy
        else:
            route.continue_()

    page.route(re.compile("/beheer/pages/"), fail)
    page.locator("#id_teaser").fill("Een zin.")
    expect(
        page.locator(".w-autosave-indicator[data-w-autosave-state-value=paused]")
    ).to_be_attached()
    page.wait_for_timeout(3000)
    assert len(asked) == 2
    expect(page.locator(".logged-out")).to_have_count(0)


def test_a_real_save_after_the_session_ended_comes_back(page: Page, portal: Portal):
    Session.objects.all().delete()
    page.locator("#id_teaser").fill("Niet verloren.")
    page.locator("footer .action-save").first.click()
    expect(page.get_by_role("heading", name="Meld je opnieuw aan")).to_be_visible()
    expect(page.locator("body")).to_contain_text("Niet verloren.")
