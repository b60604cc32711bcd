"""The words of the public index: whose they are, and when they are read anew."""

from datetime import timedelta

import pytest
from django.utils import timezone

from search.index import sync
from search.models import Vocabulary
from search.query import cache_versions, index_vocabulary
from search.query.index_vocabulary import current, refresh
from search.query.spelling import NONE, Lexicon
from tests import world as making
from tests.world import World


def lexicon() -> Lexicon:
    return current(cache_versions.numbers())


def made(ago: timedelta) -> None:
    Vocabulary.objects.update(made_at=timezone.now() - ago)


@pytest.fixture
def read_once(world: World) -> World:
    world.practice("Moestuin")
    sync.sync_all()
    assert refresh()
    return world


def test_only_words_of_the_public_index_are_kept(world: World):
    assert lexicon() == NONE
    theme = making.theme("Voeding")
    world.practice("Moestuin", themes=[theme])
    world.practice("Volkskeuken", under=world.inside)
    sync.sync_all()
    assert refresh()
    assert lexicon().documents == 1
    assert {"moestuin", "voeding"} <= lexicon().having.keys()
    assert "volkskeuken" not in lexicon().having


def test_an_index_that_did_not_change_is_not_read_again(read_once: World):
    made(timedelta(days=1))
    assert not refresh()
    assert refresh(now=True)


def test_words_that_were_read_a_moment_ago_are_not_read_again_yet(read_once: World):
    read_once.practice("Volkskeuken")
    sync.sync_all()
    Vocabulary.objects.update(documents=100_000)
    made(index_vocabulary.PAUSE * 100_000 - timedelta(minutes=1))
    assert not refresh()
    assert "volkskeuken" not in lexicon().having
    made(index_vocabulary.PAUSE * 100_000)
    assert refresh()
    assert "volkskeuken" in lexicon().having
    assert lexicon().documents == 2


def test_who_asks_for_it_has_them_read_at_once(read_once: World):
    read_once.practice("Volkskeuken")
    sync.sync_all()
    made(-timedelta(hours=1))
    assert not refresh()
    assert refresh(now=True)
    assert "volkskeuken" in lexicon().having
    assert Vocabulary.objects.count() == 1
