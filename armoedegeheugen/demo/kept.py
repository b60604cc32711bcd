"""What editors deleted, by every name that it ever had, so that no later run brings it back."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, PageLogEntry


def deleted_pages() -> frozenset[str]:
    gone = PageLogEntry.objects.filter(action="wagtail.delete").values("page_id")
    entries = PageLogEntry.objects.filter(page_id__in=gone)
    return frozenset(entries.values_list("label", flat=True))


def deleted(model: type[Model]) -> frozenset[str]:
    kind = ContentType.objects.get_for_model(model)
    entries = ModelLogEntry.objects.filter(content_type=kind)
    gone = entries.filter(action="wagtail.delete").values("object_id")
    return frozenset(entries.filter(object_id__in=gone).values_list("label", flat=True))


def create(instance: Any) -> None:
    """Save what is new, and note under which name it came."""
    instance.save()
    log(instance, "wagtail.create")
