"""The page "Zoekindex": who sees it, what it says, and what its buttons do."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from search.admin import operations
from search.admin.operations_views import duration
from search.engines.protocol import EngineDamaged, EngineUnavailable
from search.index import after_commit, outbox, rebuild_journal, sync
from search.index.consistency import check_and_store
from search.models import Check, Entry, Round
from tests.world import World, theme

ACTIONS = ("zoekindex_vergelijken", "zoekindex_herstellen", "zoekindex_opnieuw")


def person(*codenames: str) -> User:
    user = User.objects.create_user("iemand", "iemand@example.org", "geheim")
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return user


@pytest.fixture
def operator(db: None) -> Client:
    client = Client()
    client.force_login(person("access_admin", "operate_index"))
    return client


@pytest.fixture
def editor(db: None) -> Client:
    client = Client()
    client.force_login(person("access_admin"))
    return client


def shown(client: Client) -> BeautifulSoup:
    answer = client.get(reverse("zoekindex"))
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").find("main")


def text(found: Any) -> str:
    return " ".join(found.get_text(" ").split())


def failed(kind: str, key: object, reason: str = "te groot") -> Entry:
    return Entry.objects.create(
        kind=kind,
        key=str(key),
        status=Entry.Status.FAILED,
        attempts=outbox.ATTEMPTS,
        due_at=timezone.now(),
        reason=reason,
    )


def press(client: Client, action: str, **data: Any) -> str:
    answer = client.post(reverse(f"zoekindex_{action}"), data, follow=True)
    assert answer.redirect_chain == [(reverse("zoekindex"), 302)]
    return text(BeautifulSoup(answer.content, "html.parser").find(class_="messages"))


def test_only_who_may_operate_the_index_sees_it(world: World, editor: Client):
    assert editor.get(reverse("zoekindex")).status_code == 302
    assert reverse("zoekindex") not in editor.get(reverse("wagtailadmin_home")).content.decode()


def test_who_may_operate_the_index_finds_it_in_the_menu(world: World, operator: Client):
    assert reverse("zoekindex") in operator.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize("action", ACTIONS)
def test_nobody_else_presses_a_button(world: World, editor: Client, client: Client, action: str):
    row = failed("praktijk", 1)
    assert editor.post(reverse(action), {"alles": "1"}).status_code == 302
    refused = client.post(reverse(action), {"alles": "1"})
    assert refused.status_code == 403
    assert 'action="/aanmelden/"' in refused.content.decode()
    row.refresh_from_db()
    assert row.status == Entry.Status.FAILED
    assert not Check.objects.exists()


@pytest.mark.parametrize("action", ACTIONS)
def test_a_button_is_no_link_and_needs_the_form_that_it_is_in(world: World, action: str):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(person("access_admin", "operate_index"))
    assert strict.get(reverse(action)).status_code == 405
    assert strict.post(reverse(action)).status_code == 403


def test_documents_are_counted_by_kind_and_audience(world: World, operator: Client):
    world.practice()
    world.practice("Binnen", under=world.inside)
    world.advice(recommendations=("Bouw huizen.", "Verlaag de huur."))
    sync.sync_all()
    table = shown(operator).find(id="documenten-section")
    rows = [[text(cell) for cell in row.find_all(["th", "td"])] for row in table.find_all("tr")]
    assert rows == [
        ["Soort", "Openbaar", "Intern"],
        ["Inspiratiekaart", "1", "2"],
        ["Beleidsadvies", "1", "1"],
        ["Aanbeveling", "2", "2"],
        ["Samen", "4", "5"],
    ]


def test_queue_tells_length_and_age(world: World, operator: Client):
    assert "Leeg: alles staat in de index." in text(shown(operator))
    world.practice()
    Entry.objects.update(created_at=timezone.now() - timedelta(minutes=7))
    assert "wachten, de oudste al 7 minuten." in text(shown(operator))


def test_what_failed_is_not_in_the_queue(world: World, operator: Client):
    failed("praktijk", 1)
    assert operations.waiting() == (0, None)


def test_worker_that_was_not_seen_is_missed(world: World, operator: Client):
    assert "De worker werkt niet." in text(shown(operator))
    Round.objects.create(name="proef", due_at=timezone.now(), ran_at=timezone.now())
    assert "De worker werkt niet." not in text(shown(operator))


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (EngineUnavailable("no answer from es1"), "De zoekmachine antwoordt niet."),
        (EngineDamaged("footer is wrong"), "De index is beschadigd."),
    ],
)
def test_page_stays_up_when_the_engine_is_down(
    world: World, operator: Client, monkeypatch, fault: Exception, says: str
):
    def down() -> None:
        raise fault

    monkeypatch.setattr(operations, "engine", down)
    page = text(shown(operator))
    assert says in page
    assert str(fault) in page
    assert "Vergelijken kan nu niet." in press(operator, "vergelijken")


def test_rebuild_under_way_is_told(world: World, operator: Client):
    rebuild_journal.begin("een")
    assert "de oude index dient tot de nieuwe klaar is" in text(shown(operator))


def test_failed_rows_lead_to_their_page_and_say_why(world: World, operator: Client):
    page = world.practice("Kaart")
    advice = world.advice(recommendations=("Bouw huizen.",))
    failed("praktijk", page.pk, "<script>alert(1)</script>")
    failed("aanbeveling", advice.recommendations.first().key, "te lang")
    failed("praktijk", 999_999, "weg")
    found = shown(operator)
    edits = [a["href"] for a in found.select("table a") if "/pages/" in a["href"]]
    assert edits == [f"/beheer/pages/{key}/edit/" for key in (advice.pk, page.pk)]
    assert "<script>alert(1)</script>" in text(found)
    assert not found.find("script", string="alert(1)")
    assert "praktijk-999999" in text(found)


def test_retry_takes_one_row_or_all(world: World, operator: Client):
    one, other, third = (failed("praktijk", key) for key in (1, 2, 3))
    assert "1 item wordt opnieuw geprobeerd." in press(operator, "opnieuw", rij=one.pk)
    waiting = Entry.objects.filter(status=Entry.Status.WAITING, attempts=0)
    assert list(waiting.all()) == [one]
    assert "2 items worden opnieuw geprobeerd." in press(operator, "opnieuw", alles="1")
    assert list(waiting.all()) == [one, other, third]


def test_retry_of_nothing_retries_nothing(world: World, operator: Client):
    failed("praktijk", 1)
    assert "0 items" in press(operator, "opnieuw", rij="alles; DROP TABLE")


def test_small_index_is_compared_at_once(world: World, operator: Client):
    world.practice()
    sync.sync_all()
    assert "nog niet vergeleken" in text(shown(operator))
    assert "De index is vergeleken met de databank." in press(operator, "vergelijken")
    assert "precies wat in de databank staat" in text(shown(operator))


def test_large_index_is_compared_by_the_worker(world: World, operator: Client, monkeypatch):
    world.practice()
    sync.sync_all()
    monkeypatch.setattr(operations, "MAX_COMPARED_NOW", 0)
    assert "De worker vergelijkt." in press(operator, "vergelijken")
    assert not Check.objects.exists()
    assert Round.objects.get(name=operations.COMPARE).due_at <= timezone.now()


def test_drift_is_shown_and_repaired(world: World, operator: Client):
    page = world.practice()
    sync.sync_all()
    type(page).objects.update(title="Buiten alles om")
    check_and_store()
    found = text(shown(operator))
    assert "verschilde de index van de databank" in found
    assert f"praktijk-{page.pk}" in found
    assert "1 item wordt opnieuw bijgewerkt." in press(operator, "herstellen")
    sync.sync_all()
    check_and_store()
    assert "precies wat in de databank staat" in text(shown(operator))


def test_repair_without_a_check_does_nothing(world: World, operator: Client):
    assert "0 items" in press(operator, "herstellen")


def test_failed_task_is_told(world: World, operator: Client):
    Round.objects.create(name="proef", due_at=timezone.now(), fault="geen mailserver")
    assert "geen mailserver" in text(shown(operator))


def test_page_asks_as_much_of_the_database_for_many_failures_as_for_one(world: World):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            operations.failures()
        return len(captured)

    advice = world.advice(recommendations=("Bouw huizen.",), themes=[theme("Wonen")])
    failed("aanbeveling", advice.recommendations.first().key)
    few = queries()
    for key in range(20):
        failed("praktijk", key)
    assert queries() == few


@pytest.mark.django_db(transaction=True)
def test_retry_is_carried_out_when_the_answer_has_gone(lasting_world: World, monkeypatch):
    monkeypatch.setattr(after_commit._Process, "paused_until", 0.0)
    page = lasting_world.practice()
    row = failed("praktijk", page.pk)
    operations.retry([row.pk])
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 seconden"),
        (1, "1 seconde"),
        (59.9, "59 seconden"),
        (60, "1 minuut"),
        (7_199, "1 uur"),
        (7_200, "2 uur"),
        (86_400, "1 dag"),
        (200_000, "2 dagen"),
    ],
)
def test_age_is_spoken_in_one_unit(seconds: float, words: str):
    assert duration(seconds) == words


def test_permissions_can_be_given_to_a_group(world: World):
    client = Client()
    client.force_login(User.objects.create_superuser("beheer", "beheer@example.org", "geheim"))
    form = client.get(reverse("wagtailusers_groups:add")).content.decode()
    assert "Kan de zoekindex opvolgen en bijwerken" in form
    assert "Kan ook interne items zoeken" in form
