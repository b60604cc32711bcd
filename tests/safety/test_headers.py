"""What a browser is told, by every kind of answer."""

import json
import os
import re
import subprocess
import sys
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from armoedegeheugen.models import Dossier
from armoedegeheugen.safety import csp_nonces
from armoedegeheugen.safety.csp_middleware import PolicyMiddleware
from tests.editorial import forms
from tests.editorial.conftest import Portal

STRICT = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'self'"],
}
PUBLIC = (
    "/",
    "/praktijken/",
    "/zoeken/",
    "/zoeken/?q=x",
    "/aanmelden/",
    "/robots.txt",
    "/niet/er/",
)


def policy(response: HttpResponse) -> dict[str, list[str]]:
    parts = (part.split() for part in response["Content-Security-Policy"].split(";"))
    return {name: values for name, *values in parts}


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_runs_our_files_and_nothing_inline(
    visitor: Client, portal: Portal, path: str
):
    assert policy(visitor.get(path)) == STRICT


@pytest.mark.parametrize("path", [*PUBLIC, "/beheer/login/", "/.well-known/security.txt"])
def test_every_answer_has_the_other_headers(visitor: Client, portal: Portal, path: str):
    answer = visitor.get(path)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


def test_the_admin_runs_only_scripts_with_its_mark(editor: Client, portal: Portal):
    address = forms.add_url(Dossier, portal.dossiers)
    first, second = editor.get(address), editor.get(address)
    marks = [_mark(answer) for answer in (first, second)]
    assert marks[0] != marks[1]
    for answer in (first, second):
        allowed = policy(answer)
        assert "'unsafe-inline'" not in allowed["script-src"]
        assert "'unsafe-eval'" not in allowed["script-src"]
        assert {**allowed, **_LOOSER} == {**STRICT, **_LOOSER}
        inline = re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>", _page(answer))
        assert inline
        assert all(f'nonce="{_mark(answer)}"' in tag for tag in inline)


_LOOSER = dict.fromkeys(("script-src", "style-src", "img-src", "frame-src"))


def _mark(answer: HttpResponse) -> str:
    (mark,) = re.findall(r"'nonce-([^']+)'", answer["Content-Security-Policy"])
    return mark


def _page(answer: HttpResponse) -> str:
    return re.sub(r"<template.*?</template>", "", answer.content.decode(), flags=re.DOTALL)


def test_a_preview_is_as_strict_as_the_page(editor: Client, portal: Portal):
    address = reverse(
        "wagtailadmin_pages:preview_on_add", args=["armoedegeheugen", "dossier", portal.dossiers.pk]
    )
    assert editor.post(address, forms.dossier()).json()["is_valid"]
    shown = editor.get(address, {"mode": ""})
    assert "Niemand vroeg het ons." in shown.content.decode()
    assert policy(shown) == STRICT


def test_a_view_keeps_a_policy_of_its_own():
    def view(request: object) -> HttpResponse:
        return HttpResponse(headers={"Content-Security-Policy": "default-src 'none'"})

    answer = PolicyMiddleware(view)(RequestFactory().get("/"))
    assert answer["Content-Security-Policy"] == "default-src 'none'"


def test_a_view_keeps_its_permissions_policy_and_gets_ours_otherwise(settings):
    def view(request: object) -> HttpResponse:
        return HttpResponse(headers={"Permissions-Policy": "camera=(self)"})

    request = RequestFactory().get("/")
    assert PolicyMiddleware(view)(request)["Permissions-Policy"] == "camera=(self)"
    ours = PolicyMiddleware(lambda _: HttpResponse())(request)
    assert ours["Permissions-Policy"] == settings.PERMISSIONS_POLICY


@pytest.mark.parametrize(
    ("address", "dummy", "loose"),
    [("/beheer/x/", False, True), ("/beheer/x/", True, False), ("/x/", False, False)],
)
def test_only_a_page_of_the_admin_itself_has_the_looser_policy(address, dummy, loose, settings):
    """A preview is a request within a request, and may carry the address of the admin."""
    request = RequestFactory().get(address)
    request.is_dummy = dummy
    middleware = PolicyMiddleware(lambda _: HttpResponse())
    parts = middleware.get_policy_parts(request, HttpResponse())
    assert (parts.config == settings.ADMIN_POLICY) == loose


def test_a_view_of_the_admin_keeps_a_policy_that_it_replaced():
    response = HttpResponse()
    response._csp_config = {"default-src": ["'none'"]}
    middleware = PolicyMiddleware(lambda _: HttpResponse())
    parts = middleware.get_policy_parts(RequestFactory().get("/beheer/x/"), response)
    assert parts.config == {"default-src": ["'none'"]}


