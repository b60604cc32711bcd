"""What is built once is the same for each test, and no test sees what another one did."""

from dataclasses import dataclass
from itertools import count

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from wagtail.models import Page

from armoedegeheugen.models import PracticeCard
from armoedegeheugen.sections.models import OverviewPage
from search.index import sync
from search.index.consistency import check
from search.models import Entry
from tests import world as making
from tests.databases.content import Content, Unrecordable, _all_rows
from tests.followup.conftest import editor, signed_in
from tests.pages import portal
from tests.world import World

pytestmark = pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="Only content on SQLite is recorded."
)
TIMES = pytest.mark.parametrize("time", [1, 2])
built = count(1)


def group(name: str) -> Group:
    return Group.objects.create(name=f"{name} {next(built)}")


seen: set[str] = set()


@TIMES
def test_a_step_runs_once_and_its_rows_are_there_each_time(db: None, content: Content, time: int):
    made = content(group, "dezelfde")
    assert made == Group.objects.get(name__startswith="dezelfde")
    assert [*Group.objects.filter(name=made.name)] == [made]
    assert Content.recordings.keys() >= {content._steps}
    seen.add(made.name)
    assert len(seen) == 1


@TIMES
def test_changes_to_rows_and_objects_stay_in_their_test(world: World, time: int):
    assert world.shelf.title == "Alles"
    assert not hasattr(world.shelf, "touched")
    world.shelf.touched = True
    world.shelf.title = "Niets"
    world.shelf.save()
    world.practice()
    assert PracticeCard.objects.count() == 1


@TIMES
def test_committed_changes_stay_in_their_test(lasting_world: World, time: int):
    assert not PracticeCard.objects.exists()
    assert OverviewPage.objects.get(slug="alles") == lasting_world.shelf
    lasting_world.practice()
    lasting_world.inside.delete()


def test_rows_are_exactly_those_that_were_built(db: None, content: Content):
    """Of the largest content there is, keys and times included, and what is found by words."""
    built = []

    def whole() -> portal.Portal:
        made = portal.make(making.make())
        built.extend([_all_rows(), _found_by_words(), _titles(made)])
        return made

    made = content(whole)
    assert [_all_rows(), _found_by_words(), _titles(made)] == built
    assert built[1] != []


def _found_by_words() -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rowid FROM wagtailsearch_indexentry_fts('energie') ORDER BY rowid")
        return cursor.fetchall()


def _titles(made: portal.Portal) -> list[tuple[str, int, str]]:
    pages = [value for value in vars(made).values() if isinstance(value, Page)]
    return [(type(page).__name__, page.pk, page.title) for page in pages]


@TIMES
def test_content_that_was_written_to_is_not_built_upon_by_rows(
    db: None, content: Content, time: int
):
    """The row keys of a recording would meet those of the test."""
    mine = Group.objects.create(name="van de test")
    made = content(group, "erna")
    assert made.pk > mine.pk
    assert content._steps == ()


@TIMES
def test_a_step_after_a_write_is_built_anew(db: None, content: Content, time: int):
    first = content(group, "eerst")
    Group.objects.create(name="van de test")
    second = content(group, "daarna")
    assert second.pk > first.pk + 1
    assert len(content._steps) == 1


@pytest.mark.parametrize("order", [("een", "twee"), ("twee", "een"), ("twee",)])
def test_rows_of_a_step_depend_on_the_steps_before_it(
    db: None, content: Content, order: tuple[str, ...]
):
    made = [content(group, name) for name in order]
    assert [each.name.split()[0] for each in made] == [*order]
    assert {*Group.objects.order_by("pk")} >= {*made}
    assert made == sorted(made, key=lambda each: each.pk)


def stored(name: str) -> str:
    return default_storage.save(name, ContentFile(b"inhoud"))


@TIMES
def test_files_are_there_each_time(db: None, content: Content, settings, tmp_path, time: int):
    settings.MEDIA_ROOT = tmp_path
    name = content(stored, "map/bestand.txt")
    assert (tmp_path / name).read_bytes() == b"inhoud"


@TIMES
def test_a_client_is_still_logged_in_and_is_not_shared(world: World, content: Content, time: int):
    user = content(editor, "redacteur", world.home)
    client = content(signed_in, user)
    assert client.session["_auth_user_id"] == str(user.pk)
    assert "volgende" not in client.cookies
    client.cookies["volgende"] = "1"
    assert isinstance(client, Client)


@dataclass
class Lazy:
    query: object


def lazily() -> Lazy:
    return Lazy(User.objects.all())


def test_what_can_not_be_fetched_again_is_refused(db: None, content: Content):
    with pytest.raises(Unrecordable, match="QuerySet"):
        content(lazily)
    assert connection.in_atomic_block


@TIMES
def test_the_index_is_that_of_the_content(
    transactional_db: None, index: str, content: Content, time: int
):
    """Once made, and once copied; what is changed afterwards arrives in it."""
    made = content(portal.make, content(making.make))
    content.fill_index()
    assert not Entry.objects.exists()
    assert check().items == set()
    made.card.title = "Iets anders"
    made.card.save_revision().publish()
    sync.sync_all()
    assert check().items == set()


def test_the_index_of_content_that_was_written_to_is_made_anew(
    transactional_db: None, index: str, content: Content
):
    content(making.make).practice("Van de test")
    content.fill_index()
    assert check().items == set()
