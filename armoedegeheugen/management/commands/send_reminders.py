"""Sends the reminders that are due. The worker does so by itself; a timer may do it as well."""

from typing import Any

from django.core.management.base import BaseCommand

from ...followup.reminders import send_reminders


class Command(BaseCommand):
    help = "Stuurt herinneringen: kort voor een afgesproken dag, en na zes maanden zonder antwoord."

    def handle(self, *args: Any, **options: Any) -> None:
        number = send_reminders()
        self.stdout.write(f"{number} mail{'' if number == 1 else 's'} verstuurd.")
