"""Gives a site its tree of pages and, unless it must stay empty, content and log-ins to try.

Invariant: all of it is made or none, and a run adds only what was never there.
"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, no_translations
from django.db import transaction

from ...demo import content, followups, terms, tree, users
from ...demo.pictures import Pictures
from ...editorial import roles


class Command(BaseCommand):
    help = "Maakt de pagina’s, de rollen en de voorbeelden die er nog niet zijn."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--empty", action="store_true", help="alleen de pagina’s en rollen die elke site heeft"
        )

    @no_translations
    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        pages = tree.build()
        self._say("Pagina’s", pages)
        roles.setup()
        if options["empty"]:
            return
        known, pictures = terms.Terms(), Pictures()
        self._say("Verenigingen en besturen", terms.load(known, pictures))
        self._say("Kaarten, adviezen en dossiers", content.load(terms.Terms(), pictures))
        self._count("Opvolging en overnames", followups.load(terms.Terms()))
        try:
            self._say("Gebruikers om te proberen", users.load())
        except users.NotADemo as reason:
            self.stderr.write(str(reason))

    def _say(self, what: str, made: list[str]) -> None:
        self._count(what, len(made))

    def _count(self, what: str, made: int) -> None:
        self.stdout.write(f"{what}: {made} toegevoegd")
