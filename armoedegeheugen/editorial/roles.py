"""Who may do what: three groups beside the administrator.

Invariant: a group gets its permissions when it is made and never again, so that what an
administrator changed afterwards stays. A page that only some may read is Wagtail's own view
restriction, the one source of truth that the search follows.
"""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Model
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    PageLogEntry,
    PageViewRestriction,
)

from ..models import Adoption, HomePage, OverviewPage, Term
from ..safety import two_steps
from .workflow import retire_wagtails_own, set_up_workflow

EDITORS = "Redactie"
ASSOCIATIONS = "Verenigingen"
STAFF = "Medewerkers"

INTERNAL = "intern"
"""The slug of the overview that only editors and staff may read."""

ALL_FILES = "Alle bestanden"
"""What the collection above all others is called, instead of Wagtail's "Root"."""

OPEN_TO_ASSOCIATIONS = ("adviezen", "dossiers")

EDITORS_ON_PAGES = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
EDITORS_ON_FILES = (
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
    "wagtaildocs.choose_document",
)


class PagesMissing(Exception):
    """The roles are about pages that are not there yet."""


@transaction.atomic
def setup() -> list[str]:
    """Make the groups and the workflow that are not there; returns what was made."""
    home = HomePage.objects.first()
    if home is None:
        raise PagesMissing("Er is nog geen startpagina. Maak eerst de pagina's.")
    made = []
    for name, equip in (
        (EDITORS, _equip_editors),
        (ASSOCIATIONS, _equip_associations),
        (STAFF, _equip_staff),
    ):
        group, new = Group.objects.get_or_create(name=name)
        if new:
            equip(group, home)
            made.append(f"groep {name}")
    if set_up_workflow(Group.objects.get(name=EDITORS), home):
        retire_wagtails_own()
        made.append("workflow")
    if _fence(home):
        made.append("afscherming van de interne pagina's")
    return made


def _equip_editors(group: Group, home: HomePage) -> None:
    terms = [model for model in Term.__subclasses__() if not model._meta.abstract]
    kept: list[type[Model]] = [*terms, Adoption]
    group.permissions.add(
        *_permissions(
            ["wagtailadmin.access_admin", "search.search_internal", "search.operate_index"]
        ),
        *_permissions(["armoedegeheugen.give_access"]),
        *_permissions(f"search.{verb}_synonym" for verb in ("add", "change", "delete", "view")),
        two_steps.permission(),
        *_permissions(f"armoedegeheugen.{verb}_submission" for verb in ("view", "change")),
        *Permission.objects.filter(
            content_type__app_label="armoedegeheugen",
            content_type__model__in=[model._meta.model_name for model in kept],
        ),
    )
    _on_pages(group, [home], EDITORS_ON_PAGES)
    root = Collection.get_first_root_node()
    Collection.objects.filter(pk=root.pk, name="Root").update(name=ALL_FILES)
    _on_files(group, root, EDITORS_ON_FILES)


def _equip_associations(group: Group, home: HomePage) -> None:
    """Into the admin, and no further: where a member may work is said by the group of their own
    association, so that none sees what another is writing."""
    for slug in OPEN_TO_ASSOCIATIONS:
        _shelf(home, slug)
    group.permissions.add(*_permissions(["wagtailadmin.access_admin"]))


def _equip_staff(group: Group, home: HomePage) -> None:
    group.permissions.add(*_permissions(["search.search_internal"]))


def _fence(home: HomePage) -> bool:
    """Close the internal overview, unless an administrator closed or opened it before."""
    shelf = OverviewPage.objects.child_of(home).filter(slug=INTERNAL).first()
    if shelf is None or shelf.view_restrictions.exists() or _once_fenced(shelf):
        return False
    restriction = PageViewRestriction(page=shelf, restriction_type=PageViewRestriction.GROUPS)
    restriction.save()
    restriction.groups.set(Group.objects.filter(name__in=[EDITORS, STAFF]))
    return True


def _once_fenced(page: Page) -> bool:
    """A page that was opened again is meant to be open; its history tells."""
    history = PageLogEntry.objects.filter(page=page)
    return history.filter(action__startswith="wagtail.view_restriction").exists()


def _shelf(home: HomePage, slug: str) -> OverviewPage:
    shelf = OverviewPage.objects.child_of(home).filter(slug=slug).first()
    if shelf is None:
        raise PagesMissing(f"Het overzicht '{slug}' is er nog niet. Maak eerst de pagina's.")
    return shelf


def _permissions(names: Iterable[str]) -> list[Permission]:
    found = []
    for name in names:
        label, codename = name.split(".")
        found.append(Permission.objects.get(content_type__app_label=label, codename=codename))
    return found


def _on_pages(group: Group, pages: list[Page], codenames: Iterable[str]) -> None:
    permissions = _permissions(f"wagtailcore.{codename}" for codename in codenames)
    for page in pages:
        for permission in permissions:
            GroupPagePermission.objects.create(group=group, page=page, permission=permission)


def _on_files(group: Group, collection: Collection, names: Iterable[str]) -> None:
    for permission in _permissions(names):
        GroupCollectionPermission.objects.create(
            group=group, collection=collection, permission=permission
        )
