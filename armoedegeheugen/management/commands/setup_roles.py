"""Create the groups and the workflow of the portal that do not exist yet."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ...editorial import roles


class Command(BaseCommand):
    """Create groups and the workflow."""

    help = "Maakt de groepen Redactie, Verenigingen en Medewerkers, en de workflow van de redactie."

    def handle(self, *args: Any, **options: Any) -> None:
        """Create what is missing and print its names."""
        try:
            created = roles.setup()
        except roles.PagesMissing as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Gemaakt: {', '.join(created)}." if created else "Alles was er al.")
