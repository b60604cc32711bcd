"""Grant the permissions of a role once; a later release adds only new ones.

Invariant: what a group was given is written in Wagtail's own log, and only what never was is given.
So what an administrator added stays, and what an administrator took away stays away.
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
    """A permission by its name, on a page, on the files of a collection, or on neither."""

    name: str
    page: Page | None = None
    collection: Collection | None = None

    def __str__(self) -> str:
        """As the log keeps it: the place by its kind, so that moving it changes nothing."""
        return f"{'pagina ' * bool(self.page)}{'bestand ' * bool(self.collection)}{self.name}"


def grant(group: Group, wanted: Iterable[Grant]) -> int:
    """Give what was never given to this group; returns how much that was."""
    entries = ModelLogEntry.objects.for_instance(group).filter(action=ACTION)
    given = {name for entry in entries for name in entry.data["names"]}
    new = {str(each): each for each in wanted if str(each) not in given}
    if new:
        _give(group, new.values())
        log(group, ACTION, data={"names": sorted(new), "what": f"{len(new)}"})
    return len(new)


def _give(group: Group, grants: Iterable[Grant]) -> None:
    known = _permissions()
    group.permissions.add(*(known[e.name] for e in grants if not (e.page or e.collection)))
    for each in grants:
        told = {"group": group, "permission": known[each.name]}
        if each.page:
            GroupPagePermission.objects.get_or_create(page=each.page, **told)
        if each.collection:
            GroupCollectionPermission.objects.get_or_create(collection=each.collection, **told)


def _permissions() -> dict[str, Permission]:
    rows = Permission.objects.select_related("content_type")
    return {f"{row.content_type.app_label}.{row.codename}": row for row in rows}
