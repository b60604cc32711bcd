"""Check whether the links in items still work; the worker also does this, every hour."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from ...editorial.link_check import check_links


class Command(BaseCommand):
    """Check links."""

    help = "Kijkt na of de links in kaarten, adviezen en dossiers nog werken."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("--all", action="store_true", help="alle links die aan de beurt zijn")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check the links that are due and print the numbers."""
        checked, broken = check_links(all_due=options["all"])
        self.stdout.write(f"{checked} links nagekeken, {broken} werken niet.")
