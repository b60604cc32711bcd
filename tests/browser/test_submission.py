"""A practice is sent in from a phone without scripts, and read back by its sender."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from armoedegeheugen.models import PracticeCard
from armoedegeheugen.submissions import spam_guard
from tests import world as making
from tests.browser.conftest import Opener
from tests.browser.test_accessible import overflow, violations
from tests.submissions.conftest import picture
from tests.submissions.test_admin_views import HOSTILE

pytestmark = pytest.mark.browser
PHONE = 360
LONG = "Elkedinsdagsamenkokenenetenmetdebuurtenmetwieernogbijwil"


@pytest.fixture(autouse=True)
def site(browse: Opener, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who types in a test takes no time to think."""
    settings.STORAGES = {
        **settings.STORAGES,
        "submissions": {
            "BACKEND": "armoedegeheugen.safety.file_storage.WholeFileStorage",
            "OPTIONS": {"location": tmp_path / "inzendingen"},
        },
    }
    monkeypatch.setattr(spam_guard, "WHOLE", timedelta(0))
    monkeypatch.setattr(spam_guard, "LAST_PAGE", timedelta(seconds=-1))
    making.municipality("Gent")


def on(page: Page, label: str, told: str) -> None:
    page.get_by_label(label).fill(told)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def tell_to_the_end(page: Page, seen: Any = lambda page: None) -> None:
    """All steps, up to the last page; `seen` is called on each of them."""
    seen(page)
    press(page, "Begin")
    seen(page)
    on(page, "Hoe noem je dit?", LONG)
    on(page, "In welke gemeente?", "gent")
    on(page, "Vertel het in het kort", "Buren koken samen.")
    press(page, "Verder")
    seen(page)
    on(page, "Doelstelling. Wat wou je bereiken?", " ".join(HOSTILE))
    press(page, "Verder")
    seen(page)
    press(page, "Verder")
    seen(page)
    on(page, "Tips. Welke tips geef je", "Begin klein\nBlijf komen")
    file = {"name": "foto.png", "mimeType": "image/png", "buffer": picture("PNG")}
    page.get_by_label("Heb je er een foto of een pdf bij?").set_input_files(files=[file])
    press(page, "Verder")
    seen(page)
    on(page, "Wat doe je?", "buurtwerker")
    on(page, "Voor welke organisatie?", "Buurthuis")
    on(page, "Op welk e-mailadres", "iemand@example.org")
    press(page, "Verder")
    seen(page)


def link(body: str) -> str:
    found = re.search(r"/insturen/(?:bevestigen|volgen)/\S+", body)
    assert found
    return found[0]


def test_from_a_phone_without_scripts(browse: Opener):
    page = browse("/insturen/", width=PHONE, scripts=False)
    tell_to_the_end(page)
    expect(page.get_by_text("Begin klein")).to_be_visible()
    expect(page.get_by_text("foto.png")).to_be_visible()
    expect(page.get_by_label("Laat dit veld leeg")).not_to_be_in_viewport()
    page.get_by_label("Ik mag dit delen").check()
    press(page, "Verstuur")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bijna klaar: kijk in je mailbox")

    page.goto(link(mail.outbox[0].body))
    press(page, "Ja, geef ze door aan de redactie")
    expect(page.get_by_role("heading", name="Bij de redactie")).to_be_visible()

    card = PracticeCard.objects.get(title=LONG)
    card.get_latest_revision().publish()
    page.goto(link(mail.outbox[-1].body))
    expect(page.get_by_role("link", name="bekijk de kaart")).to_have_attribute(
        "href", card.full_url
    )
    page.goto(card.url)
    expect(page.get_by_role("heading", level=1)).to_have_text(LONG)
    expect(page.get_by_text("<script>alert(1)</script>")).to_be_visible()


def test_what_was_typed_survives_errors_and_the_browsers_own_buttons(browse: Opener):
    page = browse("/insturen/", width=PHONE, scripts=False)
    press(page, "Begin")
    on(page, "Hoe noem je dit?", "Koken")
    on(page, "In welke gemeente?", "Gnet")
    press(page, "Verder")
    expect(page.get_by_role("alert")).to_contain_text("Bedoel je Gent?")
    expect(page.get_by_label("Hoe noem je dit?")).to_have_value("Koken")
    page.get_by_role("link", name=re.compile("Bedoel je Gent")).click()
    expect(page.get_by_label("In welke gemeente?")).to_be_focused()
    on(page, "In welke gemeente?", "Gent")
    on(page, "Vertel het in het kort", "Buren koken.")
    press(page, "Verder")
    on(page, "Bereik. Wie bereik je", "Twintig gezinnen")
    press(page, "Vorige")
    expect(page.get_by_label("Vertel het in het kort")).to_have_value("Buren koken.")
    press(page, "Verder")
    expect(page.get_by_label("Bereik. Wie bereik je")).to_have_value("Twintig gezinnen")
    page.go_back()
    expect(page.get_by_label("Hoe noem je dit?")).to_have_value("Koken")
    page.go_forward()
    expect(page.get_by_label("Bereik. Wie bereik je")).to_have_value("Twintig gezinnen")


@pytest.mark.parametrize("width", [PHONE, 1280])
def test_axe_finds_nothing_and_nothing_sticks_out(browse: Opener, width: int):
    def seen(page: Page) -> None:
        assert violations(page) == "[]", page.url
        assert overflow(page) == 0, page.url

    page = browse("/insturen/", width=width)
    tell_to_the_end(page, seen)
    press(page, "Verstuur")  # without consent
    expect(page.get_by_role("alert")).to_be_focused()
    seen(page)
    page.get_by_label("Ik mag dit delen").check()
    press(page, "Verstuur")
    seen(page)
    page.goto(link(mail.outbox[0].body))
    seen(page)
    press(page, "Ja, geef ze door aan de redactie")
    seen(page)
    page.get_by_role("link", name="Trek je praktijk in").click()
    seen(page)
    press(page, "Ja, trek in")
    seen(page)


def test_the_way_in_is_on_the_first_page(browse: Opener):
    page = browse("/", width=PHONE, scripts=False)
    page.get_by_role("link", name="Stuur het in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Stuur een praktijk in")