def test_only_the_last_script_of_a_chooser_gets_the_mark():
    """What comes before it may hold words that people typed."""
    html = "<p>getypt <script>een</script></p><script>twee</script>"
    request = RequestFactory().get("/beheer/")
    request.csp_nonce = "merk"
    with csp_nonces.request_at_work(request):
        marked = csp_nonces._with_nonce(lambda self: html)(object())
    assert marked == '<p>getypt <script>een</script></p><script nonce="merk">twee</script>'


def test_outside_a_request_there_is_no_mark():
    from armoedegeheugen.safety.csp_nonces import nonce

    assert nonce() == ""


def test_security_txt_says_whom_to_tell_and_until_when(visitor: Client, db: None, settings):
    settings.SECURITY_CONTACT = "veiligheid@example.org"
    answer = visitor.get("/.well-known/security.txt", secure=True)
    assert answer["Content-Type"].startswith("text/plain")
    fields = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    assert fields["Contact"] == "mailto:veiligheid@example.org"
    assert fields["Preferred-Languages"] == "nl, en"
    assert fields["Canonical"] == "https://testserver/.well-known/security.txt"
    until = datetime.fromisoformat(fields["Expires"])
    assert timedelta(days=90) < until - timezone.now() < timedelta(days=365)
    settings.SECURITY_CONTACT = "https://example.org/melden"
    assert (
        "Contact: https://example.org/melden\n"
        in visitor.get(answer.request["PATH_INFO"]).content.decode()
    )


SERVER = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "a7f3b1c9e5d2408f6b1a9c3e7d5f2b8041c6e9a3d7f5b2c8e1",
    "ALLOWED_HOSTS": "armoedegeheugen.example.org",
    "BASE_URL": "https://armoedegeheugen.example.org",
    "DATABASE_URL": "sqlite://:memory:",
    "PATH": os.environ["PATH"],
}
ASK = "from django.conf import settings as s; import json; print(json.dumps({}))"


def on_a_server(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(settings.SITE / "manage.py"), *command],
        env={**SERVER, **environment},
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )


def setting(expression: str, **environment: str) -> Any:
    answer = on_a_server("shell", "-v", "0", "-c", ASK.format(expression), **environment)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout.strip().splitlines()[-1])


def test_the_deployment_check_is_clean():
    answer = on_a_server("check", "--deploy", "--fail-level", "WARNING")
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_without_a_key_or_hosts_a_server_does_not_start():
    for name in ("SECRET_KEY", "ALLOWED_HOSTS"):
        environment = {key: value for key, value in SERVER.items() if key != name}
        command = [sys.executable, str(settings.SITE / "manage.py"), "check"]
        answer = subprocess.run(command, env=environment, check=False, capture_output=True)
        assert answer.returncode != 0


@pytest.mark.parametrize(
    ("cookie", "name"), [("SESSION", "__Host-sessie"), ("CSRF", "__Host-csrf")]
)
def test_cookies_of_a_server_go_over_https_to_this_host_alone(cookie: str, name: str):
    parts = ("NAME", "SECURE", "HTTPONLY", "SAMESITE", "PATH", "DOMAIN")
    found = setting(f"[getattr(s, '{cookie}_COOKIE_' + part) for part in {parts}]")
    assert found == [name, True, True, "Lax", "/", None]


def test_a_server_limits_requests():
    middleware = "armoedegeheugen.web.rate_limit.RateLimitMiddleware"
    assert setting(f"[s.LIMIT_REQUESTS, {middleware!r} in s.MIDDLEWARE]") == [True, True]


def test_processes_that_share_a_cache_count_together_and_apart_from_other_values():
    both = (
        "[[s.CACHES[n]['LOCATION'], s.CACHES[n].get('KEY_PREFIX')] for n in ('default', 'limits')]"
    )
    shared = setting(both, CACHE_URL="redis://127.0.0.1:6379/3")
    assert shared == [["redis://127.0.0.1:6379/3", None], ["redis://127.0.0.1:6379/3", "limits"]]
    alone = setting(both)
    assert alone[0] != alone[1]


def test_the_folder_of_a_visitor_goes_over_https_to_this_host_alone():
    assert setting("s.FOLDER_COOKIE_NAME").startswith("__Host-")


def test_a_server_asks_for_https_for_a_year():
    asked = "[s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS, s.SECURE_HSTS_INCLUDE_SUBDOMAINS]"
    assert setting(asked) == [True, 31_536_000, True]


def test_two_steps_are_not_optional_on_a_server():
    assert setting("s.WAGTAIL_2FA_REQUIRED", DEMO="1", TWO_STEP_LOGIN="0") is True
