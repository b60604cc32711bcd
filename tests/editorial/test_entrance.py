"""Whoever logs in comes where their work is, and sees on every page that they are logged in."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AnonymousUser, User
from django.test import Client

from armoedegeheugen.editorial import roles
from armoedegeheugen.models import CouncilContact
from armoedegeheugen.web.login import start_page
from tests.editorial.conftest import PASSWORD, Own, Portal, joined, person, signed_in
from tests.world import authority


def log_in(name: str, **asked: str) -> str:
    """Where it leads."""
    return Client().post("/aanmelden/", {"username": name, "password": PASSWORD, **asked}).url


def contact(name: str, *bodies: str) -> User:
    user = User.objects.create_user(name, f"{name}@example.org", PASSWORD, first_name="Contact")
    for body in bodies:
        CouncilContact.objects.create(user=user, authority=authority(body), role="dienst")
    return user


def bar(client: Client, address: str = "/") -> BeautifulSoup | None:
    return BeautifulSoup(client.get(address).content, "html.parser").select_one(".signed-in")


def test_a_member_comes_to_the_page_of_the_association(own: Own):
    joined("lid", own)
    assert log_in("lid") == "/beheer/mijn-vereniging/"


def test_an_editor_comes_to_the_admin(portal: Portal):
    person("redacteur", roles.EDITORS)
    assert log_in("redacteur") == "/beheer/"


def test_a_council_comes_to_what_it_is_to_answer(portal: Portal):
    contact("bestuur", "Sociaal huis", "Dienst wonen")
    there = "/opvolging/?uitvoerder=dienst-wonen&uitvoerder=sociaal-huis"
    assert log_in("bestuur") == there
    assert Client().get(there).status_code == 200


def test_a_council_comes_to_its_own_recommendations_only(portal: Portal):
    contact("ander", "Dienst wonen")
    contact("bestuur", "Sociaal huis")
    assert log_in("bestuur") == "/opvolging/?uitvoerder=sociaal-huis"


def test_a_member_without_access_to_the_admin_is_not_sent_there(own: Own):
    user = joined("lid", own)
    user.groups.clear()
    assert log_in("lid") == "/"


def test_who_only_reads_comes_home(portal: Portal):
    person("medewerker", roles.STAFF)
    assert log_in("medewerker") == "/"
    assert start_page(AnonymousUser()) is None


def test_what_was_asked_for_before_comes_first(own: Own):
    joined("lid", own)
    assert log_in("lid", next="/adviezen/") == "/adviezen/"


@pytest.mark.parametrize("address", ["/", "/zoeken/", "/bestaat-niet/"])
def test_every_page_says_who_is_logged_in_and_leads_back_to_work(address: str, member: Client):
    found = bar(member, address)
    assert "Aangemeld als lid" in " ".join(found.get_text(" ").split())
    assert found.find("a", string="Mijn vereniging")["href"] == "/beheer/mijn-vereniging/"


def test_one_logs_out_there(portal: Portal):
    client = signed_in(contact("bestuur", "Sociaal huis"))
    out = bar(client).form
    assert client.post(out["action"]).status_code == 302
    assert bar(client) is None


def test_a_visitor_sees_nothing_of_it(visitor: Client, portal: Portal):
    assert bar(visitor) is None


def test_a_preview_shows_what_visitors_see(portal: Portal, rf):
    request = rf.get("/")
    request.user = person("redacteur", roles.EDITORS)
    page = portal.adviezen.make_preview_request(original_request=request)
    assert "signed-in" not in page.rendered_content


def test_a_council_that_opens_the_admin_is_shown_the_way_to_its_own_work(portal: Portal):
    client = signed_in(contact("bestuur", "Sociaal huis"))
    answer = client.get("/beheer/", follow=True)
    page = BeautifulSoup(answer.content, "html.parser")
    assert page.h1.get_text() == "Dit deel is voor de redactie"
    assert page.find("a", string="Aanbevelingen voor ons")["href"].startswith("/opvolging/")
    assert not page.select("[type=password]")
    assert "no-cache" in answer["Cache-Control"]


def test_a_reader_that_opens_the_admin_is_sent_home(portal: Portal):
    client = signed_in(User.objects.create_user("lezer"))
    page = BeautifulSoup(client.get("/beheer/", follow=True).content, "html.parser")
    assert page.select_one("main a.button")["href"] == "/"


def test_the_admin_asks_a_stranger_to_log_in_and_lets_an_editor_through(portal: Portal):
    person("redacteur", roles.EDITORS)
    typed = {"username": "redacteur", "password": PASSWORD}
    client = Client()
    assert b"password" in client.get("/beheer/", follow=True).content
    assert client.post("/beheer/login/?next=/beheer/", typed).url == "/beheer/"
    assert client.get("/beheer/login/").status_code == 302
