"""What holds for every page, whatever stands on it."""

import re

from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.test import Client
from wagtail.models import Site

from armoedegeheugen.sections.models import HomePage, OverviewPage
from tests.pages.portal import Portal
from tests.pages.reading import headings, read, text
from tests.rows import every_row

NAMES = [
    "home", "overview", "card", "bare_card", "advice", "bare_advice", "dossier", "bare_dossier",
    "themes", "theme", "places", "place", "associations", "association", "info",
    "search", "search for words", "search without result", "login",
    "register", "register without result",
]  # fmt: skip
every_page = every_row("name", NAMES)


def test_every_address_is_covered(rendered):
    assert set(rendered) == set(NAMES)


@every_page
def test_a_page_says_its_language_and_has_one_main_heading(name, rendered):
    page = rendered[name]
    assert page.html["lang"] == "nl-BE"
    assert len(page.find_all("h1")) == 1
    assert len(page.find_all("main")) == 1
    assert page.title.string.endswith(" – Armoedegeheugen")


@every_page
def test_a_strict_content_policy_breaks_nothing(name, rendered):
    page = rendered[name]
    assert not page.find_all("style")
    assert not page.find_all(style=True)
    inline = [script for script in page.find_all("script") if not script.get("src")]
    assert {script.get("type") for script in inline} <= {"application/ld+json"}  # data, never run
    handlers = [key for tag in page.find_all() for key in tag.attrs if key.startswith("on")]
    assert handlers == []
    loading = page.find_all(["script", "link", "img"])
    fetched = [tag.get("src") or tag.get("href") for tag in loading if tag not in inline]
    assert [
        url for url in fetched if "//" in re.sub(r"^http://(localhost|testserver)", "", url)
    ] == []


@every_page
def test_headings_are_filled_and_ids_are_unique(name, rendered):
    page = rendered[name]
    assert all(headings(page))
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert sorted(ids) == sorted(set(ids))
    labels = {label["for"] for label in page.find_all("label")}
    fields = [f for f in page.find_all(["input", "select"]) if f.get("type") != "hidden"]
    assert {field["id"] for field in fields} <= labels


@every_page
def test_images_have_an_alternative(name, rendered):
    page = rendered[name]
    assert all(image.has_attr("alt") for image in page.find_all("img"))


@every_page
def test_each_page_leads_to_its_content_and_to_the_accessibility_statement(name, rendered):
    page = rendered[name]
    skip = page.body.find("a")
    assert skip["href"] == "#inhoud"
    assert page.find(id="inhoud").name == "main"
    footer = [link["href"] for link in page.select("footer a")]
    assert "/toegankelijkheid/" in footer
    assert "mailto:armoedegeheugen@example.org" in footer


def test_the_menu_shows_where_you_are(portal: Portal, client: Client):
    page = read(client, portal.card.url)
    marked = page.select(".site-menu__wide a[aria-current]")
    assert [text(link) for link in marked] == ["Alles"]


def test_the_menu_hides_what_a_visitor_may_not_open(
    portal: Portal, client: Client, django_user_model
):
    portal.world.inside.show_in_menus = True
    portal.world.inside.save()
    assert "Intern" not in text(read(client, "/").select_one(".site-menu"))
    client.force_login(django_user_model.objects.create_user("iemand"))
    assert "Intern" in text(read(client, "/").select_one(".site-menu"))


def test_each_site_has_a_menu_of_its_own(portal: Portal, client: Client):
    other = portal.world.home.get_parent().add_child(
        instance=HomePage(title="Van een andere stad", slug="stad")
    )
    other.add_child(instance=OverviewPage(title="Elders", slug="elders", show_in_menus=True))
    Site.objects.create(hostname="stad.example.org", root_page=other)
    home = _menu(client)
    client.defaults["HTTP_HOST"] = "stad.example.org"
    assert _menu(client) == {"Elders": "/elders/", "Opvolging": "/opvolging/"}
    assert home["Alles"] == "/alles/"
    assert "Elders" not in home


def _menu(client: Client) -> dict[str, str]:
    links = read(client, "/").select(".site-menu__wide a")
    return {text(link): link["href"] for link in links}


def test_a_lost_visitor_can_search(portal: Portal, client: Client):
    page = read(client, "/bestaat-niet/", status=404)
    assert page.find("input", attrs={"name": "q", "id": "zoek"})


def test_a_failure_is_said_without_help_of_anything_else():
    said = render_to_string("500.html")
    assert "Er ging iets mis" in said
    assert "<style" not in said
    assert "<script" not in said


def test_a_wrong_password_is_said_in_a_sentence(portal: Portal, client: Client):
    response = client.post("/aanmelden/", {"username": "x", "password": "y"})
    assert "horen niet bij elkaar" in response.content.decode()


def test_staff_log_in_and_come_where_they_were_going(
    portal: Portal, client: Client, django_user_model
):
    django_user_model.objects.create_user("medewerker", password="geheim")
    missing = BeautifulSoup(client.get(portal.secret.url).content, "html.parser")
    page = read(client, missing.select_one('main a[href^="/aanmelden/"]')["href"])
    answer = client.post(
        page.select_one("form.login")["action"],
        {field["name"]: field.get("value", "") for field in page.select("form.login input")}
        | {"username": "medewerker", "password": "geheim"},
    )
    assert answer.url == portal.secret.url


def test_a_page_behind_a_password_asks_for_it_in_dutch(portal: Portal, client: Client):
    from wagtail.models import PageViewRestriction

    PageViewRestriction.objects.create(
        page=portal.card, restriction_type=PageViewRestriction.PASSWORD, password="sesam"
    )
    page = read(client, portal.card.url)
    assert "vraagt een wachtwoord" in text(page.h1)
    form = page.select_one("form.login")
    sent = {field["name"]: field.get("value", "") for field in form.find_all("input")}
    wrong = client.post(form["action"], sent | {"password": "mis"})
    assert "Dat wachtwoord klopt niet" in wrong.content.decode()
    assert client.post(form["action"], sent | {"password": "sesam"}).status_code == 302
    assert text(read(client, portal.card.url).h1) == portal.card.title
