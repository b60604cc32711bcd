"""Errors go to Sentry where the settings say so, without personal data."""

import json
import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from armoedegeheugen.operations import error_tracking
from tests.deploy.checkout import ROOT

DSN = "http://sleutel@localhost:9/1"


def django_process(*arguments: str, **environment: str) -> str:
    """Return what Python prints in a process with Django's path and these variables."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "site"), str(ROOT), *sys.path]),
            **environment,
        },
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


def test_without_an_address_the_package_is_not_imported():
    code = "import django, sys; django.setup(); print('sentry_sdk' in sys.modules)"
    assert django_process("-c", code) == "False\n"


def test_a_missing_package_is_named(settings, monkeypatch):
    monkeypatch.setitem(sys.modules, "sentry_sdk", None)
    settings.SENTRY_DSN = DSN
    with pytest.raises(ImproperlyConfigured, match=r"sentry-sdk is not installed.*make sentry"):
        error_tracking.start()


def test_a_failed_page_is_one_event_without_personal_data_and_a_refusal_none():
    pytest.importorskip("sentry_sdk")
    printed = django_process("-m", "tests.operations.sentry_events", SENTRY_DSN=DSN)
    event, end = map(json.loads, printed.splitlines())
    assert event["tags"]["request_id"] == end["expected_id"]
    assert event["request"] == {"method": "POST", "url": "http://testserver/kapot/"}
    assert "RuntimeError" in str(event["exception"])
    for secret in ("an.peeters", "Jan", "vraag", "geheim", "127.0.0.1"):
        assert secret not in printed
