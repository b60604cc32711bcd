"""What search engines may see: every public page, and nothing behind a log-in or in draft."""

import re

import pytest
from django.test import Client

from armoedegeheugen.models import PracticeCard
from armoedegeheugen.sections.models import AssociationsPage, PlacesPage, ThemesPage
from tests.editorial.conftest import Portal
from tests.world import association, merger, theme


@pytest.fixture
def locations(portal: Portal, visitor: Client) -> set[str]:
    for model, slug in ((ThemesPage, "themas"), (PlacesPage, "gemeenten")):
        portal.home.add_child(instance=model(title=slug, slug=slug))
    portal.home.add_child(instance=AssociationsPage(title="Verenigingen", slug="verenigingen"))
    association("Een huis"), theme("Werk")
    old, energy = merger("Melle", "Merelbeke-Melle"), theme("Energie")
    add(portal.praktijken, "zichtbaar", municipality=old, themes=[theme("Tarief", energy)])
    add(portal.praktijken, "concept", live=False, themes=[theme("Voeding")])
    add(portal.intern, "besloten", themes=[theme("Taal")])
    xml = visitor.get("/sitemap.xml").content.decode()
    return {path or "/" for path in re.findall(r"<loc>http://[^/]+(.*?)</loc>", xml)}


def add(shelf, slug, themes, **values):
    shelf.refresh_from_db()
    card = shelf.add_child(instance=PracticeCard(title=slug, slug=slug, teaser="Kort.", **values))
    card.themes = themes
    card.save()


def test_public_pages_are_listed_with_the_pages_of_their_terms(locations: set[str]):
    assert locations == {
        "/",
        "/praktijken/",
        "/praktijken/zichtbaar/",
        "/adviezen/",
        "/dossiers/",
        "/themas/",
        "/themas/energie/",
        "/themas/tarief/",
        "/gemeenten/",
        "/gemeenten/merelbeke-melle/",
        "/verenigingen/",
        "/verenigingen/een-huis/",
    }


def test_every_listed_page_is_there(locations: set[str], visitor: Client):
    assert {path: visitor.get(path).status_code for path in locations} == dict.fromkeys(
        locations, 200
    )


def test_robots_leave_the_filters_and_the_admin_alone(visitor: Client, db: None):
    text = visitor.get("/robots.txt").content.decode()
    for path in ("/beheer/", "/zoeken/", "/api/"):
        assert f"Disallow: {path}\n" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text
