"""Each request has an id, in the answer, on the error pages and in the log."""

import pytest
from django.template.loader import render_to_string
from django.test import Client

from tests.deploy.checkout import ROOT

GIVEN = "0123456789abcdef0123456789abcdef"
ASK = "Vermeld dit nummer als je ons contacteert"

pytestmark = pytest.mark.urls("tests.operations.urls")


@pytest.fixture
def visitor(db) -> Client:
    return Client(raise_request_exception=False)


def id_of(client: Client, given: str | None = None) -> str:
    headers = {"X-Request-ID": given} if given else {}
    return client.get("/robots.txt", headers=headers)["X-Request-ID"]


def test_two_requests_have_different_ids(visitor):
    assert len({id_of(visitor), id_of(visitor)}) == 2


def test_an_id_of_a_visitor_is_not_believed(visitor, settings):
    settings.TRUSTED_PROXIES = 0
    assert id_of(visitor, GIVEN) != GIVEN


def test_the_id_of_a_proxy_is_kept(visitor, settings):
    settings.TRUSTED_PROXIES = 1
    assert id_of(visitor, GIVEN) == GIVEN


@pytest.mark.parametrize("given", ["kort", "a" * 65, "<script>alert(1)</script>", "aan@stad.be"])
def test_only_an_id_of_a_safe_form_is_kept(visitor, settings, given):
    settings.TRUSTED_PROXIES = 1
    assert id_of(visitor, given) != given


@pytest.mark.parametrize(("path", "status"), [("/kapot/", 500), ("/verdacht/", 400)])
def test_an_error_page_shows_the_number(visitor, path, status):
    answer = visitor.get(path)
    assert answer.status_code == status
    page = answer.content.decode()
    assert f"{ASK}: <code>{answer['X-Request-ID']}</code>" in page


@pytest.mark.parametrize(
    "name", ["403.html", "403_csrf.html", "paper/busy.html", "submissions/closed.html"]
)
def test_other_error_pages_show_it_too(visitor, rf, name):
    given = id_of(visitor)
    assert f"<code>{given}</code>" in render_to_string(name, request=rf.get("/"))


def test_a_refused_form_shows_the_number(visitor):
    answer = visitor.post("/kapot/", {"tekst": "Een lange tekst van iemand."})
    assert answer.status_code == 500
    assert "Een lange tekst van iemand." in answer.content.decode()
    assert f"<code>{answer['X-Request-ID']}</code>" in answer.content.decode()


def test_nginx_replaces_an_id_that_a_visitor_sends():
    configuration = (ROOT / "deploy/nginx/https.conf").read_text()
    assert "proxy_set_header X-Request-ID $request_id;" in configuration
