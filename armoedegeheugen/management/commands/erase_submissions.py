"""`erase_submissions`: erase what senders withdrew, what was refused, and what nobody confirmed."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from ...submissions.erasure import erase_submissions


class Command(BaseCommand):
    help = "Wist ingestuurde praktijken waarvan de bewaartijd voorbij is."

    def handle(self, *, verbosity: int, **options: Any) -> None:
        erased = erase_submissions(timezone.now())
        if verbosity:
            self.stdout.write(
                f"{erased.submissions} inzendingen en {erased.files} losse bestanden gewist."
            )
