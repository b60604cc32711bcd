"""`worker`: keep the index up to date, publish what is scheduled, let tasks come round."""

import logging
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ...worker.worker import Worker


class Command(BaseCommand):
    help = "Houdt de zoekindex bij en doet wat op tijd moet gebeuren. Stopt netjes bij SIGTERM."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="stop zodra er niets meer te doen is"
        )

    def handle(self, *, once: bool, **options: Any) -> None:
        logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
        # Of each request to Elasticsearch a line would drown those of the worker.
        logging.getLogger("elastic_transport").setLevel(logging.WARNING)
        worker = Worker()
        worker.stop.on_signals()
        if not worker.run(once=once):
            raise CommandError("Niet alles is gelukt; de rest blijft in de wachtrij.")
