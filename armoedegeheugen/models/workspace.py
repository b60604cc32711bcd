"""What belongs to an association in Wagtail: a group with its permissions, and a collection.

Its shelves are not named here: they are the pages on which the group has permissions, so that what
Wagtail allows and what the portal shows cannot differ.
"""

from django.contrib.auth.models import Group
from django.db import models
from wagtail.models import Collection

from .organisation import Association


class Workspace(models.Model):
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
