from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Zoeken"

    def ready(self) -> None:
        from . import checks  # noqa: F401  (registers the checks)
        from .index import signals
        from .query import synonyms

        signals.connect()
        synonyms.connect()
