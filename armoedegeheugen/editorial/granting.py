"""Grant the permissions of a role once; a later release adds only new ones.

Invariant: Wagtail's log records each permission that a group was granted, and none is granted
twice. A permission that an administrator added stays; one that an administrator removed does not
come back.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from wagtail.log_actions import log
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    ModelLogEntry,
    Page,
)

ACTION = "armoedegeheugen.granted"


@dataclass(frozen=True)
class Grant:
    """A permission, either on a page, on the files of a collection, or on the whole site."""

    name: str
    page: Page | None = None
    collection: Collection | None = None

    def __str__(self) -> str:
        """Return the name for the log, which states only the kind of place: the place may move."""
        return f"{'pagina ' * bool(self.page)}{'bestand ' * bool(self.collection)}{self.name}"


def grant(group: Group, wanted: Iterable[Grant]) -> int:
    """Grant the permissions that this group was never granted; return their number."""
    entries = ModelLogEntry.objects.for_instance(group).filter(action=ACTION)
    granted = {name for entry in entries for name in entry.data["names"]}
    new = {str(item): item for item in wanted if str(item) not in granted}
    if new:
        _add_to_group(group, new.values())
        log(group, ACTION, data={"names": sorted(new), "what": f"{len(new)}"})
    return len(new)


def _add_to_group(group: Group, grants: Iterable[Grant]) -> None:
    permissions = _permissions()
    site_wide = [item for item in grants if not (item.page or item.collection)]
    group.permissions.add(*(permissions[item.name] for item in site_wide))
    for item in grants:
        values = {"group": group, "permission": permissions[item.name]}
        if item.page:
            GroupPagePermission.objects.get_or_create(page=item.page, **values)
        if item.collection:
            GroupCollectionPermission.objects.get_or_create(collection=item.collection, **values)


def _permissions() -> dict[str, Permission]:
    rows = Permission.objects.select_related("content_type")
    return {f"{row.content_type.app_label}.{row.codename}": row for row in rows}
