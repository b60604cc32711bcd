"""Publish and expire pages at their time, one by one.

Wagtail's command `publish_scheduled` stops at the first item that cannot be published and never
reaches the next.
"""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain

from django.apps import apps
from django.db import Error, transaction
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

Step = tuple[str, Callable[[], object]]


class NotPublished(Exception):
    """Items that were due and stay as they were, each with the reason."""


def publish_scheduled() -> None:
    """Publish and expire all that is due.

    Raises:
        NotPublished: after all that could be done, with what could not.
    """
    faults = []
    for name, act in chain(_expired(), _approved()):
        try:
            with transaction.atomic():
                act()
        except Error:
            raise
        except Exception as error:
            faults.append(f"{name}: {error!r}")
    if faults:
        raise NotPublished("; ".join(faults))


def _expired() -> Iterator[Step]:
    drafted = [model for model in apps.get_models() if issubclass(model, DraftStateMixin)]
    for model in (Page, *(model for model in drafted if not issubclass(model, Page))):
        expired = model.objects.filter(live=True, expire_at__lt=timezone.now())
        for item in expired.order_by("expire_at"):
            options = {"set_expired": True, "log_action": "wagtail.unpublish.scheduled"}
            yield str(item), partial(item.unpublish, **options)


def _approved() -> Iterator[Step]:
    revisions = Revision.objects.filter(approved_go_live_at__lt=timezone.now())
    for revision in revisions.order_by("approved_go_live_at"):
        act = partial(revision.publish, log_action="wagtail.publish.scheduled")
        yield revision.object_str, act
