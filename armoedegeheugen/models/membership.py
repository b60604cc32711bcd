"""Store for which association or public body a user speaks.

Deleting the row takes the right away.
"""

from django.conf import settings
from django.db import models

from .organisation import Association, Authority


class AssociationMember(models.Model):
    """A user who speaks for an association."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="gebruiker",
        on_delete=models.CASCADE,
        related_name="association_memberships",
    )
    association = models.ForeignKey(
        Association, verbose_name="vereniging", on_delete=models.PROTECT, related_name="members"
    )

    class Meta:
        verbose_name = "lid van een vereniging"
        verbose_name_plural = "leden van verenigingen"
        constraints = [
            models.UniqueConstraint(fields=["user", "association"], name="association_member_once")
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.association})"


class CouncilContact(models.Model):
    """A user who answers for a public body."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="gebruiker",
        on_delete=models.CASCADE,
        related_name="council_contacts",
    )
    authority = models.ForeignKey(
        Authority,
        verbose_name="bestuur of dienst",
        on_delete=models.PROTECT,
        related_name="contacts",
    )
    role = models.CharField(
        "functie", max_length=120, help_text="Zoals bezoekers ze lezen: diensthoofd welzijn."
    )

    class Meta:
        verbose_name = "contact van een bestuur"
        verbose_name_plural = "contacten van besturen"
        constraints = [
            models.UniqueConstraint(fields=["user", "authority"], name="council_contact_once")
        ]

    def __str__(self) -> str:
        return f"{self.role}, {self.authority}"
