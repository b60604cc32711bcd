"""Create a site's first pages and roles and, unless `--empty` is given, the demo content.

Invariant: a run creates everything or nothing, and only what never existed before.
"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, no_translations
from django.db import transaction

from ...demo import content, followups, terms, tree, users
from ...demo.pictures import Pictures
from ...editorial import roles


class Command(BaseCommand):
    """Create pages, roles and demo content."""

    help = "Maakt de pagina’s, de rollen en de voorbeelden die er nog niet zijn."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument(
            "--empty", action="store_true", help="alleen de pagina’s en rollen die elke site heeft"
        )

    @no_translations
    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Create what is missing, in one transaction, and print the numbers."""
        pages = tree.build()
        self._report("Pagina’s", len(pages))
        roles.setup()
        if options["empty"]:
            return
        pictures = Pictures()
        organisations = terms.load(terms.Terms(), pictures)
        self._report("Verenigingen en besturen", len(organisations))
        items = content.load(terms.Terms(), pictures)
        self._report("Kaarten, adviezen en dossiers", len(items))
        self._report("Opvolging en overnames", followups.load(terms.Terms()))
        try:
            self._report("Gebruikers om te proberen", len(users.load()))
        except users.NotADemo as reason:
            self.stderr.write(str(reason))

    def _report(self, kind: str, created: int) -> None:
        self.stdout.write(f"{kind}: {created} toegevoegd")
