"""Erase submissions whose retention period is over."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from ...submissions.erasure import erase_submissions


class Command(BaseCommand):
    """Erase submissions that were withdrawn, refused or never confirmed."""

    help = "Wist ingestuurde praktijken waarvan de bewaartijd voorbij is."

    def handle(self, *, verbosity: int, **options: Any) -> None:
        """Erase the submissions and print the numbers."""
        erased = erase_submissions(timezone.now())
        if verbosity:
            self.stdout.write(
                f"{erased.submissions} inzendingen en {erased.files} losse bestanden gewist."
            )
