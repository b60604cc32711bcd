"""A site with its four overviews, its roles, and someone in each of them."""

from dataclasses import dataclass

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from wagtail.models import Page, Site

from armoedegeheugen.editorial import roles
from armoedegeheugen.models import Association, AssociationMember, Workspace
from armoedegeheugen.sections.models import HomePage, OverviewPage
from armoedegeheugen.workspace import access, shelves
from tests.databases.content import Content
from tests.world import association

SHELVES = {"praktijken": "praktijk", "adviezen": "advies", "dossiers": "dossier", "intern": ""}
PASSWORD = "geheim-woord"


@dataclass
class Portal:
    home: HomePage
    praktijken: OverviewPage
    adviezen: OverviewPage
    dossiers: OverviewPage
    intern: OverviewPage


@pytest.fixture
def bare(db: None, content: Content) -> Portal:
    """The pages, before anyone has a role."""
    return content(pages)


@pytest.fixture
def portal(bare: Portal, content: Content) -> Portal:
    content(roles.setup)
    return bare


def pages() -> Portal:
    """A home page with its four overviews."""
    for old in Page.objects.filter(depth=2):
        old.delete()
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=HomePage(title="Armoedegeheugen", slug="home"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": home}
    )
    Site.clear_site_root_paths_cache()
    shelves = {
        slug: home.add_child(instance=OverviewPage(title=slug.title(), slug=slug, kind=kind))
        for slug, kind in SHELVES.items()
    }
    return Portal(home, **shelves)


def person(name: str, group: str) -> User:
    user = User.objects.create_user(name, f"{name}@example.org", PASSWORD)
    user.groups.add(Group.objects.get(name=group))
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor(portal: Portal, content: Content) -> Client:
    return content(signed_in, content(person, "redacteur", roles.EDITORS))


@dataclass
class Own:
    """What one association has."""

    workspace: Workspace
    adviezen: OverviewPage
    dossiers: OverviewPage

    @property
    def association(self) -> Association:
        return self.workspace.association


def place_of(name: str) -> Own:
    workspace = access.open_for(association(name))
    found = {shelf.kind: shelf for shelf in shelves.of_group(workspace.group)}
    return Own(workspace, adviezen=found["advies"], dossiers=found["dossier"])


def joined(name: str, own: Own) -> User:
    user = User.objects.create_user(name, f"{name}@example.org", PASSWORD)
    AssociationMember.objects.create(user=user, association=own.association)
    return user


@pytest.fixture
def own(portal: Portal, content: Content) -> Own:
    """The place of the association that `member` is of."""
    return content(place_of, "Welzijnshuis")


@pytest.fixture
def member(own: Own, content: Content) -> Client:
    """A member of an association."""
    return content(signed_in, content(joined, "lid", own))


@pytest.fixture
def rival(portal: Portal, content: Content) -> Client:
    """A member of another association."""
    return content(signed_in, content(joined, "rivaal", content(place_of, "Buurtwerk")))


@pytest.fixture
def visitor() -> Client:
    return Client()
