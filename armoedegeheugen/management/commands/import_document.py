"""Import articles and reports as drafts of dossiers or advices, with a JSON report.

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
    """Import documents as drafts of dossiers or advices."""

    help = "Leest een artikel, onderzoek of rapport en maakt er een ontwerp van."
    formats = "tekst, HTML, DOCX, ODT of PDF"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the choice of a kind to the shared arguments."""
        super().add_arguments(parser)
        parser.add_argument(
            "--kind",
            choices=sorted(drafts.MODELS),
            help="dossier of advies; zonder keuze beslissen de woorden van de tekst",
        )

    def work(self, options: dict[str, Any]) -> "_Import":
        """Return the work of one run."""
        return _Import(drafts.DraftWriter.load(dry_run=options["dry_run"]), options["kind"])


class _Import:
    def __init__(self, writer: drafts.DraftWriter, kind: str | None) -> None:
        self.writer, self.kind = writer, kind
        self.words, self.places = drafts.load_vocabulary(), gazetteer()
        self.report = Report()

    def take(self, file: Path) -> str:
        """Make the draft of a file; return a sentence if that fails."""
        before = list(self.writer.known)
        try:
            reading = pipeline.read(file)
            proposed = proposals.propose(reading.article, self.words, self.places)
            kind = self.kind or drafts.kind_of(reading.article)
            with transaction.atomic():
                outcome = self.writer.write(reading, proposed, kind)
        except Unreadable as problem:
            return str(problem)
        except (NoOverview, DatabaseError, ValidationError) as problem:
            self.writer.known = before
            return f"{file}: er is geen ontwerp gemaakt. {problem}"
        self.report.add(reading, proposed, kind, outcome)
        return ""
