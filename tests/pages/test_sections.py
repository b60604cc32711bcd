"""The ways in: home, overviews, themes, places, associations."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from armoedegeheugen.models import Association, Municipality, Theme
from armoedegeheugen.sections import shelves
from armoedegeheugen.sections.models import OverviewPage
from tests import world as making
from tests.pages.portal import Portal
from tests.pages.reading import read, text


def test_home_asks_one_question_and_opens_four_doors(portal: Portal, client: Client):
    page = read(client, "/")
    assert page.select_one("main form input[name=q]")
    assert len(page.select(".door h3 a")) == 4
    examples = [link["href"] for link in page.select(".hero__examples a")]
    assert "/zoeken/?q=energiefactuur" in examples


def test_home_counts_items_by_theme(portal: Portal, client: Client):
    themes = {
        text(li.a.span): text(li.select_one(".tally"))
        for li in read(client, "/").select(".themes li")
    }
    assert themes["Energie"] == ", 3 items"


def test_a_door_leads_to_the_shelf_of_its_kind(portal: Portal, client: Client):
    portal.world.home.refresh_from_db()
    shelf = OverviewPage(title="Kaarten", slug="kaarten", kind="praktijk")
    portal.world.home.add_child(instance=shelf)
    doors = {text(door.h3): door.a["href"] for door in read(client, "/").select(".door")}
    assert doors["Wie deed dit al?"] == "/kaarten/"
    assert doors["Wat gebeurde er met ons advies?"] == "/zoeken/?soort=advies"


def test_the_newest_items_carry_their_kind(portal: Portal, client: Client):
    first = read(client, "/").select("#nieuw ~ .cards .card")[0]
    assert text(first.select_one(".kind")) == "Themadossier"


def test_an_overview_pages_through_its_items(portal: Portal, client: Client):
    for number in range(20):
        portal.world.practice(f"Kaart {number}")
    page = read(client, portal.world.shelf.url + "?pagina=2")
    assert text(page.select_one(".pages [aria-current]")) == "Pagina 2"
    assert len(page.select(".card")) == 6


def test_an_overview_does_not_name_a_closed_child(
    portal: Portal, client: Client, django_user_model
):
    making.restrict(portal.card)
    alias = portal.card.create_alias(parent=portal.world.shelf, update_slug="kopie")
    shelf = portal.world.shelf.url
    assert portal.card.title not in text(read(client, shelf))
    client.force_login(django_user_model.objects.create_user("iemand"))
    titles = [text(title) for title in read(client, shelf).select(".card__title")]
    assert titles.count(alias.title) == 2


def test_a_theme_groups_its_items_by_kind_and_leads_to_search(portal: Portal, client: Client):
    page = read(client, portal.addresses()["theme"])
    groups = [text(h).rsplit(" ", 1)[0] for h in page.select(".group h2")]
    assert groups == ["Inspiratiekaarten", "Beleidsadviezen", "Themadossiers"]
    assert page.select_one(".more a")["href"] == "/zoeken/?thema=energie"
    assert page.title.string.startswith("Energie")


def test_an_empty_theme_says_so(portal: Portal, client: Client):
    page = read(client, f"{portal.themes.url}meter/")
    assert text(page.select_one(".empty")) == "Over dit thema staat hier nog niets."
    assert "Valt onder energie" in text(page.main)


def test_a_former_municipality_leads_to_todays(portal: Portal, client: Client):
    old = client.get(f"{portal.places.url}merelbeke/")
    assert old.status_code == 302
    page = read(client, old.url)
    assert text(page.h1) == "Merelbeke-Melle"
    assert "naam van vroeger dragen: Merelbeke" in text(page.main)
    assert len(page.select(".card")) == 3


def test_an_invented_association_says_so(portal: Portal, client: Client):
    page = read(client, portal.addresses()["association"])
    assert "verzonnen vereniging" in text(page.select_one(".notice--example"))
    assert page.find("a", href="mailto:info@example.org")


def test_a_term_without_a_section_is_named_without_a_link(portal: Portal, client: Client):
    for section in (portal.themes, portal.places, portal.associations):
        section.unpublish()
    page = read(client, portal.card.url)
    assert "Samen Sterk" in text(page.main)
    assert not [a for a in page.select("main a") if a["href"] in ("", "samen-sterk/")]
    assert read(client, "/").select(".themes a")[0]["href"].startswith("/zoeken/?thema=")


def test_a_theme_with_much_shows_the_newest_and_leads_to_all(
    portal: Portal, client: Client, monkeypatch
):
    monkeypatch.setattr(shelves, "SHOWN", 2)
    energy = Theme.objects.get(slug="energie")
    for day in range(1, 4):
        portal.world.practice(f"Kaart {day}", themes=[energy], date=date(2099, 1, day))
    page = read(client, portal.addresses()["theme"])
    assert [text(title) for title in page.select(".card--praktijk .card__title")] == [
        "Kaart 3",
        "Kaart 2",
    ]
    practices, advices, *_rest = page.select(".group")
    assert text(practices.h2) == "Inspiratiekaarten 4"
    more = practices.select_one(".more a")
    assert more["href"] == "/zoeken/?thema=energie&soort=praktijk"
    assert text(more) == "Bekijk alle 4 inspiratiekaarten"
    assert not advices.select(".more")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads how SQLite would search")
def test_a_header_does_not_go_through_all_pages(portal: Portal, client: Client):
    with CaptureQueriesContext(connection) as captured:
        client.get(portal.info.url)
    sections = next(
        one["sql"] for one in captured if "url_path" in one["sql"] and "LIKE" in one["sql"]
    )
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sections}")
        steps = [row[-1] for row in cursor.fetchall()]
    assert steps
    assert not [step for step in steps if step.startswith("SCAN")]


def test_pages_ask_few_questions_of_the_database_however_much_they_show(
    portal: Portal, client: Client, django_assert_max_num_queries
):
    terms = {
        "themes": [Theme.objects.get(slug="energie")],
        "associations": [Association.objects.get(slug="samen-sterk")],
        "municipality": Municipality.objects.get(slug="merelbeke-melle"),
    }
    found = portal.addresses()
    lists = [found[name] for name in ("home", "overview", "theme", "place", "association")]

    def asked(address: str) -> int:
        client.get(address)
        with django_assert_max_num_queries(50) as captured:
            client.get(address)
        return len(captured)

    portal.world.practice("De eerste", **terms)
    few = {address: asked(address) for address in lists}
    for number in range(5):
        portal.world.practice(f"Kaart {number}", **terms)
    assert {address: asked(address) for address in lists} == few
    assert asked(portal.card.url) <= 45
