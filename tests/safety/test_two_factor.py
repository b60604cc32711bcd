"""Editors and administrators come in with a password and a code; a password alone opens nothing."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from armoedegeheugen.editorial import roles
from armoedegeheugen.models import PolicyAdvice
from tests.editorial.conftest import PASSWORD, Portal, person
from tests.safety.steps import with_password_only

NEW, CODE = "/beheer/2fa/devices/new", "/beheer/2fa/auth"


def device_of(user: User) -> TOTPDevice:
    return TOTPDevice.objects.create(user=user, name="telefoon", confirmed=True)


def code_of(device: TOTPDevice) -> str:
    return f"{totp(device.bin_key):06d}"


def typed(device: TOTPDevice, code: str = "", **others: str) -> dict[str, str]:
    """What the form for the code sends."""
    return {"otp_device": device.persistent_id, "otp_token": code or code_of(device), **others}


@pytest.fixture
def redacteur(portal: Portal) -> User:
    return person("redacteur", roles.EDITORS)


@pytest.fixture
def half_way(redacteur: User) -> Client:
    """Logged in by password, with a telephone that was not asked yet."""
    device_of(redacteur)
    client = Client()
    with_password_only(client, redacteur)
    return client


@pytest.mark.parametrize("door", ["/beheer/login/", "/aanmelden/"])
def test_who_has_no_telephone_yet_has_to_set_one_up(redacteur: User, door: str):
    client = Client()
    typed = {"username": "redacteur", "password": PASSWORD, "next": "/beheer/pages/"}
    arrived = client.post(door, typed, follow=True)
    assert arrived.redirect_chain[-1][0].startswith(NEW)
    page = arrived.content.decode()
    assert "Aanmelden in twee stappen" in page
    assert "2FA" not in page.replace("/2fa/", "")
    assert client.get("/beheer/2fa/devices/qr-code")["Content-Type"] == "image/svg+xml"


def test_setting_up_takes_the_code_and_the_password_and_lets_in(redacteur: User):
    client = Client()
    with_password_only(client, redacteur)
    client.get(NEW)
    device = TOTPDevice.objects.get(confirmed=False)
    right = {"name": "telefoon", "otp_token": code_of(device), "password": PASSWORD}
    for wrong in ({"otp_token": "000000"}, {"password": "mis"}):
        answer = client.post(NEW, {**right, **wrong})
        assert "Ongeldig" in answer.content.decode()
        assert client.get("/beheer/").status_code == 302
        # A code is used up by trying it, and a wrong one makes wait.
        TOTPDevice.objects.update(
            last_t=-1, throttling_failure_count=0, throttling_failure_timestamp=None
        )
    assert "Je herstelcodes" in client.post(NEW, right).content.decode()
    assert client.get("/beheer/").status_code == 200
    assert TOTPDevice.objects.get().confirmed


def test_a_form_that_was_never_shown_sets_nothing_up(redacteur: User):
    client = Client()
    with_password_only(client, redacteur)
    answer = client.post(NEW, {"name": "x", "otp_token": "123456", "password": PASSWORD})
    assert answer.status_code == 200
    assert not TOTPDevice.objects.filter(confirmed=True).exists()
    assert client.get("/beheer/").status_code == 302


def test_a_password_alone_opens_nothing(half_way: Client):
    for path in ("/beheer/", "/beheer/pages/", "/", "/zoeken/", NEW, "/beheer/account/"):
        answer = half_way.get(path)
        assert answer.status_code == 302, path
        assert answer.url.startswith(CODE), path


def test_the_code_opens_the_page_that_was_asked_for(half_way: Client, redacteur: User):
    device = TOTPDevice.objects.get()
    shown = half_way.get(CODE)
    assert "Tweede stap" in shown.content.decode()
    wrong = half_way.post(CODE, typed(device, "000000"))
    assert "Die code klopt niet" in wrong.content.decode()
    device.throttle_reset()
    answer = half_way.post(CODE, typed(device, next="/beheer/pages/"))
    assert answer.url == "/beheer/pages/"
    assert half_way.get("/beheer/").status_code == 200


def test_a_code_works_once(half_way: Client, redacteur: User):
    sent = typed(TOTPDevice.objects.get())
    assert half_way.post(CODE, sent).status_code == 302
    another = Client()
    with_password_only(another, redacteur)
    assert another.post(CODE, sent).status_code == 200


def test_who_has_two_telephones_says_which(half_way: Client, redacteur: User):
    assert 'type="hidden" name="otp_device"' in half_way.get(CODE).content.decode()
    second = TOTPDevice.objects.create(user=redacteur, name="reserve", confirmed=True)
    assert "reserve</option>" in half_way.get(CODE).content.decode()
    assert half_way.post(CODE, typed(second)).status_code == 302


def test_a_telephone_that_was_never_confirmed_does_not_count(half_way: Client, redacteur: User):
    waiting = TOTPDevice.objects.create(user=redacteur, name="nieuw", confirmed=False)
    assert half_way.post(CODE, typed(waiting)).status_code == 200


def test_guessing_codes_is_slowed_down(half_way: Client):
    device = TOTPDevice.objects.get()
    for _ in range(3):
        half_way.post(CODE, typed(device, "000000"))
    assert half_way.post(CODE, typed(device)).status_code == 200
    assert half_way.get("/beheer/").status_code == 302


def test_the_code_sends_no_one_to_another_site(half_way: Client):
    sent = typed(TOTPDevice.objects.get(), next="https://example.com/")
    answer = half_way.post(CODE, sent)
    assert answer.url == "/"


def test_one_can_always_log_out(half_way: Client):
    assert half_way.post("/afmelden/").url == "/"
    assert half_way.get("/").status_code == 200


def test_an_administrator_has_to_as_well(portal: Portal):
    client = Client()
    with_password_only(client, User.objects.create_superuser("beheer", "b@example.org", PASSWORD))
    assert client.get("/beheer/").url.startswith(NEW)


@pytest.mark.parametrize("group", [roles.ASSOCIATIONS, roles.STAFF])
def test_others_do_not_have_to(portal: Portal, group: str):
    client = Client()
    with_password_only(client, person("iemand", group))
    assert client.get("/").status_code == 200
    if group == roles.ASSOCIATIONS:
        assert client.get("/beheer/").status_code == 200


def test_who_set_it_up_by_choice_is_held_to_it(portal: Portal):
    user = person("lid", roles.ASSOCIATIONS)
    device_of(user)
    client = Client()
    with_password_only(client, user)
    assert client.get("/beheer/").url.startswith(CODE)


def test_another_telephone_than_ones_own_does_not_count(half_way: Client, portal: Portal):
    other = device_of(person("ander", roles.EDITORS))
    assert half_way.post(CODE, typed(other)).status_code == 200
    session = half_way.session
    session["otp_device_id"] = other.persistent_id
    session.save()
    assert half_way.get("/beheer/").status_code == 302


def test_nobody_sees_or_removes_a_telephone_of_someone_else(editor: Client, redacteur_2: User):
    device = device_of(redacteur_2)
    for name, number in (("list", redacteur_2.pk), ("remove", device.pk), ("update", device.pk)):
        address = reverse(f"wagtail_2fa_device_{name}", args=[number])
        for answer in (editor.get(address), editor.post(address, {"password": PASSWORD})):
            assert answer.status_code in (302, 403, 404, 405), name
    assert TOTPDevice.objects.filter(pk=device.pk).exists()


@pytest.fixture
def redacteur_2(portal: Portal) -> User:
    return person("redacteur-2", roles.EDITORS)


def test_an_administrator_removes_a_telephone_that_was_lost(portal: Portal, redacteur_2: User):
    device = device_of(redacteur_2)
    admin = Client()
    admin.force_login(User.objects.create_superuser("beheer", "b@example.org", PASSWORD))
    address = reverse("wagtail_2fa_device_remove", args=[device.pk])
    assert "Verwijder je" in admin.get(address).content.decode()
    assert admin.post(address).url == reverse("wagtail_2fa_device_list", args=[redacteur_2.pk])
    assert not TOTPDevice.objects.filter(user=redacteur_2).exists()
    assert admin.get(address).status_code == 404


def test_ones_own_telephones_are_listed_and_renamed(editor: Client):
    device = TOTPDevice.objects.get()
    listed = editor.get(reverse("wagtail_2fa_device_list", args=[device.user_id]))
    assert "Toestellen voor de tweede stap" in listed.content.decode()
    address = reverse("wagtail_2fa_device_update", args=[device.pk])
    editor.post(address, {"name": "toestel thuis", "password": PASSWORD})
    device.refresh_from_db()
    assert device.name == "toestel thuis"


def test_a_preview_works_for_who_has_both_steps(editor: Client, portal: Portal):
    page = portal.adviezen.add_child(instance=PolicyAdvice(title="Advies", teaser="Kort."))
    assert editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).status_code == 200


def test_the_group_says_so_in_dutch(portal: Portal):
    editors = Group.objects.get(name=roles.EDITORS)
    (found,) = editors.permissions.filter(codename="enable_2fa")
    assert found.name == "Moet zich in twee stappen aanmelden"


def test_a_demonstration_may_do_without(portal: Portal, redacteur: User, settings):
    settings.WAGTAIL_2FA_REQUIRED = False
    client = Client()
    with_password_only(client, redacteur)
    assert client.get("/beheer/").status_code == 200


def test_a_qr_code_that_nobody_waits_for_leads_to_the_form(redacteur: User):
    client = Client()
    with_password_only(client, redacteur)
    answer = client.get("/beheer/2fa/devices/qr-code")
    assert answer.status_code == 302
    assert answer.url == reverse("wagtail_2fa_device_new")
