"""Store the recovery codes of the second step of the log-in, hashed."""

from django.conf import settings
from django.db import models


class RecoveryCode(models.Model):
    """A code that once takes the place of the code of a telephone; it is deleted when used."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="gebruiker",
        on_delete=models.CASCADE,
        related_name="recovery_codes",
    )
    # The codes of a user share their salt, so that one hash finds a code among them.
    salt = models.CharField(max_length=32)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = "herstelcode"
        verbose_name_plural = "herstelcodes"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["user", "digest"], name="recovery_code_once")
        ]

    def __str__(self) -> str:
        return f"herstelcode van {self.user}"
