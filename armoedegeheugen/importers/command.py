"""Provide the base of the import commands: read files, make drafts, print a JSON report.

Invariant: a file that fails does not stop the others; the command names it and ends with status 1.
"""

import json
import sys
from abc import ABC, abstractmethod
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Protocol

from django.core.management.base import BaseCommand, no_translations


class Report(Protocol):
    """The result of a run."""

    def data(self) -> Any:
        """Return the report as plain values for JSON."""


class Work(Protocol):
    """One run over all files; each file sees what the earlier ones added."""

    @property
    def report(self) -> Report:
        """Return what became of the files so far."""

    def take(self, file: Path) -> str:
        """Read one file and make its drafts; return a Dutch sentence if that fails, else ""."""


class ImportCommand(BaseCommand, ABC):
    """A command that imports files and prints a report."""

    # The file formats, for the help text.
    formats: str

    @abstractmethod
    def work(self, options: dict[str, Any]) -> Work:
        """Start a run with the options of the command line."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the files and the options of every import command."""
        parser.add_argument("files", nargs="+", type=Path, metavar="BESTAND", help=self.formats)
        parser.add_argument(
            "--report", choices=["json"], default="json", help="de vorm van het verslag"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="alleen het verslag: maak geen ontwerpen"
        )

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        """Import each file, print the report, and exit with 1 if a file failed."""
        work = self.work(options)
        failures = [failure for file in options["files"] if (failure := work.take(file))]
        self.stdout.write(json.dumps(work.report.data(), ensure_ascii=False, indent=2))
        for failure in failures:
            self.stderr.write(failure)
        if failures:
            sys.exit(1)
