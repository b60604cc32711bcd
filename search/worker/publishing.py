"""Publishing and expiry at their time: what Wagtail's `publish_scheduled` does, item by item.

Wagtail's command ends at the first item that can't be published, and never comes to the next.
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
    """Items whose time has come and that stay as they were, each with the reason."""


def publish_scheduled() -> None:
    """Raises `NotPublished` when all that could be done is done."""
    faults = []
    for about, act in chain(_expired(), _approved()):
        try:
            with transaction.atomic():
                act()
        except Error:
            raise
        except Exception as error:
            faults.append(f"{about}: {error!r}")
    if faults:
        raise NotPublished("; ".join(faults))


def _expired() -> Iterator[Step]:
    drafted = [model for model in apps.get_models() if issubclass(model, DraftStateMixin)]
    for model in (Page, *(model for model in drafted if not issubclass(model, Page))):
        over = model.objects.filter(live=True, expire_at__lt=timezone.now())
        for item in over.order_by("expire_at"):
            how = {"set_expired": True, "log_action": "wagtail.unpublish.scheduled"}
            yield str(item), partial(item.unpublish, **how)


def _approved() -> Iterator[Step]:
    revisions = Revision.objects.filter(approved_go_live_at__lt=timezone.now())
    for revision in revisions.order_by("approved_go_live_at"):
        act = partial(revision.publish, log_action="wagtail.publish.scheduled")
        yield revision.object_str, act
