"""Logging out takes a button: no link, image or prefetch does it."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

ADDRESSES = ["/afmelden/", "/beheer/logout/"]


def is_in(client: Client) -> bool:
    return client.get("/beheer/").status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["get", "head", "options", "put", "delete", "patch"])
def test_only_a_post_logs_out_or_touches_a_cookie(editor: Client, address: str, method: str):
    before = dict(editor.cookies)
    answer = getattr(editor, method)(address)
    assert answer.status_code == (200 if method in ("get", "head", "options") else 405)
    # The form's token may be new; the log-in is as it was.
    assert set(answer.cookies) <= {"csrftoken"}
    assert dict(editor.cookies)["sessionid"].value == before["sessionid"].value
    assert is_in(editor)


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_button_logs_out(editor: Client, address: str):
    page = BeautifulSoup(editor.get(address).content, "html.parser")
    form = page.select_one("main form")
    assert form["method"] == "post"
    assert form.select_one("input[name=csrfmiddlewaretoken]")
    assert form.button.get_text() == "Afmelden"
    assert editor.post(form["action"]).status_code == 302
    assert not is_in(editor)


@pytest.mark.parametrize("address", ADDRESSES)
def test_another_site_cannot_log_anyone_out(editor: Client, address: str):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = editor.cookies
    assert strict.post(address).status_code == 403
    assert is_in(editor)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_visitor_gets_no_form_and_no_cookie(visitor: Client, portal, address: str):
    answer = visitor.get(address)
    assert answer.status_code == 200
    assert not answer.cookies
    assert BeautifulSoup(answer.content, "html.parser").select_one("main form") is None
