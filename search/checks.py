"""Check the settings, and that page types, documents, kinds and facets agree with each other."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core import checks
from wagtail.models import Page, get_page_models

from armoedegeheugen.models import Term

from .engines import addresses
from .facets.kinds import MODELS
from .facets.labels import vocabulary
from .fields import FACETS, Facet
from .index.documents import BUILDERS, FACET_KEYS, NOT_SEARCHED


@checks.register()
def page_types_say_how_they_are_indexed(**_: Any) -> list[checks.CheckMessage]:
    """Report each page type that is neither indexed nor named in `NOT_SEARCHED`."""
    known = {*BUILDERS, *NOT_SEARCHED, Page}
    return [
        checks.Error(
            f"{model.__name__} is not in the search index, and nothing says that it need not be.",
            hint="Give it a function in search/index/documents.py, or name it in its NOT_SEARCHED.",
            obj=model,
            id="search.E001",
        )
        for model in get_page_models()
        if model not in known and not model._meta.abstract
    ]


@checks.register()
def documents_and_kinds_agree(**_: Any) -> list[checks.CheckMessage]:
    """Report each model that has a document but is no kind, or is a kind without a document."""
    return [
        checks.Error(
            f"{model.__name__} stands in only one of the two lists of searchable models.",
            hint="Name it in MODELS of search/facets/kinds.py and in BUILDERS of"
            " search/index/documents.py, or in neither.",
            obj=model,
            id="search.E002",
        )
        for model in sorted({*MODELS.values()} ^ {*BUILDERS}, key=lambda model: model.__name__)
    ]


@checks.register()
def facets_have_keys_and_labels(**_: Any) -> list[checks.CheckMessage]:
    """Report each row of `FACETS` without keys or labels, and keys without a row."""
    names = {facet.name for facet in FACETS}
    unlike = sorted(names ^ FACET_KEYS.keys())
    return [
        *(_facet_error(name, "stands in only one of FACETS and FACET_KEYS") for name in unlike),
        *(
            _facet_error(facet.name, f"has no labels: {fault}")
            for facet in FACETS
            if (fault := _label_fault(facet))
        ),
    ]


@checks.register()
def search_settings_are_right(**_: Any) -> list[checks.CheckMessage]:
    """Report a `SEARCH_URL` or a log-in that no engine can use; no server is asked."""
    try:
        addresses.validate(settings.SEARCH_URL, settings.SEARCH_OPTIONS)
    except ValueError as fault:
        return [
            checks.Error(
                str(fault),
                hint="Correct the line in .env; docs/operations.md lists the settings.",
                id="search.E004",
            )
        ]
    return []


def _facet_error(name: str, fault: str) -> checks.Error:
    return checks.Error(
        f"The facet {name} {fault}.",
        hint="Give it a row with a vocabulary in search/fields.py, and its keys in FACET_KEYS of"
        " search/index/documents.py.",
        id="search.E003",
    )


def _label_fault(facet: Facet) -> str:
    try:
        labels = vocabulary(facet)
    except ImportError as error:
        return str(error)
    is_model = isinstance(labels, type) and issubclass(labels, Term)
    if labels is None or is_model or isinstance(labels, Mapping):
        return ""
    return f"{facet.vocabulary} is neither a model of terms nor a mapping"
