"""Guessing a password: closed soon, not to be evaded, and no weapon against others."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt, AccessLog
from bs4 import BeautifulSoup
from django.core import mail
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from armoedegeheugen.editorial import roles
from armoedegeheugen.safety.login_throttle import counted_address
from tests.editorial.conftest import PASSWORD, Portal, person

DOORS = ("/aanmelden/", "/beheer/login/")
LIMIT = 5


@pytest.fixture(params=DOORS)
def door(request: pytest.FixtureRequest, portal: Portal) -> str:
    person("lid", roles.ASSOCIATIONS)
    person("collega", roles.ASSOCIATIONS)
    return request.param


def try_(door: str, name: str = "lid", password: str = "mis", **headers: str) -> HttpResponse:
    return Client().post(door, {"username": name, "password": password}, **headers)


def close(door: str, name: str = "lid", **headers: str) -> HttpResponse:
    return [try_(door, name, **headers) for _ in range(LIMIT)][-1]


def is_in(answer: HttpResponse) -> bool:
    return answer.status_code == 302


def test_five_wrong_passwords_close_the_door_with_a_page_in_dutch(door: str):
    answers = [try_(door) for _ in range(LIMIT)]
    assert [answer.status_code for answer in answers] == [200] * (LIMIT - 1) + [429]
    page = answers[-1].content.decode()
    assert "een kwartier" in page
    assert answers[-1]["Retry-After"] == "900"
    right = try_(door, password=PASSWORD)
    assert right.status_code == 429


def test_four_wrong_ones_and_a_right_one_begin_anew(door: str):
    for _ in range(2):
        for _ in range(LIMIT - 1):
            assert try_(door).status_code == 200
        assert is_in(try_(door, password=PASSWORD))


def test_both_doors_count_together(portal: Portal):
    person("lid", roles.ASSOCIATIONS)
    for number in range(LIMIT):
        answer = try_(DOORS[number % 2])
    assert answer.status_code == 429
    assert [try_(door, password=PASSWORD).status_code for door in DOORS] == [429, 429]


def test_after_a_quarter_of_an_hour_it_opens(door: str):
    close(door)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=14))
    assert not is_in(try_(door, password=PASSWORD))
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert is_in(try_(door, password=PASSWORD))


def test_trying_on_does_not_make_it_longer(door: str):
    close(door)
    begun = timezone.now() - timedelta(minutes=14)
    AccessAttempt.objects.update(attempt_time=begun)
    close(door)
    assert AccessAttempt.objects.get().attempt_time == begun


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_X_FORWARDED_FOR": "203.0.113.{}"},
        {"HTTP_X_REAL_IP": "203.0.113.{}"},
        {"HTTP_FORWARDED": "for=203.0.113.{}"},
        {"HTTP_CLIENT_IP": "203.0.113.{}"},
        {"HTTP_USER_AGENT": "browser {}"},
        {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"},
    ],
    ids=lambda headers: next(iter(headers)),
)
def test_no_header_opens_it(door: str, headers: dict[str, str]):
    for number in range(LIMIT + 1):
        sent = {name: value.format(number) for name, value in headers.items()}
        answer = try_(door, **sent)
    assert answer.status_code == 429
    assert "access-control-allow-origin" not in answer.headers
    assert not is_in(try_(door, password=PASSWORD))


def test_one_address_locks_nobody_out_elsewhere(door: str):
    close(door)
    assert is_in(try_(door, password=PASSWORD, REMOTE_ADDR="198.51.100.7"))


def test_one_name_locks_no_colleague_out_at_the_same_address(door: str):
    close(door)
    close(door, "bestaat-niet")
    assert is_in(try_(door, "collega", PASSWORD))


def test_a_name_that_does_not_exist_is_answered_the_same(door: str):
    known, unknown = ([try_(door, name) for _ in range(LIMIT)] for name in ("lid", "niemand"))
    assert [a.status_code for a in known] == [a.status_code for a in unknown]
    assert known[-1].content == unknown[-1].content


def test_behind_a_proxy_what_the_proxy_saw_counts(door: str, settings):
    settings.TRUSTED_PROXIES = 1
    for number in range(LIMIT):
        seen = f"10.0.0.{number}, 203.0.113.9"
        answer = try_(door, HTTP_X_FORWARDED_FOR=seen, REMOTE_ADDR="127.0.0.1")
    assert answer.status_code == 429
    other = {"HTTP_X_FORWARDED_FOR": "203.0.113.9, 203.0.113.10", "REMOTE_ADDR": "127.0.0.1"}
    assert is_in(try_(door, password=PASSWORD, **other))


@pytest.mark.parametrize(
    ("seen", "counted"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("", None),
        ("een/socket", None),
    ],
)
def test_an_address_is_what_someone_cannot_change_at_will(seen: str, counted: str | None):
    assert counted_address(RequestFactory().get("/", REMOTE_ADDR=seen)) == counted


def test_without_an_address_one_name_is_still_counted(door: str):
    for _ in range(LIMIT):
        answer = try_(door, REMOTE_ADDR="")
    assert answer.status_code == 429


def test_no_password_and_no_visit_is_kept(door: str):
    try_(door, password="bijna-juist-wachtwoord")
    assert is_in(try_(door, "collega", PASSWORD))
    kept = AccessAttempt.objects.get()
    assert "bijna-juist-wachtwoord" not in str(vars(kept))
    assert not AccessLog.objects.exists()


def test_a_new_password_is_asked_for_and_chosen_in_dutch(portal: Portal):
    user = person("lid", roles.ASSOCIATIONS)
    visitor = Client()
    assert "/beheer/password_reset/" in visitor.get("/aanmelden/").content.decode()
    form = visitor.get("/beheer/password_reset/").content.decode()
    assert "e-mail" in form.lower()
    visitor.post("/beheer/password_reset/", {"email": user.email})
    (message,) = mail.outbox
    assert "wachtwoord" in message.subject.lower()
    link = next(word for word in message.body.split() if "/password_reset/confirm/" in word)
    chosen = visitor.get(link.removeprefix("http://127.0.0.1:8000"), follow=True)
    address_of_form = chosen.redirect_chain[-1][0]
    assert "nieuw" in chosen.content.decode().lower()
    new = {"new_password1": "een-lange-nieuwe-zin", "new_password2": "een-lange-nieuwe-zin"}
    assert visitor.post(address_of_form, new).status_code == 302
    assert is_in(try_("/aanmelden/", password="een-lange-nieuwe-zin"))


def test_asking_for_a_password_tells_nobody_who_is_known(portal: Portal):
    person("lid", roles.ASSOCIATIONS)
    answers = [
        Client().post("/beheer/password_reset/", {"email": email}, follow=True)
        for email in ("lid@example.org", "niemand@example.org")
    ]
    said = [BeautifulSoup(answer.content, "html.parser").get_text() for answer in answers]
    assert said[0] == said[1]
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("name", ["a\u200bb", "\u202eabc", "naam\ufeff", "\u2066x"])
def test_a_name_with_hidden_letters_fails_as_any_other(door: str, name: str):
    statuses = [try_(door, name).status_code for _ in range(LIMIT)]
    assert statuses == [200] * (LIMIT - 1) + [429]
