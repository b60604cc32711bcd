"""A page type that forgot to say how it is found fails the system check."""

from typing import Any

from django.core import checks
from wagtail.models import Page, get_page_models

from .index.documents import BUILDERS, NOT_SEARCHED


@checks.register()
def page_types_say_how_they_are_found(**_: Any) -> list[checks.CheckMessage]:
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
