"""Prepare a site to start: migrate, load vocabularies and content, update the index.

A second run takes seconds.
"""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from ...operations import private_files
from ...web import site_address

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
        parser.add_argument(
            "--port", help="de poort waarop `make run` antwoordt; anders toont dit BASE_URL"
        )

    # They run when the files have their modes, which the checks look at.
    requires_system_checks = ()

    def handle(self, *, port: str | None, **options: Any) -> None:
        """Run each step and print the address of the site."""
        private_files.close_to_others()
        self.check()
        self.stdout.write("Databank bijwerken…")
        call_command("migrate", interactive=False, verbosity=0)
        call_command("load_vocabularies", if_empty=True, stdout=self.stdout)
        try:
            call_command("load_demo", empty=not settings.DEMO, stdout=self.stdout)
            site_address.update_default_site()
        except site_address.BadAddress as reason:
            raise CommandError(str(reason)) from reason
        call_command("read_documents", stdout=self.stdout)
        call_command("search", "refresh", stdout=self.stdout, stderr=self.stderr)
        base = f"http://127.0.0.1:{port}" if port else settings.WAGTAILADMIN_BASE_URL.rstrip("/")
        self.stdout.write(self.style.SUCCESS(f"Open {base}/"))
        if settings.DEMO:
            self.stdout.write(DEMO_LOGINS.format(base=base))
        else:
            self.stdout.write(
                "Maak een beheerder met: .venv/bin/python site/manage.py createsuperuser"
            )
