"""Erase one person everywhere and report where they were found.

    erase_person "name, e-mail address or telephone number"

The search indices are rebuilt, so that nothing remains in their files, exports or feeds.
"""

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from ...safety import erasure
from ...safety.person import Person, TooVague

NOTICE = """Dit commando leest niet wat in afbeeldingen en documenten zelf staat, en geen back-ups.
Kijk die na, en bewaar back-ups niet langer dan nodig."""

# Lines with possible matches; more would hide the rest of the report.
MOST_LISTED = 100


class Command(BaseCommand):
    """Erase the data of one person."""

    help = "Wist de gegevens van één persoon: uit pagina's, versies, logboeken, mails en zoekindex."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("person", help="voornaam en naam, e-mailadres of telefoonnummer")
        parser.add_argument("--dry-run", action="store_true", help="zeg alleen wat er zou gebeuren")

    def handle(self, *, person: str, dry_run: bool, **options: Any) -> None:
        """Erase the person, rebuild the indices and check that nothing is left."""
        try:
            subject = Person.of(person)
            self._overwrite_deleted_rows()
            found = erasure.erase(subject, dry_run=dry_run)
        except (TooVague, erasure.OnlyAdministrator) as fault:
            raise CommandError(str(fault)) from fault
        if not dry_run:
            self._rebuild_indices()
            self._verify(subject)
        self._report(found, dry_run)

    def _report(self, found: erasure.ErasureReport, dry_run: bool) -> None:
        if not found.rows:
            self.stdout.write("Niets gevonden.")
        for table, number in sorted(found.rows.items()):
            names = ", ".join(sorted(found.fields[table]))
            self.stdout.write(f"{number:>5}  {table}{f' ({names})' if names else ''}")
        total = sum(found.rows.values())
        self.stdout.write(f"{total} keer {'gevonden, niets gewist' if dry_run else 'gewist'}.")
        self._report_possible(found)
        self.stdout.write(NOTICE)

    def _report_possible(self, found: erasure.ErasureReport) -> None:
        if not found.possible:
            return
        self.stdout.write("Misschien ook deze persoon. Dit bleef staan, kijk het zelf na:")
        listed = sorted(found.possible.items())
        for (table, words), number in listed[:MOST_LISTED]:
            self.stdout.write(f"{number:>5}  {table}: … {words} …")
        if len(listed) > MOST_LISTED:
            self.stdout.write(f"       en nog {len(listed) - MOST_LISTED} plaatsen")

    def _verify(self, person: Person) -> None:
        if left := erasure.remaining(person):
            raise CommandError(f"Nog niet alles is weg: {', '.join(left)}. Start het opnieuw.")

    def _rebuild_indices(self) -> None:
        call_command("wagtail_update_index", verbosity=0)
        if connection.vendor == "sqlite":
            self._compact_sqlite()
        call_command("search", "rebuild", stdout=self.stdout, stderr=self.stderr)

    def _overwrite_deleted_rows(self) -> None:
        # By default SQLite leaves the bytes of a deleted row in its file.
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA secure_delete = ON")

    def _compact_sqlite(self) -> None:
        # Deleted words stay in SQLite's full-text index until its segments are merged.
        table = "wagtailsearch_indexentry_fts"
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {table}({table}) VALUES('optimize')")
            if not connection.in_atomic_block:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
