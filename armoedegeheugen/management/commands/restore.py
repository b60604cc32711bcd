"""Run `restore PATH`: replace the database and the uploads by those of a backup."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from ...backup.errors import BackupError
from ...backup.restore import restore
from ...operations import private_files


class Command(BaseCommand):
    """The command `restore`."""

    help = "Zet een back-up terug. Stop eerst de webserver en de worker. Wat er is, blijft bewaard."

    # The database may be older than the code, or damaged.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the path."""
        parser.add_argument("path", type=Path, help="een bestand dat `backup` maakte")

    def handle(self, *, path: Path, **options: Any) -> None:
        """Restore, rebuild the search index, and say where the old data are."""
        try:
            result = restore(path, self.stdout.write)
        except BackupError as fault:
            raise CommandError(str(fault)) from fault
        private_files.close_to_others()
        call_command("search", "rebuild", stdout=self.stdout, stderr=self.stderr)
        self.stdout.write(
            f"Teruggezet: {result.rows} rijen en {result.files} bestanden van {result.made_at}."
        )
        if result.held_mails:
            self.stdout.write(
                f"{result.held_mails} mails wachtten toen nog. Ze vertrekken niet vanzelf:"
                " ze zijn misschien al verstuurd. Zie Berichten in het beheer."
            )
        if result.aside:
            self.stdout.write(
                f"De oude databank staat in {result.aside}, de oude bestanden in de mappen"
                f" {result.aside_folder}. Verwijder ze als alles klopt."
            )
