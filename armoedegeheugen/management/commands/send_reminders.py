"""Put the reminders that are due in the outbox; the worker also does this."""

from typing import Any

from django.core.management.base import BaseCommand

from ...followup.reminders import send_reminders


class Command(BaseCommand):
    """Send reminders about recommendations."""

    help = "Stuurt herinneringen: kort voor een afgesproken dag, en na zes maanden zonder antwoord."

    def handle(self, *args: Any, **options: Any) -> None:
        """Put the reminders in the outbox and print their number."""
        number = send_reminders()
        self.stdout.write(f"{number} mail{'' if number == 1 else 's'} klaargezet.")
