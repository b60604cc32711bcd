"""The index follows at once, and no request fails or waits for it."""

import io
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.handlers.wsgi import WSGIHandler
from django.db import OperationalError, transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from search.engines import engine
from search.engines.protocol import Audience, EngineUnavailable
from search.index import after_commit, outbox, sync
from search.index.outbox import Item
from search.models import Entry
from tests.world import World


@pytest.fixture
def world(lasting_world: World, monkeypatch) -> World:
    monkeypatch.setattr(after_commit._Process, "paused_until", 0.0)
    return lasting_world


@pytest.fixture
def admin(world: World) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("beheer", "beheer@example.org", "geheim"))
    return client


@pytest.fixture
def batches(monkeypatch) -> Iterator[list[int]]:
    """Each look at the outbox."""
    looks: list[int] = []
    original = sync.sync_batch

    def counted(report: sync.Report) -> bool:
        looks.append(1)
        return original(report)

    monkeypatch.setattr(sync, "sync_batch", counted)
    return looks


class Away:
    def apply(self, *_: Any) -> None:
        raise EngineUnavailable("weg")


class Broken:
    def apply(self, *_: Any) -> None:
        raise TypeError("niet voorzien")


def unexpected(*_: Any) -> None:
    raise KeyError("niet voorzien")


class Trusting(WSGIHandler):
    """A server, but for the token that a browser would have got with the form."""

    def get_response(self, request: HttpRequest) -> HttpResponseBase:
        request._dont_enforce_csrf_checks = True
        return super().get_response(request)


def held() -> set[str]:
    return {id for id, _ in engine().entries(Audience.PUBLIC)}


def unpublish(client: Client, page: Any) -> int:
    return client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk])).status_code


def test_a_request_is_in_the_index_when_it_has_ended(world: World, admin: Client):
    page = world.practice()
    assert unpublish(admin, page) == 302
    assert not held()
    assert not Entry.objects.exists()


def test_the_answer_goes_out_before_the_index_is_touched(world: World, admin: Client, batches):
    page = world.practice()
    batches.clear()
    environ = admin._base_environ(
        PATH_INFO=reverse("wagtailadmin_pages:unpublish", args=[page.pk]),
        REQUEST_METHOD="POST",
        CONTENT_LENGTH="0",
    )
    environ["wsgi.input"] = io.BytesIO()
    answered: list[str] = []
    answer = Trusting()(environ, lambda status, headers: answered.append(status))
    assert (answered, answer.status_code, batches) == (["302 Found"], 302, [])
    assert held() == {f"praktijk-{page.pk}"}
    answer.close()
    assert not held()


@pytest.mark.parametrize("fault", [Away, Broken])
def test_a_request_does_not_fail_by_the_engine(world: World, admin: Client, monkeypatch, fault):
    page = world.practice()
    monkeypatch.setattr(sync, "engine", fault)
    assert unpublish(admin, page) == 302
    assert Entry.objects.get().status == Entry.Status.WAITING
    monkeypatch.undo()
    outbox.retry(Entry.objects.all())
    sync.sync_all()
    assert not held()


def test_a_save_does_not_fail_by_the_outbox_of_another(world: World, monkeypatch):
    page = world.practice()

    def locked(limit: int = 0) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(outbox, "claim", locked)
    page.unpublish()
    assert Entry.objects.exists()


def test_after_a_failure_this_process_leaves_it_to_the_worker(world: World, monkeypatch, batches):
    page = world.practice()
    monkeypatch.setattr(sync, "engine", Away)
    page.unpublish()
    looks = len(batches)
    world.practice("Nog een")
    assert len(batches) == looks
    monkeypatch.setattr(after_commit._Process, "paused_until", 0.0)
    world.practice("En nog een")
    assert len(batches) > looks


def test_after_an_unexpected_error_this_process_leaves_it_to_the_worker(
    world: World, monkeypatch, batches
):
    page = world.practice()
    monkeypatch.setattr(sync, "plan_steps", unexpected)
    page.unpublish()
    looks = len(batches)
    world.practice("Nog een")
    assert len(batches) == looks


def test_the_pause_after_a_failure_ends_by_itself(world: World, monkeypatch, batches):
    now = [1_000.0]
    monkeypatch.setattr(after_commit.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(sync, "engine", Away)
    world.practice()
    looks = len(batches)
    now[0] += after_commit.PAUSE_SECONDS - 0.1
    world.practice("Te vroeg")
    assert len(batches) == looks
    now[0] += 0.2
    world.practice("Op tijd")
    assert len(batches) > looks


def test_a_request_carries_out_a_bounded_number_of_batches(world: World, monkeypatch, batches):
    """The rest is work for the worker."""
    monkeypatch.setattr(outbox, "claim", partial(outbox.claim, 1))
    with transaction.atomic():
        for number in range(4):
            world.practice(f"Kaart {number}")
        batches.clear()
    assert len(batches) == after_commit.MAX_BATCHES
    assert Entry.objects.exists()


def test_an_engine_that_hangs_is_sent_no_batch_by_who_serves_visitors(
    world: World, monkeypatch, batches
):
    class Hanging:
        def ping(self) -> None:
            raise EngineUnavailable("Connection timed out")

    page = world.practice()
    batches.clear()
    monkeypatch.setattr(after_commit, "engine", Hanging)
    page.unpublish()
    assert not batches
    assert Entry.objects.get().status == Entry.Status.WAITING


def test_one_transaction_is_one_look(world: World, batches):
    pages = [world.practice(title) for title in ("Een", "Twee", "Drie")]
    batches.clear()
    with transaction.atomic():
        for page in pages:
            page.teaser = "Anders."
            page.save()
    assert len(batches) == 2  # one with rows, one that finds no more


def test_what_was_rolled_back_is_not_carried_out(world: World, batches):
    page = world.practice()
    batches.clear()
    with transaction.atomic():
        page.unpublish()
        transaction.set_rollback(True)
    assert not batches
    assert held() == {f"praktijk-{page.pk}"}


def test_a_savepoint_that_was_rolled_back_keeps_no_other_from_being_carried_out(world: World):
    page, other = world.practice(), world.practice("Ander")
    with transaction.atomic():
        with transaction.atomic():
            page.unpublish()
            transaction.set_rollback(True)
        other.unpublish()
    assert held() == {f"praktijk-{page.pk}"}


def test_what_cannot_be_read_is_taken_out_and_holds_up_no_other(world: World, monkeypatch):
    broken, whole = world.practice("Stuk"), world.practice("Heel")
    read = sync.read_items

    def failing(items: list[Item]) -> Any:
        if Item("praktijk", str(broken.pk)) in items:
            raise ValueError("geen document")
        return read(items)

    monkeypatch.setattr(sync, "read_items", failing)
    with transaction.atomic():
        broken.save()
        whole.save()
    assert held() == {f"praktijk-{whole.pk}"}
    assert "geen document" in Entry.objects.get().reason
