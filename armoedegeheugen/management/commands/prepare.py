"""Prepare a site to start: migrate, load vocabularies and content, update the index.

A second run takes seconds.
"""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

DEMO_LOGINS = """Om te proberen (wachtwoord: armoedegeheugen):
  beheer      beheerder             {base}/beheer/
  redactie    redacteur             {base}/beheer/
  vereniging  lid van een vereniging {base}/beheer/
  bestuur     contact van een bestuur  {base}/aanmelden/
  medewerker  medewerker, zoekt ook intern  {base}/aanmelden/"""


class Command(BaseCommand):
    """Prepare the database, the content and the search index."""

    help = "Maakt de databank, de inhoud en de zoekindex klaar voor gebruik."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("--port", default="8000")

    def handle(self, *, port: str, **options: Any) -> None:
        """Run each step and print the address of the site."""
        self.stdout.write("Databank bijwerken…")
        call_command("migrate", interactive=False, verbosity=0)
        call_command("load_vocabularies", if_empty=True, stdout=self.stdout)
        call_command("load_demo", empty=not settings.DEMO, stdout=self.stdout)
        call_command("read_documents", stdout=self.stdout)
        call_command("search", "refresh", stdout=self.stdout, stderr=self.stderr)
        base = f"http://127.0.0.1:{port}"
        self.stdout.write(self.style.SUCCESS(f"Open {base}/"))
        if settings.DEMO:
            self.stdout.write(DEMO_LOGINS.format(base=base))
        else:
            self.stdout.write(
                "Maak een beheerder met: .venv/bin/python site/manage.py createsuperuser"
            )
