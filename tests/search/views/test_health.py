"""The answer of `/gezond/`: what works, and what somebody must look at."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from armoedegeheugen.mail import outbox as outbox_of_mails
from armoedegeheugen.models import OutgoingMail
from armoedegeheugen.models.outgoing_mail import MailState
from search.engines.protocol import EngineUnavailable
from search.models import Entry, Round


def health(client, status: int) -> dict:
    answer = client.get("/gezond/")
    assert answer.status_code == status
    assert answer.json()["ok"] == (status == 200)
    return answer.json()


@pytest.fixture
def seen(db) -> Round:
    """A worker that is at work."""
    now = timezone.now()
    return Round.objects.create(name="deliver_mail", due_at=now, ran_at=now)


def test_health_says_what_works(world, seen, client):
    answer = client.get("/gezond/")
    assert answer.status_code == 200
    assert answer.json() == {
        "ok": True,
        "databank": True,
        "zoekmachine": True,
        "wachtrij": {"lengte": 0, "oudste_seconden": 0},
        "berichten": {"lengte": 0, "oudste_seconden": 0, "mislukt": 0},
        "worker": {"laatst_gezien_seconden": 0, "taken_te_laat": []},
    }
    assert "Set-Cookie" not in answer


def test_health_reads_no_session(
    world, seen, client, django_user_model, django_assert_max_num_queries
):
    client.force_login(django_user_model.objects.create_user("iemand"))
    with django_assert_max_num_queries(7) as asked:
        assert "Cookie" not in client.get("/gezond/").get("Vary", "")
    assert not [one for one in asked if "session" in one["sql"]]


def test_health_sees_a_late_queue(world, seen, client):
    world.practice()
    assert client.get("/gezond/").status_code == 200
    Entry.objects.update(created_at=timezone.now() - timedelta(hours=1))
    answer = client.get("/gezond/")
    assert answer.status_code == 503
    assert answer.json()["wachtrij"]["oudste_seconden"] >= 3600


def test_health_sees_that_no_worker_ever_began(world, client):
    assert health(client, 503)["worker"]["laatst_gezien_seconden"] is None


def test_health_sees_a_silent_worker(world, seen, client):
    Round.objects.update(ran_at=timezone.now() - timedelta(minutes=6))
    assert health(client, 503)["worker"]["laatst_gezien_seconden"] >= 360


def test_health_sees_a_task_that_is_overdue(world, seen, client):
    late = timezone.now() - timedelta(minutes=16)
    Round.objects.create(name="erase_submissions", due_at=late, ran_at=late)
    assert health(client, 503)["worker"]["taken_te_laat"] == ["erase_submissions"]


def test_health_sees_a_mail_server_that_is_away(world, seen, client, settings):
    settings.MAIL_AT_ONCE = False
    mail = outbox_of_mails.send("an@voorbeeld.be", "Dag", "Dag An")
    assert health(client, 200)["berichten"]["lengte"] == 1
    OutgoingMail.objects.update(created_at=mail.created_at - timedelta(hours=3))
    assert health(client, 503)["berichten"]["oudste_seconden"] >= 3 * 3600


def test_health_counts_failed_mails_which_are_for_the_editors(world, seen, client, settings):
    settings.MAIL_AT_ONCE = False
    outbox_of_mails.send("an@voorbeeld.be", "Dag", "Dag An")
    OutgoingMail.objects.update(state=MailState.FAILED)
    assert health(client, 200)["berichten"]["mislukt"] == 1


def test_health_sees_a_database_that_is_away(world, seen, client, monkeypatch):
    def away() -> list[str]:
        raise OperationalError("geheim")

    monkeypatch.setattr("search.views.health.overdue", away)
    assert health(client, 503)["databank"] is False


def test_health_sees_an_engine_that_is_away(world, seen, client, monkeypatch):
    class Away:
        def ping(self) -> None:
            raise EngineUnavailable("/geheim/pad")

    monkeypatch.setattr("search.views.health.engine", Away)
    answer = client.get("/gezond/")
    assert answer.status_code == 503
    assert "geheim" not in answer.content.decode()
