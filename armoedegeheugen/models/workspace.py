"""Store the group and the collection that belong to an association in Wagtail.

The shelves are not stored: they are the pages on which the group has permissions, so that Wagtail's
permissions and the portal's pages cannot differ.
"""

from django.contrib.auth.models import Group
from django.db import models
from wagtail.models import Collection

from .organisation import Association


class Workspace(models.Model):
    """The group, with its permissions, and the collection of an association."""

    association = models.OneToOneField(
        Association, verbose_name="vereniging", on_delete=models.PROTECT, related_name="workspace"
    )
    group = models.OneToOneField(
        Group, verbose_name="groep", on_delete=models.PROTECT, related_name="workspace"
    )
    collection = models.ForeignKey(
        Collection, verbose_name="map", on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField("geopend op", auto_now_add=True)

    class Meta:
        verbose_name = "werkruimte van een vereniging"
        verbose_name_plural = "werkruimtes van verenigingen"
        ordering = ["association__name"]
        default_permissions = ()
        permissions = [("give_access", "Kan verenigingen en besturen toegang geven")]

    def __str__(self) -> str:
        return str(self.association)
