"""Check that every page type says how it is indexed."""

from typing import Any

from django.core import checks
from wagtail.models import Page, get_page_models

from .facets.kinds import MODELS
from .index.documents import BUILDERS, NOT_SEARCHED


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
