"""Recovery codes: ten, shown once, each used once, and no easier to guess than a telephone's."""

import re
from io import StringIO
from types import SimpleNamespace

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.core import mail
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.models import ModelLogEntry

from armoedegeheugen.editorial import roles
from armoedegeheugen.models import RecoveryCode
from armoedegeheugen.safety import recovery_codes
from tests.editorial.conftest import PASSWORD, Portal, person
from tests.safety.steps import with_password_only
from tests.safety.test_two_factor import CODE, NEW, code_of, device_of, typed

RENEW = "/beheer/2fa/herstelcodes"
SHOWN = re.compile(r"<code>([a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4})</code>")


@pytest.fixture
def redacteur(portal: Portal) -> User:
    user = person("redacteur", roles.EDITORS)
    User.objects.filter(pk=user.pk).update(email="redacteur@example.org")
    return User.objects.get(pk=user.pk)


@pytest.fixture
def codes(redacteur: User) -> list[str]:
    device_of(redacteur)
    return recovery_codes.renew(redacteur)


def half_way(user: User) -> Client:
    client = Client()
    with_password_only(client, user)
    return client


def enter(user: User, code: str, client: Client | None = None) -> bool:
    """Log in with a password and a recovery code, and return whether that let in."""
    client = client or half_way(user)
    client.post(CODE, typed(TOTPDevice.objects.get(user=user), code))
    return client.get("/beheer/").status_code == 200


def let_try_again() -> None:
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)


def actions(user: User) -> list[str]:
    entries = ModelLogEntry.objects.for_instance(user).order_by("timestamp")
    return [entry.action.rpartition(".")[2] for entry in entries]


def set_up(client: Client) -> str:
    client.get(NEW)
    device = TOTPDevice.objects.get(confirmed=False)
    sent = {"name": "telefoon", "otp_token": code_of(device), "password": PASSWORD}
    return client.post(NEW, sent, follow=True).content.decode()


def test_setting_up_shows_ten_codes_that_work(redacteur: User):
    client = half_way(redacteur)
    codes = SHOWN.findall(set_up(client))
    assert len(set(codes)) == 10
    assert client.get("/beheer/").status_code == 200
    assert enter(redacteur, codes[3])


def test_no_cache_keeps_the_page_with_the_codes(codes: list[str], redacteur: User):
    client = half_way(redacteur)
    enter(redacteur, codes[0], client)
    answer = client.post(RENEW, {"password": PASSWORD})
    assert SHOWN.search(answer.content.decode())
    assert "no-store" in answer["Cache-Control"]


def test_codes_are_shown_once(redacteur: User):
    client = half_way(redacteur)
    set_up(client)
    address = reverse("wagtail_2fa_device_list", args=[redacteur.pk])
    for path in (NEW, RENEW, address, "/beheer/account/"):
        assert not SHOWN.search(client.get(path).content.decode()), path
    # A second telephone leaves the codes as they are.
    assert not SHOWN.search(set_up(client))
    assert recovery_codes.remaining(redacteur) == 10


def test_the_database_holds_no_code(codes: list[str]):
    stored = str(list(RecoveryCode.objects.values())) + str(list(ModelLogEntry.objects.values()))
    for code in codes:
        assert code not in stored
        assert recovery_codes.normalise(code) not in stored
    assert len({row.digest for row in RecoveryCode.objects.all()}) == 10


def test_two_users_with_one_code_have_different_hashes(redacteur: User, monkeypatch):
    always = SimpleNamespace(choice=lambda letters: letters[0])
    monkeypatch.setattr(recovery_codes, "secrets", always)
    monkeypatch.setattr(recovery_codes, "NUMBER", 1)
    for user in (redacteur, person("ander", roles.EDITORS)):
        recovery_codes.renew(user)
    first, second = RecoveryCode.objects.values_list("digest", flat=True)
    assert first != second


def test_a_code_works_once(codes: list[str], redacteur: User):
    assert enter(redacteur, codes[0])
    assert not enter(redacteur, codes[0])
    let_try_again()
    assert enter(redacteur, codes[1])
    assert recovery_codes.remaining(redacteur) == 8


@pytest.mark.parametrize(
    "written", [str.upper, lambda code: code.replace("-", " "), lambda code: f" {code} "]
)
def test_a_code_may_be_typed_in_other_ways(codes: list[str], redacteur: User, written):
    assert enter(redacteur, written(codes[0]))


def test_letters_that_look_alike_are_read_as_they_are_meant():
    assert recovery_codes.normalise("oiOL-IabC") == "01011abc"


def test_a_code_of_someone_else_opens_nothing(codes: list[str], portal: Portal):
    other = person("ander", roles.EDITORS)
    device_of(other)
    recovery_codes.renew(other)
    assert not enter(other, codes[0])


def test_a_code_without_a_telephone_that_is_confirmed_opens_nothing(redacteur: User):
    waiting = TOTPDevice.objects.create(user=redacteur, name="nieuw", confirmed=False)
    codes = recovery_codes.renew(redacteur)
    client = half_way(redacteur)
    client.post(CODE, typed(waiting, codes[0]))
    assert client.get("/beheer/").status_code == 302
    assert recovery_codes.remaining(redacteur) == 10


def test_guessing_is_slowed_down_together_with_codes_of_the_telephone(
    codes: list[str], redacteur: User
):
    client = half_way(redacteur)
    for _ in range(3):
        assert not enter(redacteur, "0000-0000-0000", client)
    # The right ones, of both kinds, must wait now, and a code that waits is not used up.
    assert not enter(redacteur, codes[0], client)
    assert not enter(redacteur, "", client)
    assert recovery_codes.remaining(redacteur) == 10
    let_try_again()
    assert enter(redacteur, codes[0], client)


