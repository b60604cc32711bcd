"""A field of several terms that Wagtail's own record of usage knows about.

Wagtail follows foreign keys, blocks and links, and not many-to-many fields: without this an
editor would read "used 0 times" beside a theme that forty cards carry.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models
from modelcluster.fields import ParentalManyToManyField


class TermsField(ParentalManyToManyField):
    """Terms of a vocabulary on an item. A term that is in use is not deleted from under it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Read by Wagtail's usage pages only; Django itself knows no on_delete for such a field.
        self.remote_field.on_delete = models.PROTECT

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """The database sees its parent: what this class adds is no reason to migrate."""
        name, _, args, kwargs = super().deconstruct()
        return name, "modelcluster.fields.ParentalManyToManyField", args, kwargs

    def extract_references(
        self, value: Iterable[models.Model]
    ) -> Iterator[tuple[type[models.Model], str, str, str]]:
        """What Wagtail's reference index asks of a field: target model, key, and two paths."""
        for term in value:
            yield type(term), str(term.pk), "term", str(term.pk)
