"""The rules of who may see a page: each predicate agrees with its queryset twin."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group, User
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from armoedegeheugen.models import PracticeCard
from armoedegeheugen.models.querysets import published
from armoedegeheugen.visibility import (
    Boundaries,
    Readers,
    is_internal,
    is_public,
    open_to,
    public,
    readable,
)
from tests.pages import portal as portal_making
from tests.world import World


def request_of(user: User | None = None):
    request = RequestFactory().get("/")
    request.user = user or AnonymousUser()
    request.session = {}
    return request


def for_groups(page: Page, *names: str) -> PageViewRestriction:
    rule = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.GROUPS
    )
    rule.groups.set([Group.objects.get_or_create(name=name)[0] for name in names])
    return rule


def member_of(name: str) -> User:
    user = User.objects.create_user(f"lid van {name}", password="geheim")
    user.groups.add(Group.objects.get_or_create(name=name)[0])
    return user


@pytest.fixture
def items(world: World) -> dict[str, Page]:
    """An open item, closed ones, and aliases of them in an open section."""
    closed = world.practice("Binnen", under=world.inside)
    own = world.practice("Zelf gesloten")
    for_groups(own, "Team")
    alias = closed.create_alias(parent=world.shelf, update_slug="kopie")
    return {
        "open": world.practice("Open"),
        "closed": closed,
        "own": own,
        "alias": alias,
        "alias of alias": alias.create_alias(parent=world.shelf, update_slug="kopie-2"),
        "open alias": world.practice("Bron").create_alias(
            parent=world.shelf, update_slug="kopie-3"
        ),
    }


def test_the_public_sees_what_nothing_closes(items: dict[str, Page]):
    seen = {name for name, page in items.items() if is_public(page)}
    assert seen == {"open", "open alias"}
    keys = set(public(Page.objects.all()).values_list("pk", flat=True))
    assert {name for name, page in items.items() if page.pk in keys} == seen


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        (None, {"open", "open alias"}),
        ("Anderen", {"open", "open alias", "closed", "alias", "alias of alias"}),
        ("Team", {"open", "open alias", "closed", "alias", "alias of alias", "own"}),
    ],
)
def test_a_reader_sees_what_lets_them_in(items: dict[str, Page], group, expected):
    request = request_of(member_of(group) if group else None)
    pages = readable(items.values(), request)
    assert {name for name, page in items.items() if page in pages} == expected
    keys = set(open_to(Page.objects.all(), request).values_list("pk", flat=True))
    assert {name for name, page in items.items() if page.pk in keys} == expected


def test_an_unsaved_page_is_not_internal(world: World):
    assert not is_internal(PracticeCard(title="Nieuw"), None)
    assert is_internal(world.practice(under=world.inside), None)


def test_an_alias_is_no_item(items: dict[str, Page]):
    boundaries = Boundaries.read()
    assert boundaries.readers(items["open alias"]) is Readers.NOBODY
    for readers in (Readers.STAFF, Readers.EVERYONE):
        found = set(boundaries.found_by(PracticeCard.objects.all(), readers))
        meant = {
            page
            for page in PracticeCard.objects.all()
            if boundaries.readers(page).value >= readers.value
        }
        assert found == meant
    assert {page.title for page in published(PracticeCard)} == {"Open", "Bron"}


def test_a_draft_and_a_page_outside_every_site_are_for_nobody(world: World):
    draft = world.practice("Ontwerp", live=False)
    stray = world.practice("Los")
    outside = Page.objects.get(depth=1).add_child(instance=Page(title="Los", slug="los"))
    stray.move(outside, "last-child")
    stray.refresh_from_db()
    boundaries = Boundaries.read()
    assert boundaries.readers(draft) is Readers.NOBODY
    assert boundaries.readers(stray) is Readers.NOBODY


@pytest.mark.parametrize("address", ["/", "/themas/", "/gemeenten/", "/themas/energie/", "/alles/"])
def test_a_page_reads_the_restrictions_once(world: World, content, address: str):
    content(portal_making.make, world)
    client = Client()
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    table = PageViewRestriction._meta.db_table
    asked = [query["sql"] for query in queries if f'FROM "{table}"' in query["sql"]]
    # One by the portal; one by Wagtail itself, before it serves any page.
    ours = [sql for sql in asked if "path" in sql.partition("FROM")[0]]
    assert len(ours) == 1
    assert len(asked) <= 2
