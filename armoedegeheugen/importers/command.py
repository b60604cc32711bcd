"""What the commands that import share: files in, drafts made, a report in JSON out.

Invariant: a file that fails does not stop the others; it is told, and the command ends with 1.
"""

import json
import sys
from abc import ABC, abstractmethod
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Protocol

from django.core.management.base import BaseCommand, no_translations


class Told(Protocol):
    def data(self) -> Any: ...


class Work(Protocol):
    """One run, over all files: what is known grows along."""

    @property
    def report(self) -> Told: ...

    def take(self, file: Path) -> str:
        """Reads one file and makes its drafts; a sentence if that fails, empty if not."""


class ImportCommand(BaseCommand, ABC):
    formats: str
    """Which files it reads, for its help."""

    @abstractmethod
    def work(self, options: dict[str, Any]) -> Work: ...

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="BESTAND", help=self.formats)
        parser.add_argument(
            "--report", choices=["json"], default="json", help="de vorm van het verslag"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="alleen het verslag: maak geen ontwerpen"
        )

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        work = self.work(options)
        failures = [said for file in options["files"] if (said := work.take(file))]
        self.stdout.write(json.dumps(work.report.data(), ensure_ascii=False, indent=2))
        for said in failures:
            self.stderr.write(said)
        if failures:
            sys.exit(1)