def test_wrong_codes_of_the_telephone_slow_down_recovery_codes(codes: list[str], redacteur: User):
    client = half_way(redacteur)
    for _ in range(3):
        enter(redacteur, "000000", client)
    assert not enter(redacteur, codes[0], client)


def test_each_wrong_code_makes_wait_longer(codes: list[str], redacteur: User):
    device = TOTPDevice.objects.get()
    for guesses in (1, 2, 3):
        TOTPDevice.objects.update(throttling_failure_timestamp=None)
        enter(redacteur, "0000-0000-0000")
        device.refresh_from_db()
        assert device.throttling_failure_count == guesses


def test_using_one_is_logged_and_written_to_the_user(
    codes: list[str], redacteur: User, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        assert enter(redacteur, codes[0])
    assert actions(redacteur) == ["recovery_codes_renewed", "recovery_code_used"]
    (letter,) = mail.outbox
    assert letter.to == ["redacteur@example.org"]
    assert "herstelcode" in letter.subject
    assert "Je hebt nog 9 herstelcodes over." in letter.body
    assert not any(code in letter.body for code in codes)


def test_the_account_and_the_list_tell_how_many_are_left(codes: list[str], redacteur: User):
    client = half_way(redacteur)
    address = reverse("wagtail_2fa_device_list", args=[redacteur.pk])
    assert enter(redacteur, codes[0], client)
    for path in ("/beheer/account/", address, RENEW):
        assert "Je hebt nog 9 herstelcodes over." in client.get(path).content.decode(), path
    recovery_codes.remove(redacteur)
    assert "Je hebt geen herstelcodes." in client.get("/beheer/account/").content.decode()


def test_renewing_takes_the_password_and_ends_the_old_ones(codes: list[str], redacteur: User):
    client = half_way(redacteur)
    assert client.post(RENEW, {"password": PASSWORD}).url.startswith(CODE)
    enter(redacteur, codes[0], client)
    wrong = client.post(RENEW, {"password": "mis"}).content.decode()
    assert "Dat is niet je wachtwoord." in wrong
    assert not SHOWN.search(wrong)
    assert recovery_codes.remaining(redacteur) == 9
    new = SHOWN.findall(client.post(RENEW, {"password": PASSWORD}).content.decode())
    assert len(new) == 10
    renewed = "recovery_codes_renewed"
    assert actions(redacteur) == [renewed, "recovery_code_used", renewed]
    assert not enter(redacteur, codes[1])
    let_try_again()
    assert enter(redacteur, new[0])


def test_guessing_the_password_there_locks_as_at_the_log_in(codes: list[str], redacteur: User):
    client = half_way(redacteur)
    enter(redacteur, codes[0], client)
    for _ in range(6):
        client.post(RENEW, {"password": "mis"})
    assert AccessAttempt.objects.get().failures_since_start >= 5
    answer = client.post(RENEW, {"password": PASSWORD})
    assert not SHOWN.search(answer.content.decode())
    assert recovery_codes.remaining(redacteur) == 9


def test_who_has_no_telephone_gets_no_codes(portal: Portal):
    client = half_way(person("lid", roles.ASSOCIATIONS))
    assert client.post(RENEW, {"password": PASSWORD}).url == NEW
    assert not RecoveryCode.objects.exists()


def test_a_new_first_telephone_comes_with_new_codes(codes: list[str], redacteur: User):
    client = half_way(redacteur)
    assert enter(redacteur, codes[0], client)
    lost = TOTPDevice.objects.get()
    client.post(reverse("wagtail_2fa_device_remove", args=[lost.pk]))
    assert client.get("/beheer/").url.startswith(NEW)
    new = SHOWN.findall(set_up(client))
    assert len(new) == 10
    assert not enter(redacteur, codes[1])


# `reset_two_steps`


def reset(name: str) -> str:
    out = StringIO()
    call_command("reset_two_steps", name, stdout=out)
    return out.getvalue()


def test_a_reset_removes_everything_and_logs_out_everywhere(
    codes: list[str], redacteur: User, django_capture_on_commit_callbacks
):
    inside, elsewhere, other = half_way(redacteur), half_way(redacteur), Client()
    assert enter(redacteur, codes[0], inside)
    other.force_login(person("ander", roles.EDITORS))
    with django_capture_on_commit_callbacks(execute=True):
        said = reset("redacteur")
    assert "removed 1 devices and 9 recovery codes, and ended 2 sessions" in said
    assert not TOTPDevice.objects.filter(user=redacteur).exists()
    assert not RecoveryCode.objects.exists()
    for client in (inside, elsewhere):
        assert client.get("/beheer/").url.startswith("/beheer/login/")
    assert other.get("/beheer/").status_code == 200
    assert half_way(redacteur).get("/beheer/").url.startswith(NEW)
    assert actions(redacteur)[-1] == "two_steps_reset"
    assert mail.outbox[-1].to == ["redacteur@example.org"]
    assert "telefoon" in mail.outbox[-1].subject


def test_a_reset_of_a_name_that_nobody_has_is_an_error(codes: list[str]):
    with pytest.raises(CommandError, match="No user has the name 'niemand'"):
        reset("niemand")
    assert RecoveryCode.objects.count() == 10


def test_a_reset_that_fails_removes_nothing(codes: list[str], redacteur: User, monkeypatch):
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("half-way")

    monkeypatch.setattr("armoedegeheugen.safety.two_factor_reset.log", fail)
    with pytest.raises(RuntimeError), transaction.atomic():
        reset("redacteur")
    assert TOTPDevice.objects.filter(user=redacteur).exists()
    assert RecoveryCode.objects.count() == 10
