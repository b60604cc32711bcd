"""Each error and refusal leaves a line with date, level, logger and request id."""

import io
import json
import logging
import re
import threading
from types import SimpleNamespace

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from armoedegeheugen.followup import unsubscribe
from armoedegeheugen.operations import logs
from armoedegeheugen.operations.redaction import redact
from armoedegeheugen.submissions import status_views, tokens

LINE = re.compile(
    r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d ([A-Z]+) ([\w.]+) (\S+) (.*)$"
)

pytestmark = pytest.mark.urls("tests.operations.urls")


@pytest.fixture
def visitor(db) -> Client:
    return Client(raise_request_exception=False)


def first(lines: io.StringIO) -> tuple[str, ...]:
    """Return level, logger, request id and message of the first line."""
    match = LINE.match(lines.getvalue().splitlines()[0])
    assert match, lines.getvalue()
    return match.groups()


def test_a_failed_page_leaves_a_line_and_its_traceback(lines, visitor):
    answer = visitor.get("/kapot/?q=geheim")
    assert answer.status_code == 500
    assert first(lines) == (
        "ERROR",
        "django.request",
        answer["X-Request-ID"],
        "Internal Server Error: /kapot/",
    )
    assert "in broken" in lines.getvalue()
    assert "RuntimeError: Kapot voor [hidden]" in lines.getvalue()


def test_a_line_can_be_json(log_to, visitor):
    stream = log_to("INFO", "json")
    answer = visitor.get("/kapot/")
    (line,) = stream.getvalue().splitlines()
    entry = json.loads(line)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", entry.pop("time"))
    assert "an.peeters" not in entry["traceback"]
    assert "in broken" in entry.pop("traceback")
    assert entry == {
        "level": "ERROR",
        "logger": "django.request",
        "request_id": answer["X-Request-ID"],
        "message": "Internal Server Error: /kapot/",
    }


def test_outside_a_request_the_id_is_a_dash(lines):
    # A new thread has handled no request yet.
    thread = threading.Thread(target=logging.getLogger("search.worker").info, args=("Gedaan.",))
    thread.start()
    thread.join()
    assert first(lines) == ("INFO", "search.worker", "-", "Gedaan.")


def test_a_message_cannot_forge_a_second_line(lines):
    logging.getLogger("search").warning("%s", "een\n2026-01-01 00:00:00,000 ERROR x - twee\r")
    assert len(lines.getvalue().splitlines()) == 1


def test_the_level_is_a_setting(log_to):
    stream = log_to("ERROR")
    for name in ("search", "django.request", "elastic_transport"):
        logging.getLogger(name).warning("Stil.")
    logging.getLogger("search").error("Hoorbaar.")
    assert [line.rpartition(" ")[2] for line in stream.getvalue().splitlines()] == ["Hoorbaar."]


def test_other_packages_are_heard_from_warning_on(log_to):
    stream = log_to("DEBUG")
    logging.getLogger("fontTools.subset").info("Duizend keer.")
    logging.getLogger("search").debug("Een keer.")
    logging.getLogger("elastic_transport.node_pool").warning("Nog duizend keer.")
    logging.getLogger("wagtail").info("Page created: Duizend euro voor An")
    assert "uizend" not in stream.getvalue()
    assert "Een keer." in stream.getvalue()


@pytest.mark.parametrize(
    ("level", "style", "name"), [("LOUD", "text", "LOG_LEVEL"), ("INFO", "xml", "LOG_FORMAT")]
)
def test_a_wrong_setting_is_named(level, style, name):
    with pytest.raises(ImproperlyConfigured, match=name):
        logs.logging_config(level, style)


def test_the_environment_chooses_level_and_form():
    config = logs.from_environment({"LOG_LEVEL": "debug", "LOG_FORMAT": "json"})
    assert config["loggers"]["search"]["level"] == "DEBUG"
    assert config["formatters"]["line"]["()"].endswith("JsonFormatter")


def test_a_wrong_host_is_one_warning_without_a_traceback(lines, visitor, settings):
    settings.ALLOWED_HOSTS = ["goed.example.org"]
    answer = visitor.get("/zoeken/", headers={"host": "fout.example.org"})
    assert answer.status_code == 400
    level, logger, request_id, message = first(lines)
    assert (level, logger) == ("WARNING", "django.security.DisallowedHost")
    assert request_id == answer["X-Request-ID"]
    assert "fout.example.org" in message
    assert len(lines.getvalue().splitlines()) == 1
    assert request_id in answer.content.decode()


def test_a_foreign_form_is_one_warning(lines, db, settings):
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/insturen/", headers={"origin": "https://elders.example.org"})
    assert answer.status_code == 403
    level, logger, request_id, message = first(lines)
    assert (level, logger) == ("WARNING", "django.security.csrf")
    assert message.startswith("Forbidden (Origin checking failed")
    assert len(lines.getvalue().splitlines()) == 1
    assert request_id in answer.content.decode()


def test_a_forged_request_is_one_warning(lines, visitor):
    assert visitor.get("/verdacht/").status_code == 400
    assert first(lines)[:2] == ("WARNING", "django.security.SuspiciousOperation")
    assert len(lines.getvalue().splitlines()) == 1


def test_a_busy_moment_is_a_warning_and_a_missing_page_no_line(lines, visitor):
    visitor.get("/bestaat-niet/")
    assert lines.getvalue() == ""
    visitor.get("/druk/")
    assert first(lines)[0] == "WARNING"


def fail(*_: object, **__: object) -> None:
    raise RuntimeError("Kapot.")


def test_no_private_link_is_written(lines, visitor, monkeypatch, django_user_model):
    user = django_user_model.objects.create_user("iemand")
    sent = SimpleNamespace(key=SimpleNamespace(hex="a" * 32), sent_at=None)
    follow, confirm = tokens.follow(sent), tokens.confirmation(sent)
    password = default_token_generator.make_token(user)
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    monkeypatch.setattr(status_views.tokens, "read_follow", fail)
    monkeypatch.setattr(status_views.tokens, "read_confirmation", fail)
    monkeypatch.setattr("django.contrib.auth.views.PasswordResetConfirmView.get_user", fail)
    for path in (
        f"/insturen/volgen/{follow}/",
        f"/insturen/bevestigen/{confirm}/",
        f"/beheer/password_reset/confirm/{uid}/{password}/",
    ):
        assert visitor.get(path).status_code == 500
    text = lines.getvalue()
    assert text.count("Internal Server Error") == 3
    for secret in (follow, confirm, password, follow.rpartition(".")[2]):
        assert secret not in text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Error handling request /zoeken/?q=schulden", "Error handling request /zoeken/?[hidden]"),
        ("kan niet naar postgres://ik:geheim@db/naam", "kan niet naar postgres://[hidden]@db/naam"),
        ("<an.peeters+x@stad.voorbeeld.be> geweigerd", "<[hidden]> geweigerd"),
        ("Wie doet mee? Niemand.", "Wie doet mee? Niemand."),
        ("armoedegeheugen.submissions.tokens", "armoedegeheugen.submissions.tokens"),
    ],
)
def test_personal_data_and_secrets_are_hidden(text, expected):
    assert redact(text) == expected


def test_a_link_to_stop_reminders_is_hidden():
    token = unsubscribe.signing.dumps({"pk": 1}, salt="x")
    assert token not in redact(f"/herinneringen/{token}/")
