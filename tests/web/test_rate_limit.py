"""Limits of requests per client address, and of mails per mailbox."""

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from armoedegeheugen.web import password_reset, rate_limit
from armoedegeheugen.web.rate_limit import LIMITS, Limit


@pytest.fixture(autouse=True)
def limited(settings, monkeypatch):
    """Two requests of each kind in a window that does not end during the test."""
    settings.LIMIT_REQUESTS = True
    caches["limits"].clear()
    monkeypatch.setattr(rate_limit, "time", lambda: 36_000_000.0)
    few = {name: Limit(x.kind, 2, x.seconds, x.method) for name, x in LIMITS.items()}
    monkeypatch.setattr(rate_limit, "LIMITS", few)


GETS = {
    "search:search": [],
    "search:register": [],
    "search:api": [],
    "search:feed": [],
    "search:suggestions": [],
    "search:csv": [],
    "search:register_csv": [],
    "paper:folder_pdf": [],
    "paper:item": [1],
}


def test_every_kind_is_tried_here():
    assert {*GETS, "paper:change", "wagtailadmin_password_reset"} == set(LIMITS)


@pytest.mark.parametrize("name", GETS)
def test_an_address_that_asks_too_often_waits_and_another_one_does_not(world, name):
    path = reverse(name, args=GETS[name])
    first = [Client().get(path).status_code for _ in range(2)]
    refused = Client().get(path)
    assert 429 not in first
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= LIMITS[name].seconds
    assert refused["Cache-Control"] == "no-store"
    assert Client().get(path, REMOTE_ADDR="192.0.2.7").status_code != 429


def test_a_new_window_begins_anew(monkeypatch):
    limit, moment = Limit("test", 1, 10), [100.0]
    monkeypatch.setattr(rate_limit, "time", lambda: moment[0])
    assert [rate_limit.allows(limit, who) for who in "aab"] == [True, False, True]
    moment[0] = 109.9
    assert not rate_limit.allows(limit, "a")
    moment[0] = 110.0
    assert rate_limit.allows(limit, "a")


def test_the_cache_holds_no_address(world):
    Client().get("/zoeken/", REMOTE_ADDR="192.0.2.99")
    assert "192.0.2.99" not in str(caches["limits"]._cache)
    assert caches["limits"]._cache


def test_an_api_says_so_in_json_and_a_page_in_dutch(world):
    for _ in range(3):
        api, page = Client().get("/api/v1/zoeken/"), Client().get("/zoeken/")
    assert api.json()["fouten"][0]["boodschap"].startswith("Dat gaat te snel.")
    assert "over een minuut" in page.content.decode()


def test_a_folder_takes_so_many_changes_and_can_still_be_read(world):
    item = world.practice()
    client = Client()
    change = lambda: client.post(  # noqa: E731
        "/mijn-map/wijzigen/", {"actie": "bewaar", "item": item.pk}, HTTP_ORIGIN="http://testserver"
    )
    assert [change().status_code for _ in range(3)] == [302, 302, 429]
    assert client.get("/mijn-map/").status_code == 200


def test_a_mailbox_gets_few_mails_for_a_password_and_the_visitor_is_told_the_same(
    world, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(rate_limit, "LIMITS", {})
    User.objects.create_user("redactie", "Redactie@example.org", "een-lang-wachtwoord")
    answers = set()
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(6):
            sent = {"email": "redactie@EXAMPLE.org" if number % 2 else "Redactie@example.org"}
            response = Client().post("/beheer/password_reset/", sent)
            answers.add((response.status_code, response["Location"]))
    assert len(mail.outbox) == password_reset.MAILS.most == 3
    assert len(answers) == 1


def test_posts_for_a_password_are_limited_per_address(world):
    post = lambda: Client().post("/beheer/password_reset/", {"email": "x@example.org"})  # noqa: E731
    assert [post().status_code for _ in range(3)] == [302, 302, 429]
    assert Client().get("/beheer/password_reset/").status_code == 200


def test_the_numbers_allow_for_a_town_hall():
    assert {limit.kind: (limit.most, limit.seconds) for limit in LIMITS.values()} == {
        "search": (300, 60),
        "suggestions": (200, 10),
        "paper": (60, 60),
        "export": (30, 60),
        "folder": (120, 60),
        "password reset": (10, 3600),
    }
