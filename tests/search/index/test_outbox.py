"""No change is lost and nothing that went comes back, however the work of many is interleaved."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from search.index import outbox, rebuild_journal
from search.index.outbox import Item
from search.models import Entry, Rebuild, Tick
from tests.properties import examples
from tests.search.index.simulation import ITEMS, Portal, Rebuilder, Worker, open_items

ONE, OTHER = ITEMS[:2]
WORKERS = 2
which = st.integers(0, WORKERS - 1)
some = st.lists(st.sampled_from(ITEMS), min_size=1, max_size=2, unique=True)
# A claim of one item is carried out in four: claimed, read, written, done.
steps = st.integers(1, 4)


pytestmark = pytest.mark.django_db


class Interleaving(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        for model in (Entry, Rebuild, Tick):
            model.objects.all().delete()
        self.portal = Portal()
        self.workers = [Worker(self.portal) for _ in range(WORKERS)]
        self.rebuilder = Rebuilder(self.portal)

    @rule(items=some, gone=st.booleans())
    def change(self, items: list[Item], gone: bool) -> None:
        self.portal.change(items, gone)

    @rule(items=some)
    def change_that_is_rolled_back(self, items: list[Item]) -> None:
        with transaction.atomic():
            outbox.add(items)
            transaction.set_rollback(True)

    @rule(which=which, steps=steps)
    def a_worker_goes_on(self, which: int, steps: int) -> None:
        for _ in range(steps):
            self.workers[which].step()

    @rule(far=st.booleans())
    def a_rebuild_goes_on(self, far: bool) -> None:
        self.rebuilder.advance() if far else self.rebuilder.step()

    @rule(which=which, mishap=st.sampled_from([Worker.die, Worker.fail, Worker.refuse]))
    def a_worker_fails(self, which: int, mishap: Callable[[Worker], None]) -> None:
        mishap(self.workers[which])

    @rule(mishap=st.sampled_from(["time", "death", "burial"]))
    def time_passes(self, mishap: str) -> None:
        """Leases and delays run out; a rebuild dies, or is only taken to be dead."""
        due = timezone.now() - timedelta(seconds=1)
        Entry.objects.filter(status__in=outbox.OPEN).update(due_at=due)
        # A rebuild that slept through its burial and then dies at once is for the daily check.
        if mishap == "death" and not self.portal.awaits_repair:
            self.rebuilder.die()
        elif mishap == "burial":
            Rebuild.objects.update(beat_at=timezone.now() - rebuild_journal.HEARTBEAT_TIMEOUT)
            rebuild_journal.expire()

    @invariant()
    def what_differs_has_a_row(self) -> None:
        if not self.portal.awaits_repair:
            assert self.portal.differing() <= open_items()

    def teardown(self) -> None:
        """Whoever was at work is gone; one worker alone puts everything right."""
        if self.rebuilder.swapped and self.rebuilder.token:
            self.rebuilder.step()
        Rebuild.objects.update(beat_at=timezone.now() - rebuild_journal.HEARTBEAT_TIMEOUT)
        rebuild_journal.expire()
        outbox.retry(Entry.objects.all())
        while claim := outbox.claim():
            for item in claim.items:
                self.portal.live.apply(item, claim.version, self.portal.items.get(item))
            outbox.complete(claim, claim.items)
        assert not self.portal.differing()
        assert not open_items()


@pytest.mark.hypothesis
def test_nothing_is_lost_and_nothing_comes_back(monkeypatch):
    monkeypatch.setattr(outbox, "ATTEMPTS", 2)  # so that rows are given up within a few steps
    run_state_machine_as_test(
        Interleaving,
        settings=settings(
            max_examples=examples(300),
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def put(*items: Item) -> None:
    outbox.add(items)


def all_due() -> None:
    Entry.objects.update(due_at=timezone.now() - timedelta(seconds=1))


def refuse_often(item: Item, times: int = outbox.ATTEMPTS) -> None:
    for _ in range(times):
        all_due()
        outbox.refuse(outbox.claim(), {item: "te groot"})


def test_an_item_is_one_row_however_often_it_is_named():
    assert outbox.add([ONE, ONE, OTHER]) == 2
    assert Entry.objects.count() == 2


def test_nothing_is_claimed_within_a_transaction():
    put(ONE)
    with pytest.raises(RuntimeError), transaction.atomic():
        outbox.claim()


def test_a_claim_takes_all_rows_of_an_item_and_no_more_than_asked():
    put(ONE)
    put(ONE)
    put(OTHER)
    claim = outbox.claim(limit=2)
    assert claim.items == (ONE,)
    assert outbox.claim().items == (OTHER,)
    assert outbox.claim() is None


def test_a_claim_is_taken_over_when_its_lease_has_run_out():
    put(ONE)
    first = outbox.claim()
    all_due()
    second = outbox.claim()
    outbox.complete(first, first.items)
    assert Entry.objects.get().claimed_by == second.token
    outbox.complete(second, second.items)
    assert not Entry.objects.exists()


def test_a_change_after_the_claim_has_a_row_of_its_own():
    put(ONE)
    claim = outbox.claim()
    put(ONE)
    outbox.complete(claim, claim.items)
    assert outbox.claim().version > claim.version


def test_without_engine_a_row_is_due_again_at_once_and_loses_no_attempt():
    put(ONE)
    outbox.release(outbox.claim(), "x" * 5000)
    row = Entry.objects.get()
    assert (row.status, row.attempts, len(row.reason)) == (Entry.Status.WAITING, 0, 2000)
    assert outbox.claim()


def test_a_refused_row_waits_ever_longer_and_then_for_a_person():
    put(ONE)
    delays = []
    for _ in range(outbox.ATTEMPTS - 1):
        refuse_often(ONE, times=1)
        assert outbox.claim() is None
        delays.append(Entry.objects.get().due_at - timezone.now())
    assert delays == sorted(delays)
    assert delays[0] < timedelta(seconds=3) < delays[-1] <= outbox.LONGEST_DELAY
    refuse_often(ONE, times=1)
    all_due()
    assert outbox.claim() is None
    assert Entry.objects.get().status == Entry.Status.FAILED


def test_a_refusal_holds_up_no_other_item_of_the_claim():
    put(ONE, OTHER)
    claim = outbox.claim()
    outbox.refuse(claim, {ONE: "te groot"})
    outbox.complete(claim, [OTHER])
    assert open_items() == {ONE}


def test_retry_makes_a_row_as_new():
    put(ONE)
    refuse_often(ONE)
    outbox.retry(Entry.objects.all())
    row = Entry.objects.get()
    assert (row.attempts, row.reason) == (0, "")
    assert outbox.claim().items == (ONE,)


def test_a_row_that_was_given_up_goes_when_the_item_is_done_after_all():
    put(ONE)
    refuse_often(ONE)
    put(ONE, OTHER)
    claim = outbox.claim()
    outbox.complete(claim, claim.items)
    assert not Entry.objects.exists()


def test_a_row_that_was_given_up_since_the_claim_stays():
    """Who claimed before may have read an older state than the one that was refused."""
    put(ONE)
    early = outbox.claim()
    put(ONE)
    newer = Entry.objects.latest("pk")
    refuse_often_alone(newer)
    outbox.complete(early, early.items)
    assert Entry.objects.get() == newer


def refuse_often_alone(row: Entry) -> None:
    for _ in range(outbox.ATTEMPTS):
        Entry.objects.filter(pk=row.pk).update(due_at=timezone.now())
        outbox.refuse(outbox.claim(), {Item(row.kind, row.key): "te groot"})


def test_versions_rise_and_outlive_a_restored_backup():
    versions = [outbox.next_version() for _ in range(50)]
    assert versions == sorted(set(versions))
    Tick.objects.update(value=versions[0])
    assert outbox.next_version() > versions[-1]
    Tick.objects.all().delete()
    assert outbox.next_version() > versions[-1]


def test_versions_rise_though_the_clock_goes_back(monkeypatch):
    version = outbox.next_version()
    monkeypatch.setattr(outbox, "time_ns", lambda: 0)
    assert outbox.next_version() == version + 1
