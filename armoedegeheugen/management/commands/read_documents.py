"""Reads the text of documents that wait for it; the worker does so by itself."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from wagtail.documents import get_document_model

from ...documents import texts


class Command(BaseCommand):
    help = "Leest de tekst van documenten, zodat ze gevonden worden."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="ook wat al gelezen is")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["all"]:
            texts.read_again(get_document_model().objects.values_list("pk", flat=True))
        read = texts.read_waiting(most_seconds=float("inf") if options["all"] else 3600)
        self.stdout.write(f"{read} {'document' if read == 1 else 'documenten'} gelezen.")
