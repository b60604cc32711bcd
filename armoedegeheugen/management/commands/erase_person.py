"""`erase_person "name, e-mail or telephone"`: erase one person everywhere, and say where they were.

The search indices are built anew, so that nothing of it stays in their files; so exports and feeds
hold nothing of it either.
"""

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from ...safety import erasing
from ...safety.person import Person, TooVague

BEYOND = """Dit commando leest niet wat in afbeeldingen en documenten zelf staat, en geen back-ups.
Kijk die na, en bewaar back-ups niet langer dan nodig."""


class Command(BaseCommand):
    help = "Wist de gegevens van één persoon: uit pagina's, versies, logboeken, mails en zoekindex."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("person", help="voornaam en naam, e-mailadres of telefoonnummer")
        parser.add_argument("--dry-run", action="store_true", help="zeg alleen wat er zou gebeuren")

    def handle(self, *, person: str, dry_run: bool, **options: Any) -> None:
        try:
            meant = Person.of(person)
            self._leave_no_trace()
            found = erasing.erase(meant, dry_run=dry_run)
        except (TooVague, erasing.OnlyAdministrator) as fault:
            raise CommandError(str(fault)) from fault
        if not dry_run:
            self._indices()
            self._verify(meant)
        self._report(found, dry_run)

    def _report(self, found: erasing.Found, dry_run: bool) -> None:
        if not found.rows:
            self.stdout.write("Niets gevonden.")
        for what, number in sorted(found.rows.items()):
            names = ", ".join(sorted(found.fields[what]))
            self.stdout.write(f"{number:>5}  {what}{f' ({names})' if names else ''}")
        total = sum(found.rows.values())
        self.stdout.write(f"{total} keer {'gevonden, niets gewist' if dry_run else 'gewist'}.")
        self.stdout.write(BEYOND)

    def _verify(self, person: Person) -> None:
        if left := erasing.remaining(person):
            raise CommandError(f"Nog niet alles is weg: {', '.join(left)}. Start het opnieuw.")

    def _indices(self) -> None:
        call_command("wagtail_update_index", verbosity=0)
        if connection.vendor == "sqlite":
            self._tidy()
        call_command("search", "rebuild", stdout=self.stdout, stderr=self.stderr)

    def _leave_no_trace(self) -> None:
        """SQLite overwrites what is deleted, rather than only forgetting where it was."""
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA secure_delete = ON")

    def _tidy(self) -> None:
        """Words stay in SQLite's own index until its parts are put together."""
        table = "wagtailsearch_indexentry_fts"
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {table}({table}) VALUES('optimize')")
            if not connection.in_atomic_block:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
