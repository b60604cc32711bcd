"""What is typed in a long form stays in the browser until it is sent, and not longer."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from armoedegeheugen.models import CouncilContact, FollowUp, PolicyAdvice
from armoedegeheugen.submissions import steps
from tests import world as making
from tests.browser.conftest import Opener
from tests.pages.portal import Portal

pytestmark = pytest.mark.browser
TEXT = "Er is maar geld voor de helft.\nDe rest volgt later."
NUMBER_KEPT = "Object.keys(localStorage).filter(name => name.startsWith('formulier:')).length"
RESTORED = "We zetten terug wat je hier eerder typte."


def begin(page: Page) -> None:
    page.get_by_role("button", name="Begin", exact=True).click()


def short(page: Page):
    return page.get_by_label("Vertel het in het kort")


def is_kept(page: Page, number: int = 1) -> None:
    for _ in range(100):
        if page.evaluate(NUMBER_KEPT) == number:
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"{page.evaluate(NUMBER_KEPT)} texts are kept, not {number}")


@pytest.fixture
def answer(portal: Portal) -> str:
    """The address of the form by which a council answers a recommendation."""
    authority = making.authority("OCMW Gent")
    PolicyAdvice.objects.filter(pk=portal.advice.pk).update(authority=authority)
    for name in ("eerste", "tweede"):
        user = User.objects.create_user(name)
        CouncilContact.objects.create(user=user, authority=authority, role="diensthoofd")
    return reverse("followup:add", args=[portal.advice.recommendations.first().key])


def log_in(page: Page, name: str) -> None:
    client = Client()
    client.force_login(User.objects.get(username=name))
    value = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": value, "url": page.url}])


def test_what_was_typed_comes_back_after_the_page_was_lost(browse: Opener):
    page = browse("/insturen/")
    begin(page)
    expect(page.get_by_text("blijft in deze browser staan")).to_be_visible()
    expect(page.get_by_text(RESTORED)).to_be_hidden()
    short(page).fill(TEXT)
    is_kept(page)

    page.goto("/zoeken/")
    page.goto(steps.STEPS[0].url)
    expect(short(page)).to_have_value(TEXT)
    expect(page.get_by_text(RESTORED)).to_be_visible()

    page.get_by_role("button", name="Wis wat ik typte").click()
    expect(short(page)).to_have_value("")
    expect(page.get_by_text("Gewist. Er staat niets meer in deze browser.")).to_be_visible()
    is_kept(page, 0)


def test_what_was_sent_is_no_longer_in_the_browser(browse: Opener, answer: str):
    page = browse("/")
    log_in(page, "eerste")
    page.goto(answer)
    page.get_by_label("Waarom?").fill(TEXT)
    is_kept(page)
    page.get_by_role("button", name="Kijk na").click()
    expect(page.get_by_role("alert")).to_contain_text("nog iets niet in orde")
    expect(page.get_by_label("Waarom?")).to_have_value(TEXT)
    is_kept(page)

    page.get_by_label("Wanneer werd dit gezegd of beslist?").fill("2024-03-05")
    page.get_by_label("deels gevolgd").check()
    page.get_by_role("button", name="Kijk na").click()
    expect(page.locator(".review")).to_contain_text(TEXT.splitlines()[0])
    is_kept(page)
    page.get_by_role("button", name="Wijzig").click()
    expect(page.get_by_label("Waarom?")).to_have_value(TEXT)
    page.get_by_role("button", name="Kijk na").click()
    page.get_by_role("button", name="Voeg toe").click()
    expect(page).to_have_url(re.compile("#"))
    is_kept(page, 0)
    assert FollowUp.objects.filter(reason__contains="de helft").count() == 1


def test_nobody_gets_what_another_user_typed(browse: Opener, answer: str):
    page = browse("/")
    log_in(page, "eerste")
    page.goto(answer)
    page.get_by_label("Waarom?").fill(TEXT)
    is_kept(page)
    page.goto("/")  # a browser gives a page that is only reloaded its fields back
    log_in(page, "tweede")
    page.goto(answer)
    expect(page.get_by_label("Waarom?")).to_have_value("")


def test_logging_out_and_stopping_delete_everything(browse: Opener, answer: str):
    page = browse("/")
    log_in(page, "eerste")
    page.goto(answer)
    page.get_by_label("Waarom?").fill(TEXT)
    is_kept(page)
    page.get_by_role("button", name="Afmelden").click()
    expect(page.get_by_text("Aangemeld als")).to_be_hidden()
    is_kept(page, 0)

    page.goto("/insturen/")
    begin(page)
    short(page).fill(TEXT)
    is_kept(page)
    page.get_by_role("button", name="Stop en wis alles").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("gewist")
    is_kept(page, 0)


def test_a_text_that_was_never_sent_is_deleted_after_a_week(browse: Opener):
    page = browse("/insturen/")
    begin(page)
    short(page).fill(TEXT)
    is_kept(page)
    page.evaluate(
        """() => Object.keys(localStorage).filter(name => name.startsWith("formulier:"))
        .forEach(name => {
          const kept = JSON.parse(localStorage.getItem(name));
          kept.time -= 8 * 86400000;
          localStorage.setItem(name, JSON.stringify(kept));
        })"""
    )
    page.goto(steps.STEPS[1].url)
    assert page.evaluate(NUMBER_KEPT) == 0
