"""Balancers and monitors get an answer by number and over http; strangers learn nothing."""

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from search.models import Round

PROBES = ("/levend/", "/klaar/")
METRICS = {"/metrics": "search.views.metrics.metrics"}


@pytest.fixture
def server(settings) -> Client:
    """Settings as on a server, asked without a name and without https."""
    settings.ALLOWED_HOSTS = ["goed.example.org"]
    settings.SECURE_SSL_REDIRECT = True
    return Client(raise_request_exception=False, headers={"host": "10.0.0.7"})


@pytest.mark.parametrize("path", PROBES)
def test_a_probe_is_answered_before_the_checks_of_host_and_https(server, db, path):
    answer = server.get(path)
    assert answer.status_code == 200
    assert answer.json() == {"ok": True}
    assert answer["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer
    assert "Vary" not in answer
    assert server.post(path).status_code == 405


def test_other_addresses_keep_those_checks(server):
    assert server.get("/robots.txt").status_code in (301, 400)


def test_life_needs_no_database(server):
    assert server.get("/levend/").status_code == 200  # without the fixture `db`


def test_readiness_needs_a_database_that_answers(server, db, monkeypatch, caplog):
    def away() -> None:
        raise OperationalError("geheim")

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", away)
        answer = server.get("/klaar/")
    assert answer.status_code == 503
    assert answer.json() == {"ok": False}
    assert caplog.records == []


def test_readiness_needs_tables(server, db):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations")
    assert server.get("/klaar/").status_code == 503


def test_readiness_reads_one_row(server, db, django_assert_num_queries):
    with django_assert_num_queries(1):
        server.get("/klaar/")


@pytest.fixture
def measured(settings, world) -> Client:
    settings.PROBES = settings.PROBES | METRICS
    settings.METRICS_TOKEN = ""
    return Client()


def sees(client: Client, **options: object) -> bool:
    """Return whether a client gets numbers; if not, the address is one that does not exist."""
    answer = client.get("/metrics", follow=True, **options)
    assert answer.status_code in (200, 404)
    return answer.status_code == 200


def test_the_numbers_have_the_form_of_prometheus(measured):
    text = measured.get("/metrics").content.decode()
    values = dict(line.split(" ") for line in text.splitlines() if not line.startswith("#"))
    assert values == {
        "armoedegeheugen_database_up": "1",
        "armoedegeheugen_search_up": "1",
        "armoedegeheugen_changes_waiting": "0",
        "armoedegeheugen_changes_oldest_seconds": "0",
        "armoedegeheugen_mails_waiting": "0",
        "armoedegeheugen_mails_oldest_seconds": "0",
        "armoedegeheugen_mails_failed": "0",
        "armoedegeheugen_tasks_overdue": "0",
    }
    for name in values:
        assert f"# TYPE {name} gauge\n{name} " in text


def test_the_worker_is_among_the_numbers(measured):
    Round.objects.create(name="x", due_at=timezone.now(), ran_at=timezone.now())
    assert "armoedegeheugen_worker_last_seen_seconds 0" in measured.get("/metrics").content.decode()


def test_without_the_setting_there_are_no_numbers(client, world):
    assert not sees(client)


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Forwarded-Host", "Forwarded"])
def test_who_comes_through_the_proxy_of_this_machine_sees_nothing(measured, header):
    assert not sees(measured, headers={header: "x"})


@pytest.mark.parametrize("address", ["192.0.2.1", "::ffff:192.0.2.1", "", "onbekend"])
def test_another_machine_sees_nothing(measured, address):
    assert not sees(measured, REMOTE_ADDR=address)


def test_this_machine_sees_the_numbers(measured):
    assert sees(measured, REMOTE_ADDR="::1")


def test_with_a_token_only_its_owner_sees_them(measured, settings):
    settings.METRICS_TOKEN = "sleutel"
    assert not sees(measured)
    assert not sees(measured, headers={"Authorization": "Bearer sleute"})
    assert sees(measured, REMOTE_ADDR="192.0.2.1", headers={"Authorization": "Bearer sleutel"})
