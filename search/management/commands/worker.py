"""Run `worker`: keep the index up to date and run periodic tasks."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from armoedegeheugen.backup import serving
from armoedegeheugen.backup.errors import BackupError

from ...worker.worker import Worker


class Command(BaseCommand):
    """The command `worker`."""

    help = "Houdt de zoekindex bij en doet wat op tijd moet gebeuren. Stopt netjes bij SIGTERM."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the option `--once`."""
        parser.add_argument(
            "--once", action="store_true", help="stop zodra er niets meer te doen is"
        )

    def handle(self, *, once: bool, **options: Any) -> None:
        """Work until stopped, or until nothing is due."""
        try:
            serving.hold()
        except BackupError as fault:
            raise CommandError(str(fault)) from fault
        worker = Worker()
        worker.stop.on_signals()
        if not worker.run(once=once):
            raise CommandError("Niet alles is gelukt; de rest blijft in de wachtrij.")
