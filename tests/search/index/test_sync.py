"""From change to index: what is planned, what is found, and what a rollback leaves behind."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import OperationalError, transaction
from django.utils import timezone
from wagtail.models import Page

from search.engines import engine
from search.engines.protocol import Audience, Outcome, Put, Remove
from search.index import loader, outbox, sync
from search.index.loader import read_items
from search.index.outbox import Item
from search.models import Entry
from tests.world import merger, restrict, theme


def held(audience: Audience = Audience.PUBLIC) -> set[str]:
    sync.sync_all()
    return {entry[0] for entry in engine().entries(audience)}


def test_plan_removes_what_nobody_may_find(world):
    page = world.practice()
    item, gone = Item("praktijk", str(page.pk)), Item("praktijk", "999999")
    steps = sync.plan_steps([item, gone], read_items([item, gone]), version=7)
    for audience in Audience:
        put, remove = steps[audience]
        assert (put.id, put.version, type(put)) == (item.id, 7, Put)
        assert remove == Remove(gone.id, 7)


def test_plan_puts_what_is_private_in_the_internal_index_alone(world):
    item = Item("praktijk", str(world.practice(under=world.inside).pk))
    steps = sync.plan_steps([item], read_items([item]), version=1)
    assert isinstance(steps[Audience.PUBLIC][0], Remove)
    assert isinstance(steps[Audience.INTERNAL][0], Put)


def test_published_is_findable_and_draft_is_not(world):
    page, draft = world.practice(), world.practice("Nog niet af", live=False)
    assert held() == {f"praktijk-{page.pk}"}
    draft.save_revision().publish()
    assert held() == {f"praktijk-{page.pk}", f"praktijk-{draft.pk}"}


def test_each_recommendation_is_a_document(world):
    advice = world.advice(recommendations=("Bouw huizen.", "Verlaag de huur."))
    keys = {f"aanbeveling-{r.key}" for r in advice.recommendations.all()}
    assert held() == {f"advies-{advice.pk}"} | keys


def test_recommendation_keeps_its_key_over_edits_and_goes_when_deleted(world):
    advice = world.advice(recommendations=("Bouw huizen.", "Verlaag de huur."))
    first, second = advice.recommendations.all()
    edited = advice.get_latest_revision_as_object()
    edited.recommendations = [edited.recommendations.all()[0]]
    edited.save_revision().publish()
    assert held() == {f"advies-{advice.pk}", f"aanbeveling-{first.key}"}
    assert second.key != first.key


@pytest.mark.parametrize("audience", list(Audience))
def test_unpublished_is_gone(world, audience):
    page = world.practice()
    assert held(audience)
    page.unpublish()
    assert not held(audience)


def test_deleted_is_gone_with_all_below(world):
    world.practice()
    world.advice(recommendations=("Bouw huizen.",))
    assert len(held()) == 3
    world.shelf.delete()
    assert not held()


def test_restricting_a_parent_takes_its_items_out_of_the_public_index(world):
    page = world.practice()
    assert held()
    fence = restrict(world.shelf)
    assert not held()
    assert held(Audience.INTERNAL) == {f"praktijk-{page.pk}"}
    fence.delete()
    assert held() == {f"praktijk-{page.pk}"}


def test_moving_under_a_fence_and_back(world):
    page = world.practice()
    move(page, world.inside)
    assert not held()
    move(page, world.shelf)
    assert held()


def move(page: Page, target: Page) -> None:
    Page.objects.get(pk=page.pk).move(Page.objects.get(pk=target.pk), "last-child")


def test_slug_of_a_parent_changes_the_address(world):
    page = world.practice()
    sync.sync_all()
    world.shelf.slug = "anders"
    world.shelf.save_revision().publish()
    sync.sync_all()
    item = Item("praktijk", str(page.pk))
    assert read_items([item])[item].document.payload["url"].startswith("/anders/")
    assert stale() == set()


def test_renamed_terms_reach_the_index(world):
    wonen = theme("Wonen")
    world.practice(themes=[wonen])
    world.advice(recommendations=("Bouw huizen.",), themes=[wonen])
    sync.sync_all()
    wonen.name = "Huisvesting"
    wonen.save()
    assert Entry.objects.count() == 3
    assert stale() == set()


def test_deleted_term_reaches_the_index(world):
    wonen = theme("Wonen")
    world.practice(themes=[wonen])
    sync.sync_all()
    wonen.delete()
    assert stale() == set()


def test_new_merger_reaches_the_items_of_both(world):
    melle = merger("Melle", "Merelbeke-Melle")
    old, new = world.practice(municipality=melle), world.practice(municipality=melle.successor)
    sync.sync_all()
    melle.successor.name = "Merelbeke Melle"
    melle.successor.save()
    kinds = set(Entry.objects.values_list("kind", "key"))
    assert kinds == {("praktijk", str(old.pk)), ("praktijk", str(new.pk))}


def test_draft_edits_leave_no_row(world):
    page = world.practice()
    sync.sync_all()
    page.title = "Anders, maar nog niet gepubliceerd"
    page.save_revision()
    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_rollback_leaves_neither_row_nor_document(lasting_world):
    page = lasting_world.practice()
    before = set(engine().entries(Audience.PUBLIC))
    with transaction.atomic():
        page.title = "Nooit gebeurd"
        page.save_revision().publish()
        lasting_world.practice("Ook nooit gebeurd")
        transaction.set_rollback(True)
    assert not Entry.objects.exists()
    assert set(engine().entries(Audience.PUBLIC)) == before


@pytest.mark.django_db(transaction=True)
def test_index_follows_a_commit_by_itself(lasting_world):
    page = lasting_world.practice()
    assert [entry[0] for entry in engine().entries(Audience.PUBLIC)] == [f"praktijk-{page.pk}"]
    assert not Entry.objects.exists()


def test_a_claim_that_is_not_finished_is_taken_over(world):
    world.practice()
    assert outbox.claim() is not None
    assert outbox.claim() is None
    Entry.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    assert outbox.claim() is not None


def test_a_taken_over_claim_cannot_forget_the_row(world):
    world.practice()
    first = outbox.claim()
    Entry.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    second = outbox.claim()
    outbox.complete(first, first.items)
    assert Entry.objects.exists()
    outbox.complete(second, second.items)
    assert not Entry.objects.exists()
    assert second.version > first.version


def stale() -> set[str]:
    """Documents that differ from the database after the outbox is carried out."""
    from search.index.consistency import check

    sync.sync_all()
    return check().items


def test_an_item_that_the_engine_falls_over_holds_up_no_other(world, monkeypatch):
    broken, whole = world.practice("Stuk"), world.practice("Heel")
    real = engine()

    class Fragile:
        def apply(self, audience: Audience, steps: list[Put | Remove]) -> list[Outcome]:
            if any(step.id == f"praktijk-{broken.pk}" for step in steps):
                raise TypeError("niet voorzien")
            return real.apply(audience, steps)

    monkeypatch.setattr(sync, "engine", Fragile)
    assert held() == {f"praktijk-{whole.pk}"}
    rows = Entry.objects.values_list("key", "status", "attempts")
    assert set(rows) == {(str(broken.pk), Entry.Status.WAITING, 1)}
    assert "niet voorzien" in Entry.objects.first().reason


def test_after_an_unexpected_error_the_rows_are_free_again(world, monkeypatch):
    world.practice()

    def unexpected(*_: object) -> None:
        raise KeyError("niet voorzien")

    monkeypatch.setattr(sync, "plan_steps", unexpected)
    with pytest.raises(KeyError):
        sync.sync_all()
    rows = Entry.objects.values_list("status", "claimed_by", "attempts", "reason")
    assert set(rows) == {(Entry.Status.WAITING, "", 0, "KeyError('niet voorzien')")}
    assert outbox.claim() is not None


def test_an_error_of_the_database_is_raised_as_it_was(world, monkeypatch):
    """The claim cannot be released either; its lease ends by itself."""
    world.practice()

    def away(*_: object) -> None:
        raise OperationalError("weg")

    monkeypatch.setattr(sync, "plan_steps", away)
    monkeypatch.setattr(outbox, "release", lambda *_: away())
    with pytest.raises(OperationalError, match="weg"):
        sync.sync_all()
    assert set(Entry.objects.values_list("status", flat=True)) == {Entry.Status.CLAIMED}


def test_no_more_rows_are_carried_out_than_asked(world, monkeypatch):
    for number in range(3):
        world.practice(f"Kaart {number}")
    monkeypatch.setattr(outbox, "claim", partial(outbox.claim, 1))
    total = Entry.objects.count()
    assert sync.sync_all(limit=2).total == 2
    assert Entry.objects.count() == total - 2


def test_a_fence_that_moves_while_its_pages_are_read_still_closes_them_off(world, monkeypatch):
    page = world.practice(under=world.inside)
    item = Item("praktijk", str(page.pk))
    original, moved = loader._read, []

    def meanwhile(*args: object) -> object:
        if not moved:
            moved.append(Page.objects.get(pk=world.inside.pk).path)
            Page.objects.get(pk=world.inside.pk).move(world.home, "first-child")
            assert Page.objects.get(pk=world.inside.pk).path not in moved
        return original(*args)

    monkeypatch.setattr(loader, "_read", meanwhile)
    assert read_items([item])[item].audiences == {Audience.INTERNAL}
