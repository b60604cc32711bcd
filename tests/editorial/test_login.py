"""Staff log in on the site itself and read what is internal; to others it does not exist."""

import pytest
from django.test import Client

from armoedegeheugen.editorial import roles
from armoedegeheugen.models import PolicyAdvice
from tests.editorial.conftest import PASSWORD, Portal, person, signed_in


@pytest.fixture
def internal(portal: Portal) -> PolicyAdvice:
    page = PolicyAdvice(title="Advies in bespreking", teaser="Nog niet voor iedereen.")
    return portal.intern.add_child(instance=page)


def test_a_stranger_finds_the_login_and_the_way_back(visitor: Client, internal: PolicyAdvice):
    person("medewerker", roles.STAFF)
    asked = visitor.get(internal.url)
    assert asked.status_code == 404
    assert f'href="/aanmelden/?next={internal.url}"' in asked.content.decode()
    assert visitor.get(f"/aanmelden/?next={internal.url}").status_code == 200
    typed = {"username": "medewerker", "password": PASSWORD, "next": internal.url}
    arrived = visitor.post("/aanmelden/", typed, follow=True)
    assert arrived.redirect_chain[-1][0] == internal.url
    assert "Nog niet voor iedereen." in arrived.content.decode()


def test_a_wrong_password_lets_no_one_in(visitor: Client, internal: PolicyAdvice):
    person("medewerker", roles.STAFF)
    response = visitor.post("/aanmelden/", {"username": "medewerker", "password": "mis"})
    assert response.status_code == 200
    assert "Kijk na" in response.content.decode()
    assert visitor.get(internal.url).status_code == 404


@pytest.mark.parametrize(
    "address",
    ["https://example.com/", "//example.com/", "/\\example.com/", "javascript:alert(1)"],
)
def test_the_login_sends_no_one_to_another_site(visitor: Client, portal: Portal, address: str):
    person("medewerker", roles.STAFF)
    typed = {"username": "medewerker", "password": PASSWORD, "next": address}
    assert visitor.post("/aanmelden/", typed).url == "/"


def test_after_logging_out_the_page_is_closed_again(internal: PolicyAdvice):
    client = signed_in(person("medewerker", roles.STAFF))
    assert client.get(internal.url).status_code == 200
    assert client.post("/afmelden/").status_code == 302
    assert client.get(internal.url).status_code == 404


def test_editors_read_it_and_associations_do_not(
    editor: Client, member: Client, internal: PolicyAdvice
):
    assert editor.get(internal.url).status_code == 200
    assert member.get(internal.url).status_code == 404


def test_staff_have_no_admin(portal: Portal):
    client = signed_in(person("medewerker", roles.STAFF))
    response = client.get("/beheer/")
    assert response.status_code == 302
    assert response.url.startswith("/beheer/login/")
