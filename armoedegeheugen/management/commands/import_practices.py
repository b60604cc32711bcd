"""Import practices from bundles and web pages as drafts, with a JSON report.

Invariant: of a file either all drafts are made or none; a file that fails does not stop the others.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from ...importers.cards import pipeline
from ...importers.command import ImportCommand
from ...importers.drafts.existing import gazetteer
from ...importers.drafts.writer import NoOverview, Shelf
from ...importers.gazetteer import Gazetteer
from ...importers.reading import files
from ...importers.report import Report


class Command(ImportCommand):
    """Import practices as drafts of inspiration cards."""

    help = "Leest praktijken uit een bundel of een webpagina en maakt er ontwerpen van."
    formats = "tekst (OCR) of opgeslagen HTML"

    def work(self, options: dict[str, Any]) -> "_Import":
        """Return the work of one run."""
        return _Import(Shelf.open(dry=options["dry_run"]), gazetteer(), self.stderr.write)


class _Import:
    def __init__(self, shelf: Shelf, places: Gazetteer, warn: Callable[[str], None]) -> None:
        self.shelf, self.places, self.warn = shelf, places, warn
        self.report = Report()

    def take(self, file: Path) -> str:
        """Make the drafts of a file; return a sentence if that fails."""
        before = list(self.shelf.known)
        try:
            read = pipeline.read(files.read(file), self.places)
            with transaction.atomic():
                done = [self.shelf.put(card, read.source) for card in read.cards]
        except files.Unreadable as problem:
            return str(problem)
        except (NoOverview, DatabaseError, ValidationError) as problem:
            self.shelf.known = before
            return f"{file}: er zijn geen ontwerpen gemaakt. {problem}"
        self.report.add_reading(read)
        if not read.cards:
            self.warn(f"{file}: er is geen praktijk in gevonden. Alles staat in de rest.")
        for card, result in zip(read.cards, done, strict=True):
            self.report.add_card(card, read.source, result)
        return ""
