"""Store the last check of each web address.

`check_links` alone writes these rows, so that saving a page never waits for another site.
"""

from django.db import models
from django.utils import timezone


class CheckedLink(models.Model):
    """A web address, and the fault found at the last check."""

    url = models.URLField("webadres", max_length=2000, unique=True)
    # Empty: the address answered.
    fault = models.CharField("wat er mis is", max_length=200, blank=True)
    checked_at = models.DateTimeField("nagekeken op", default=timezone.now)
    failing_since = models.DateTimeField("stuk sinds", null=True, blank=True)

    class Meta:
        verbose_name = "nagekeken link"
        verbose_name_plural = "nagekeken links"
        ordering = ["url"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.url
