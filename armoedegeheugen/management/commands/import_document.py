"""Articles, research and reports → drafts of dossiers or advices, and a report in JSON.

Invariant: of a file either a draft is made or nothing; a file that fails does not stop the others.
"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from ...importers.articles import drafts, pipeline, proposals
from ...importers.articles.report import Report
from ...importers.command import ImportCommand
from ...importers.drafts.existing import gazetteer
from ...importers.drafts.writer import NoOverview
from ...importers.reading.files import Unreadable


class Command(ImportCommand):
    help = "Leest een artikel, onderzoek of rapport en maakt er een ontwerp van."
    formats = "tekst, HTML, DOCX, ODT of PDF"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--kind",
            choices=sorted(drafts.MODELS),
            help="dossier of advies; zonder keuze beslissen de woorden van de tekst",
        )

    def work(self, options: dict[str, Any]) -> "_Import":
        return _Import(drafts.DraftWriter.load(dry_run=options["dry_run"]), options["kind"])


class _Import:
    def __init__(self, shelf: drafts.DraftWriter, kind: str | None) -> None:
        self.shelf, self.kind = shelf, kind
        self.words, self.places = drafts.load_vocabulary(), gazetteer()
        self.report = Report()

    def take(self, file: Path) -> str:
        before = list(self.shelf.known)
        try:
            reading = pipeline.read(file)
            found = proposals.propose(reading.article, self.words, self.places)
            kind = self.kind or drafts.kind_of(reading.article)
            with transaction.atomic():
                done = self.shelf.write(reading, found, kind)
        except Unreadable as problem:
            return str(problem)
        except (NoOverview, DatabaseError, ValidationError) as problem:
            self.shelf.known = before
            return f"{file}: er is geen ontwerp gemaakt. {problem}"
        self.report.add(reading, found, kind, done)
        return ""
