"""Configure the search as a Django app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The app of the search, with its receivers and system checks."""

    name = "search"
    verbose_name = "Zoeken"

    def ready(self) -> None:
        """Connect the index and the synonyms to changes of the database."""
        from . import checks  # noqa: F401  (registers the checks)
        from .index import signals
        from .query import synonyms

        signals.connect()
        synonyms.connect()
