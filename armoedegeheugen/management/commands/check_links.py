"""Looks whether the links in items still lead somewhere; the worker runs it every hour."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from ...editorial.link_check import check_links


class Command(BaseCommand):
    help = "Kijkt na of de links in kaarten, adviezen en dossiers nog werken."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="alle links die aan de beurt zijn")

    def handle(self, *args: Any, **options: Any) -> None:
        seen, dead = check_links(all_due=options["all"])
        self.stdout.write(f"{seen} links nagekeken, {dead} werken niet.")
