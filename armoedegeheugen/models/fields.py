"""Wagtail's own fields with something that is missing from them. The database sees no difference.

Wagtail follows foreign keys, blocks and links, and not many-to-many fields: without this an
editor would read "used 0 times" beside a theme that forty cards carry.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models.signals import m2m_changed
from django.utils.functional import cached_property
from modelcluster.fields import ParentalManyToManyField
from wagtail import fields
from wagtail.signal_handlers import update_reference_index_on_save


class StreamField(fields.StreamField):
    """Wagtail makes a field of JSON anew for each value that it reads, which takes half of the time
    of reading it; here it is made once."""

    @cached_property
    def json_field(self) -> models.JSONField:
        return super().json_field

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """The database sees its parent, as below."""
        name, _, args, kwargs = super().deconstruct()
        return name, "wagtail.fields.StreamField", args, kwargs


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


def follow_terms() -> None:
    """Terms are stored after their item, so Wagtail, which looks when the item is, looks again."""
    for model in apps.get_models():
        for field in model._meta.local_many_to_many:
            if isinstance(field, TermsField):
                m2m_changed.connect(_look_again, sender=field.remote_field.through)


def _look_again(instance: models.Model, action: str, reverse: bool, **_: Any) -> None:
    if action.startswith("post_") and not reverse:
        update_reference_index_on_save(instance)
