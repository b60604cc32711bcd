"""Files with practices → drafts, and a report in JSON.

Invariant: of a file either all drafts are made or none; a file that fails does not stop the others.
"""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, no_translations
from django.db import DatabaseError, transaction

from armoedegeheugen.importers import bundle, reading
from armoedegeheugen.importers.drafts import NoShelf, Shelf
from armoedegeheugen.importers.memory import gazetteer
from armoedegeheugen.importers.places import Gazetteer
from armoedegeheugen.importers.report import Report


class Command(BaseCommand):
    help = "Leest praktijken uit een bundel of een webpagina en maakt er ontwerpen van."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "files", nargs="+", type=Path, metavar="BESTAND", help="tekst (OCR) of opgeslagen HTML"
        )
        parser.add_argument(
            "--report", choices=["json"], default="json", help="de vorm van het verslag"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="alleen het verslag: maak geen ontwerpen"
        )

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        places = gazetteer()
        work = _Import(Shelf.open(dry=options["dry_run"]), places, self.stderr.write)
        failures = [said for file in options["files"] if (said := work.take(file))]
        self.stdout.write(json.dumps(work.report.data(), ensure_ascii=False, indent=2))
        for said in failures:
            self.stderr.write(said)
        if failures:
            sys.exit(1)


class _Import:
    """One run, over all files: what is known grows along."""

    def __init__(self, shelf: Shelf, places: Gazetteer, warn: Callable[[str], None]) -> None:
        self.shelf, self.places, self.warn = shelf, places, warn
        self.report = Report()

    def take(self, file: Path) -> str:
        """Reads one file and makes its drafts; a sentence if that fails, empty if not."""
        before = list(self.shelf.known)
        try:
            read = bundle.read(reading.read(file), self.places)
            with transaction.atomic():
                done = [self.shelf.put(card, read.source) for card in read.cards]
        except reading.Unreadable as problem:
            return str(problem)
        except (NoShelf, DatabaseError, ValidationError) as problem:
            self.shelf.known = before
            return f"{file}: er zijn geen ontwerpen gemaakt. {problem}"
        self.report.add_reading(read)
        if not read.cards:
            self.warn(f"{file}: er is geen praktijk in gevonden. Alles staat in de rest.")
        for card, result in zip(read.cards, done, strict=True):
            self.report.add_card(card, read.source, result)
        return ""
