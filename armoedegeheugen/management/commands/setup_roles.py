"""Makes the groups and the workflow of the portal; what is there stays as it is."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ...editorial import roles


class Command(BaseCommand):
    help = "Maakt de groepen Redactie, Verenigingen en Medewerkers, en de workflow van de redactie."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = roles.setup()
        except roles.PagesMissing as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"Gemaakt: {', '.join(made)}." if made else "Alles was er al.")
