"""A recommendation's key is its own alone, and stays: addresses and follow-up hold on to it."""

from uuid import UUID

from armoedegeheugen.models import PolicyAdvice, Recommendation
from tests.world import World


def keys(advice: PolicyAdvice) -> list[UUID]:
    return list(
        Recommendation.objects.filter(advice=advice.pk)
        .order_by("sort_order")
        .values_list("key", flat=True)
    )


def published(world: World) -> PolicyAdvice:
    return world.advice(recommendations=("Bouw huizen.", "Verlaag de huur."))


def publish_again(advice: PolicyAdvice) -> None:
    page = PolicyAdvice.objects.get(pk=advice.pk)
    page.get_latest_revision().publish()


def test_a_copy_has_keys_of_its_own_that_stay_over_its_revisions(world: World):
    source = published(world)
    copy = source.copy(update_attrs={"slug": "kopie"}, keep_live=True)
    own = keys(copy)
    assert len(own) == 2
    assert not set(own) & set(keys(source))
    publish_again(copy)  # the copied revision still has the source's keys
    assert keys(copy) == own


def test_a_copy_keeps_its_keys_when_the_source_is_gone(world: World):
    source = published(world)
    copy = source.copy(update_attrs={"slug": "kopie"}, keep_live=True)
    own = keys(copy)
    PolicyAdvice.objects.get(pk=source.pk).delete()
    publish_again(copy)
    assert keys(copy) == own


def test_two_copies_have_different_keys(world: World):
    source = published(world)
    copies = [source.copy(update_attrs={"slug": slug}) for slug in ("een", "twee")]
    assert len({key for page in (source, *copies) for key in keys(page)}) == 6


def test_an_alias_keeps_its_keys_at_each_publication_of_its_source(world: World):
    source = published(world)
    alias = source.create_alias(parent=world.shelf, update_slug="nog-eens")
    own = keys(alias)
    assert not set(own) & set(keys(source))
    publish_again(source)
    assert keys(alias) == own


def test_a_recommendation_that_comes_back_from_an_old_revision_has_its_key_again(world: World):
    source = published(world)
    before, old = keys(source), source.get_latest_revision()
    edited = source.get_latest_revision_as_object()
    edited.recommendations = edited.recommendations.all()[:1]
    edited.save_revision().publish()
    assert keys(source) == before[:1]
    old.publish()
    assert keys(source) == before
