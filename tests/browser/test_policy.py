"""The policies that we give a browser, kept while someone really works."""

import re
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from armoedegeheugen.models import Dossier, PolicyAdvice
from tests.browser.watching import Watched, watch
from tests.pages.portal import Portal

pytestmark = pytest.mark.browser


@pytest.fixture
def watched(chromium: Browser, portal: Portal, live_server) -> Iterator[Watched]:
    """An administrator at work, from the log-in on."""
    client = Client()
    client.force_login(User.objects.create_superuser("beheer", "beheer@example.org", "x"))
    cookie = {"sessionid": client.cookies["sessionid"].value}
    context, found = watch(chromium, live_server.url, cookie)
    yield found
    context.close()


def edit(page: object) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_every_public_page_keeps_it(chromium: Browser, portal: Portal, live_server):
    context, watched = watch(chromium, live_server.url)
    for address in (*portal.addresses().values(), "/beheer/login/", "/niet/er/"):
        watched.visit(address)
        watched.check()
    context.close()


def test_a_search_in_place_keeps_it(chromium: Browser, portal: Portal, live_server):
    context, watched = watch(chromium, live_server.url)
    watched.visit("/zoeken/")
    watched.page.fill("#q", "energie")
    watched.page.keyboard.press("Enter")
    expect(watched.page.locator("#melding")).to_contain_text("energie")
    watched.check()
    context.close()


def test_the_user_bar_works_under_the_public_policy(watched: Watched, portal: Portal):
    watched.visit(portal.card.url)
    trigger = watched.page.locator("#wagtail-userbar-trigger")
    trigger.click()
    expect(
        watched.page.locator("#wagtail-userbar-items a", has_text="Wijzig deze pagina")
    ).to_be_visible()
    watched.check()


def test_writing_a_dossier(watched: Watched, portal: Portal):
    page = watched.page
    watched.visit(edit(portal.dossier))
    page.locator("#id_title").fill("Nieuwe titel")
    introduction = page.locator("[data-contentpath=introduction]")
    introduction.locator("[contenteditable=true]").click()
    page.keyboard.type("Een woord vooraf. ")
    page.keyboard.press("Control+b")
    page.keyboard.type("vet")
    # The editor hands its text to the form a moment after the last key.
    expect(introduction.locator("input[name=introduction]")).to_have_value(re.compile("BOLD"))
    _add_block(page, "Citaat")
    page.locator("[id*=sections-][id$='-value-quote']").last.fill("Zij vroegen het ons niet.")
    page.locator("[id*=sections-][id$='-value-speaker_role']").last.fill("een buur")
    page.locator(
        "button.action-save, [name=action-save], button:has-text('Concept bewaren')"
    ).first.click()
    expect(page.locator(".messages .success")).to_be_visible()  # idle it may be before it is sent
    watched.check()
    kept = Dossier.objects.get(pk=portal.dossier.pk).get_latest_revision_as_object()
    assert kept.title == "Nieuwe titel"
    assert "<b>vet</b>" in kept.introduction
    assert "Zij vroegen het ons niet." in str(kept.sections.raw_data)


def _add_block(page: Page, label: str) -> None:
    field = page.locator("#panel-child-tekst-sections-section, [data-contentpath=sections]").first
    field.locator("button[data-streamblock-menu-open], .c-sf-add-button").last.click()
    page.get_by_role("option", name=label).first.click()


def test_an_advice_gets_a_recommendation_a_date_and_a_place(watched: Watched, portal: Portal):
    page = watched.page
    watched.visit(edit(portal.bare_advice))
    page.locator("#id_recommendations-ADD").click()
    page.locator("[id^=id_recommendations-][id$='-text']").last.fill("Vraag het aan wie er woont.")
    page.get_by_role("tab").nth(1).click()
    page.locator("#id_date").click()
    expect(page.locator(".xdsoft_datetimepicker").first).to_be_attached()
    page.keyboard.press("Escape")
    page.locator("#id_municipality-chooser .chooser__choose-button:visible").click()
    expect(page.locator(".modal-content")).to_be_visible()
    watched.check()


def test_a_picture_is_chosen_in_a_window(watched: Watched, portal: Portal):
    page = watched.page
    watched.visit(edit(portal.bare_card))
    page.locator("#id_image-chooser .chooser__choose-button:visible").click()
    expect(page.locator(".modal-content")).to_be_visible()
    watched.check()


def test_the_preview_beside_the_form_shows_the_page(watched: Watched, portal: Portal):
    page = watched.page
    watched.visit(edit(portal.card))
    page.get_by_role("button", name="voorvertoning").first.click()
    frame = page.frame_locator("iframe").first
    expect(frame.locator("h1")).to_have_text(portal.card.title)
    watched.check()


def test_the_rest_of_the_admin_opens_without_a_breach(watched: Watched):
    for path in ADMIN.split():
        watched.visit(f"/beheer/{path.removeprefix('.')}")
        watched.check()


ADMIN = """
    . images/ images/add/ images/1/ documents/ documents/multiple/add/ inspiratiekaarten/
    snippets/armoedegeheugen/municipality/ snippets/armoedegeheugen/association/add/
    reports/site-history/ users/new/ groups/new/ workflows/list/ account/ 2fa/devices/new
"""


def test_an_advice_is_the_kind_that_has_lists_of_forms():
    """Or the test above would not touch what it is meant to."""
    assert "recommendations" in {r.get_accessor_name() for r in PolicyAdvice._meta.related_objects}
