"""The admin is in Dutch, carries the portal's name, and fetches nothing from elsewhere."""

import re

from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from armoedegeheugen.models import PracticeCard
from tests.editorial import forms
from tests.editorial.conftest import Own, Portal


def test_the_portal_has_its_own_name_and_mark(editor: Client, visitor: Client, portal: Portal):
    page = editor.get(reverse("wagtailadmin_home")).content.decode()
    assert 'lang="nl"' in page
    assert "- Armoedegeheugen</title>" in page
    assert "img/logo.svg" in page
    login = visitor.get("/beheer/login/").content.decode()
    assert "Aanmelden bij het Armoedegeheugen" in login
    assert "Wachtwoord" in login
    assert "Password" not in login


def test_nothing_is_fetched_from_elsewhere(editor: Client, portal: Portal):
    addresses = [reverse("wagtailadmin_home"), forms.add_url(PracticeCard, portal.praktijken)]
    for address in [*addresses, "/beheer/account/"]:
        page = BeautifulSoup(editor.get(address).content, "html.parser")
        tags = page.select("[src], link[href]")
        sources = [tag.get("src") or tag.get("href", "") for tag in tags]
        assert sources
        assert [one for one in sources if re.match(r"(https?:)?//", one)] == []


def test_no_way_leads_to_the_english_help_of_the_system(editor: Client, portal: Portal):
    page = editor.get(reverse("wagtailadmin_home")).content.decode()
    assert "guide.wagtail" not in page
    assert "docs.wagtail" not in page


def test_an_image_asks_for_what_it_shows_and_whose_it_is(editor: Client, own: Own):
    page = editor.get(reverse("wagtailimages:add")).content.decode()
    assert "Wat toont de afbeelding" in page
    assert "voorgelezen" in page
    assert "Maker of rechthebbende" in page
    assert "Alle bestanden" in page


def test_choosers_speak_dutch(editor: Client, portal: Portal):
    page = editor.get(forms.add_url(PracticeCard, portal.praktijken)).content.decode()
    assert "Kies gemeente" in page
    for english in ("Choose ", "Edit this"):
        assert english not in page
