"""Run `backup FOLDER`: write the database and the uploads to one file, while the site runs."""

from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ...backup.errors import BackupError
from ...backup.make import make


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError("geef een geheel getal vanaf 1")
    return int(text)


class Command(BaseCommand):
    """The command `backup`."""

    help = "Bewaart de databank en de bestanden in één bestand, terwijl de site draait."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the folder and the number to keep."""
        parser.add_argument("folder", type=Path, help="de map voor de back-ups")
        parser.add_argument(
            "--keep", type=_count, help="bewaar zoveel back-ups, en verwijder oudere"
        )

    def handle(self, *, folder: Path, keep: int | None, **options: Any) -> None:
        """Make a backup and print its path."""
        try:
            path = make(folder.absolute(), keep)
        except BackupError as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write(str(path))
