from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Zoeken"

    def ready(self) -> None:
        from . import checks, signals, synonyms  # noqa: F401  (registers the checks)

        signals.connect()
        synonyms.connect()
