"""Read the text of waiting documents; the worker also does this."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from wagtail.documents import get_document_model

from ...documents import texts


class Command(BaseCommand):
    """Read the text of documents."""

    help = "Leest de tekst van documenten, zodat ze gevonden worden."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("--all", action="store_true", help="ook wat al gelezen is")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the documents and print their number."""
        if options["all"]:
            texts.read_again(get_document_model().objects.values_list("pk", flat=True))
        count = texts.read_waiting(max_seconds=float("inf") if options["all"] else 3600)
        self.stdout.write(f"{count} {'document' if count == 1 else 'documenten'} gelezen.")
