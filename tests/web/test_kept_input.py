"""A refused form comes back with everything that was typed, and only to who typed it."""

import re
from html import unescape

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from armoedegeheugen.editorial import roles
from armoedegeheugen.followup import views
from armoedegeheugen.models import FollowUp, PracticeCard
from armoedegeheugen.same_origin import is_same_origin
from armoedegeheugen.web import kept_input
from tests.editorial import forms
from tests.editorial.conftest import (  # noqa: F401 (two fixtures)
    PASSWORD,
    Portal,
    bare,
    person,
    portal,
)
from tests.followup.conftest import Scene, scene  # noqa: F401 (a fixture)
from tests.safety.steps import with_password_only
from tests.safety.test_two_factor import device_of, typed
from tests.world import World

TEXT = 'Wij doen dit "deels" & traag,\r\nwant er is <geld> voor de helft.\r\n\r\nEen tweede alinea.'
STEP = {"date": "2024-03-05", "position": "deels-gevolgd", "execution": "lopend", "reason": TEXT}
STEP["nagekeken"] = "ja"


@pytest.fixture
def address(scene: Scene) -> str:  # noqa: F811
    scene.council.set_password(PASSWORD)
    scene.council.save()
    return reverse("followup:add", args=[scene.asked[0].key])


@pytest.fixture
def council(scene: Scene) -> User:  # noqa: F811
    return scene.council


def soup(answer: HttpResponse) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def form_of(answer: HttpResponse) -> tuple[str, dict[str, list[str]]]:
    """Return the address and the fields of the form with what was kept, as a browser sends it."""
    form = soup(answer).select_one("form[data-kept]")
    fields: dict[str, list[str]] = {}
    for field in form.select("input[name]:not([type=file]), textarea[name]"):
        value = field.get("value") if field.name == "input" else _in_textarea(field)
        fields.setdefault(field["name"], []).append(value)
    return form["action"], fields


def _in_textarea(field) -> str:
    """The value as a browser sends it: without the first line end, and with CRLF."""
    value = unescape(field.decode_contents()).removeprefix("\n")
    return re.sub(r"\r\n|\r|\n", "\r\n", value)


def test_an_expired_session_costs_nothing_of_an_answer(address: str, council: User):
    client = Client(enforce_csrf_checks=True)
    client.force_login(council)
    token = soup(client.get(address)).select_one("[name=csrfmiddlewaretoken]")["value"]
    client.cookies.pop("sessionid")

    refused = client.post(address, {**STEP, "csrfmiddlewaretoken": token})
    assert refused.status_code == 403
    assert "Er is niets verloren" in refused.content.decode()
    assert "want er is <geld> voor de helft." in soup(refused).get_text()
    log_in, fields = form_of(refused)

    mistaken = client.post(log_in, fields | {"username": [council.username], "password": ["mis"]})
    log_in, fields = form_of(mistaken)

    again = client.post(log_in, fields | {"username": [council.username], "password": [PASSWORD]})
    assert again.status_code == 200
    url, fields = form_of(again)
    assert url == address
    assert {name: value for name, [value] in fields.items() if name in STEP} == STEP

    assert client.post(url, fields).status_code == 302
    assert FollowUp.objects.get().reason.splitlines() == TEXT.splitlines()


def test_a_token_renewed_in_another_tab_costs_one_click(address: str, council: User):
    client = Client(enforce_csrf_checks=True)
    client.force_login(council)
    client.get(address)
    refused = client.post(address, {**STEP, "csrfmiddlewaretoken": "a" * 64})
    assert refused.status_code == 403
    url, fields = form_of(refused)
    assert client.post(url, fields).status_code == 302
    assert FollowUp.objects.count() == 1


def test_the_file_of_a_refused_form_is_asked_again(address: str):
    file = SimpleUploadedFile("brief.pdf", b"%PDF-1.4", "application/pdf")
    refused = Client(enforce_csrf_checks=True).post(address, {**STEP, "file": file})
    [asked] = soup(refused).select("form[data-kept] input[type=file]")
    assert asked["name"] == "file"


@pytest.mark.parametrize("status", [429, 503])
def test_a_form_that_comes_at_a_busy_moment_is_kept(
    address: str, council: User, status, monkeypatch
):
    busy = HttpResponse("druk", status=status, headers={"Retry-After": "20"})
    monkeypatch.setattr(views, "_save_once", lambda form: None)
    monkeypatch.setattr(views, "HttpResponseRedirect", lambda url: busy)
    client = Client()
    client.force_login(council)
    refused = client.post(address, STEP)
    assert (refused.status_code, refused["Retry-After"]) == (status, "20")
    assert form_of(refused)[1]["reason"] == [TEXT]


