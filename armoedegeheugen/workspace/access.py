"""Open and close the workspace of an association, each in one transaction.

A member is a row of `AssociationMember`. The signals below keep Wagtail's groups equal to those
rows, wherever a row is made or deleted, so that nobody keeps an access without a row.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, Group, Permission
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Collection, GroupCollectionPermission, Page

from ..editorial.roles import ASSOCIATIONS
from ..models import Association, AssociationMember, Workspace
from . import shelves

ON_FILES = (
    ("wagtailimages", "add_image"),
    ("wagtailimages", "change_image"),
    ("wagtailimages", "choose_image"),
    ("wagtaildocs", "add_document"),
    ("wagtaildocs", "change_document"),
    ("wagtaildocs", "choose_document"),
)


@transaction.atomic
def open_for(association: Association, items: Iterable[Page] = ()) -> Workspace:
    """Return the workspace of an association, opened if it had none.

    Args:
        association: The association.
        items: Pages that it may edit from now on, where they stand.
    """
    found = Workspace.objects.filter(association=association).first()
    workspace = found or _make(association)
    shelves.permit(workspace.group, items, shelves.ON_ITEMS)
    return workspace


@transaction.atomic
def close(workspace: Workspace) -> None:
    """Its members lose their access at once. Pages and files stay, for editors to decide on."""
    for member in workspace.association.members.all():
        member.delete()
    group = workspace.group
    workspace.delete()
    group.delete()


def connect() -> None:
    """Give each member the groups of the workspace, and take them away again."""
    post_save.connect(_joined, sender=AssociationMember)
    post_delete.connect(_left, sender=AssociationMember)
    post_save.connect(_opened, sender=Workspace)


def _make(association: Association) -> Workspace:
    group = Group.objects.create(name=_free_name(f"Vereniging: {association}"))
    shelves.permit(group, shelves.make(association), shelves.ON_SHELVES)
    collection = _collection(association)
    for label, codename in ON_FILES:
        permission = Permission.objects.get(content_type__app_label=label, codename=codename)
        GroupCollectionPermission.objects.create(
            group=group, collection=collection, permission=permission
        )
    return Workspace.objects.create(association=association, group=group, collection=collection)


def _free_name(name: str) -> str:
    longest = 140  # a group's name has at most 150 letters
    free, number = name[:longest], 1
    while Group.objects.filter(name=free).exists():
        number += 1
        free = f"{name[:longest]} {number}"
    return free


def _collection(association: Association) -> Collection:
    root = Collection.get_first_root_node()
    above = root.get_children().filter(name=ASSOCIATIONS).first()
    above = above or root.add_child(name=ASSOCIATIONS)
    taken = Workspace.objects.values("collection")
    own = above.get_children().filter(name=association.name).exclude(pk__in=taken).first()
    above.refresh_from_db()
    return own or above.add_child(name=association.name)


def _joined(instance: AssociationMember, **_: Any) -> None:
    workspace = Workspace.objects.filter(association=instance.association_id).first()
    if workspace:
        _let_in(instance.user, workspace)


def _opened(instance: Workspace, created: bool, **_: Any) -> None:
    """Add the members that the association had before its workspace."""
    if created:
        for member in instance.association.members.select_related("user"):
            _let_in(member.user, instance)


def _let_in(user: AbstractBaseUser, workspace: Workspace) -> None:
    everyone, _new = Group.objects.get_or_create(name=ASSOCIATIONS)
    user.groups.add(everyone, workspace.group)  # type: ignore[attr-defined]


def _left(instance: AssociationMember, **_: Any) -> None:
    groups = instance.user.groups
    groups.remove(*Group.objects.filter(workspace__association=instance.association_id))
    if not AssociationMember.objects.filter(user=instance.user_id).exists():
        groups.remove(*Group.objects.filter(name=ASSOCIATIONS))
