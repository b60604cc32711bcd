"""List what editors deleted, under every name it ever had, so that no run brings it back."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, PageLogEntry


def deleted_pages() -> frozenset[str]:
    """Return every title that a deleted page ever had."""
    page_ids = PageLogEntry.objects.filter(action="wagtail.delete").values("page_id")
    entries = PageLogEntry.objects.filter(page_id__in=page_ids)
    return frozenset(entries.values_list("label", flat=True))


def deleted(model: type[Model]) -> frozenset[str]:
    """Return every label that a deleted object of this model ever had."""
    content_type = ContentType.objects.get_for_model(model)
    entries = ModelLogEntry.objects.filter(content_type=content_type)
    object_ids = entries.filter(action="wagtail.delete").values("object_id")
    return frozenset(entries.filter(object_id__in=object_ids).values_list("label", flat=True))


def create(instance: Any) -> None:
    """Save a new object and log its label, which `deleted` reads back."""
    instance.save()
    log(instance, "wagtail.create")