def test_a_server_error_costs_nothing(address: str, council: User, monkeypatch):
    def broken(form: object) -> None:
        raise OSError("disk full")

    client = Client(raise_request_exception=False)
    client.force_login(council)
    with monkeypatch.context() as patch:
        patch.setattr(views, "_save_once", broken)
        refused = client.post(address, STEP)
    assert refused.status_code == 500
    url, fields = form_of(refused)
    assert client.post(url, fields).status_code == 302
    assert FollowUp.objects.count() == 1


def test_an_editor_without_the_code_keeps_a_page(portal: Portal):  # noqa: F811
    editor = person("redacteur", roles.EDITORS)
    device = device_of(editor)
    client = Client()
    with_password_only(client, editor)
    page = portal.praktijken.add_child(instance=PracticeCard(title="Praatcafé", teaser="Kort."))
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    refused = client.post(edit, {**forms.card(), "title": "Een titel die lang duurde"})
    assert refused.status_code == 403
    assert soup(refused).select_one("main a[target=_blank]")["href"] == "/beheer/2fa/auth"
    assert client.post("/beheer/2fa/auth", typed(device)).status_code == 302
    url, fields = form_of(refused)
    assert client.post(url, fields).status_code == 302
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().title == "Een titel die lang duurde"


def test_an_editor_who_was_logged_out_keeps_a_page(world: World):
    edit = reverse("wagtailadmin_pages:edit", args=[world.practice().pk])
    refused = Client().post(edit, {"title": "Een titel", "teaser": "Een zin die bleef staan."})
    assert refused.status_code == 403
    kept = kept_input.unsign(form_of(refused)[1][kept_input.FIELD][0])
    assert kept.url == edit
    assert dict(kept.fields)["teaser"] == "Een zin die bleef staan."


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_SEC_FETCH_SITE": "same-site"},
        {"HTTP_ORIGIN": "https://elders.example"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_REFERER": "https://elders.example/pagina"},
    ],
)
def test_another_site_puts_no_words_on_our_pages(address: str, headers: dict[str, str]):
    for client in (Client(), Client(enforce_csrf_checks=True)):
        answer = client.post(address, STEP, **headers)
        assert answer.status_code in (302, 403)
        assert "want er is" not in answer.content.decode()
        assert not soup(answer).select("form[data-kept]")


def test_a_page_of_this_site_is_of_the_same_origin():
    for headers in (
        {"HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_ORIGIN": "null"},
        {"HTTP_ORIGIN": "http://testserver"},
        {"HTTP_REFERER": "http://testserver/opvolging/"},
        {},
    ):
        assert is_same_origin(RequestFactory().post("/", **headers))
    secure = RequestFactory().post("/", HTTP_ORIGIN="http://testserver", secure=True)
    assert not is_same_origin(secure)


@pytest.mark.parametrize("name", ["password", "new_password1", "otp_token", "wachtwoord"])
def test_a_form_with_a_secret_is_never_repeated(name: str):
    request = RequestFactory().post("/", {name: "geheim woord hier", "tekst": "een lange tekst"})
    assert kept_input.read(request) is None


def test_a_script_gets_the_answer_that_it_expects(address: str):
    for headers in (
        {"HTTP_ACCEPT": "application/json"},
        {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"},
        {"HTTP_HX_REQUEST": "true"},
    ):
        assert Client().post(address, STEP, **headers).status_code == 302


def test_a_token_that_was_changed_or_is_old_is_refused(settings, monkeypatch):
    kept = kept_input.KeptInput("/a/", (("naam", "waarde"),))
    assert kept_input.unsign(kept.token) == kept
    assert kept_input.unsign(kept.token[:-2] + "xx") is None
    assert kept_input.unsign("") is None
    monkeypatch.setattr(kept_input, "LOG_IN_SECONDS", -1)
    assert kept_input.unsign(kept.token) is None


def test_too_many_wrong_passwords_cost_no_text_either(address: str, council: User):
    client = Client()
    log_in, fields = form_of(client.post(address, STEP))
    for _ in range(5):
        answer = client.post(log_in, fields | {"username": council.username, "password": "mis"})
    assert answer.status_code == 429
    assert form_of(answer)[1]["reason"] == [TEXT]


def test_no_cache_stores_what_was_typed(address: str):
    assert "no-store" in Client().post(address, STEP)["Cache-Control"]


@pytest.mark.parametrize("kind", ["multipart/form-data", "application/json", "text/plain"])
@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_body_that_is_no_form_gets_the_answer_of_the_view(kind: str, status: int):
    request = RequestFactory().post("/", b"een lange tekst die geen formulier is", kind)
    answer = HttpResponse("druk", status=status)
    assert kept_input.KeptInputMiddleware(lambda request: answer)(request) is answer


def test_a_body_that_is_no_form_has_no_token_and_no_button(address: str):
    for kind in ("multipart/form-data", "application/json"):
        client = Client(enforce_csrf_checks=True)
        refused = client.post("/aanmelden/", b"{}", content_type=kind)
        assert refused.status_code in (400, 403)
        assert not soup(refused).select("form[data-kept]")
