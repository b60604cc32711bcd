"""The ways in: home, overviews, themes, places, associations."""

from django.test import Client

from armoedegeheugen.models import OverviewPage
from tests import world as making

from .portal import Portal
from .reading import read, text


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


def test_pages_ask_few_questions_of_the_database(
    portal: Portal, client: Client, django_assert_max_num_queries
):
    for number in range(6):
        portal.world.practice(f"Kaart {number}", municipality=making.municipality("Gent"))
    for address, most in ((portal.card.url, 45), ("/", 60), (portal.world.shelf.url, 60)):
        client.get(address)
        with django_assert_max_num_queries(most):
            client.get(address)
