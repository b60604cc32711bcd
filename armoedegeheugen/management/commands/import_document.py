"""Articles, research and reports → drafts of dossiers or advices, and a report in JSON.

Invariant: of a file either a draft is made or nothing; a file that fails does not stop the others.
"""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, no_translations
from django.db import DatabaseError, transaction

from armoedegeheugen.importers.articles import drafts, proposals, read
from armoedegeheugen.importers.articles.report import Report
from armoedegeheugen.importers.drafts import NoShelf
from armoedegeheugen.importers.memory import gazetteer
from armoedegeheugen.importers.reading import Unreadable


class Command(BaseCommand):
    help = "Leest een artikel, onderzoek of rapport en maakt er een ontwerp van."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "files", nargs="+", type=Path, metavar="BESTAND", help="tekst, HTML, DOCX, ODT of PDF"
        )
        parser.add_argument(
            "--kind",
            choices=sorted(drafts.MODELS),
            help="dossier of advies; zonder keuze beslissen de woorden van de tekst",
        )
        parser.add_argument(
            "--report", choices=["json"], default="json", help="de vorm van het verslag"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="alleen het verslag: maak geen ontwerpen"
        )

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        work = _Import(drafts.Shelf.open(dry=options["dry_run"]), options["kind"])
        failures = [said for file in options["files"] if (said := work.take(file))]
        self.stdout.write(json.dumps(work.report.data(), ensure_ascii=False, indent=2))
        for said in failures:
            self.stderr.write(said)
        if failures:
            sys.exit(1)


class _Import:
    """One run, over all files: what is known grows along."""

    def __init__(self, shelf: drafts.Shelf, kind: str | None) -> None:
        self.shelf, self.kind = shelf, kind
        self.words, self.places = drafts.vocabulary(), gazetteer()
        self.report = Report()

    def take(self, file: Path) -> str:
        """Reads one file and makes its draft; a sentence if that fails, empty if not."""
        before = list(self.shelf.known)
        try:
            reading = read.read(file)
            found = proposals.of(reading.article, self.words, self.places)
            kind = self.kind or drafts.kind_of(reading.article)
            with transaction.atomic():
                done = self.shelf.put(reading, found, kind)
        except Unreadable as problem:
            return str(problem)
        except (NoShelf, DatabaseError, ValidationError) as problem:
            self.shelf.known = before
            return f"{file}: er is geen ontwerp gemaakt. {problem}"
        self.report.add(reading, found, kind, done)
        return ""
