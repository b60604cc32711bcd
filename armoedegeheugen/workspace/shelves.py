"""Make the overviews on which an association keeps its items.

Invariant: a group has permissions on its own shelves, and on single items of before it had
shelves. It sees no unpublished page besides these.
"""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db.models import QuerySet
from django.utils.text import slugify
from wagtail.models import GroupPagePermission, Page

from ..models import Association, KnowledgePage, Workspace
from ..models.groups import OPEN_TO_ASSOCIATIONS
from ..models.slugs import free_slug
from ..sections.models import HomePage, OverviewPage

ON_SHELVES = ("add_page", "change_page")
ON_ITEMS = ("change_page",)


class ShelvesMissing(Exception):
    """The overviews under which the shelves would stand are not there."""


def make(association: Association) -> list[OverviewPage]:
    """Return a shelf under each overview that is open to associations, made if need be.

    Raises:
        ShelvesMissing: The overviews do not exist.
    """
    home = HomePage.objects.first()
    open_ones = OverviewPage.objects.child_of(home) if home else OverviewPage.objects.none()
    parents = open_ones.filter(slug__in=OPEN_TO_ASSOCIATIONS)
    if parents.count() < len(OPEN_TO_ASSOCIATIONS):
        names = " en ".join(OPEN_TO_ASSOCIATIONS)
        raise ShelvesMissing(f"De overzichten {names} zijn er niet. Maak die eerst.")
    return [_shelf(parent, association) for parent in parents]


def permit(group: Group, pages: Iterable[Page], codenames: Iterable[str]) -> None:
    """Give a group permissions on pages."""
    permissions = Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=codenames
    )
    for page in pages:
        for permission in permissions:
            GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def of_group(group: Group) -> QuerySet[OverviewPage]:
    """Return the overviews to which a group may add items."""
    given = GroupPagePermission.objects.filter(group=group, permission__codename="add_page")
    return OverviewPage.objects.filter(pk__in=given.values("page"))


def association_of(shelf: Page) -> Association | None:
    """Return the association of a shelf; None for an overview of the whole site."""
    owners = Workspace.objects.filter(
        group__page_permissions__page=shelf.pk,
        group__page_permissions__permission__codename="add_page",
    )
    found = owners.select_related("association").first()
    return found.association if found else None


def earlier_items(association: Association, models: Iterable[type[KnowledgePage]]) -> list[Page]:
    """Items of this association alone, wherever they stand."""
    found: list[Page] = []
    for model in models:
        items = model.objects.filter(associations=association)
        others = model.objects.filter(
            associations__in=Association.objects.exclude(pk=association.pk)
        )
        found += items.exclude(pk__in=others.values("pk")).order_by("title")
    return found


def _shelf(parent: OverviewPage, association: Association) -> OverviewPage:
    slug = association.slug or slugify(association.name)
    there = OverviewPage.objects.child_of(parent).filter(slug=slug).first()
    if there and association_of(there) is None:
        return there
    free = free_slug(slug, parent)
    shelf = OverviewPage(title=association.name, slug=free, kind=parent.kind, live=False)
    parent.refresh_from_db()  # how many children it has decides where the next one goes
    parent.add_child(instance=shelf)
    shelf.save_revision().publish()
    shelf.refresh_from_db()
    return shelf
