"""Remove the text of an entry that should not have been public.

Invariant: the entry, its date, speaker and position stay. In place of the text stands that the
editors removed it, and why; the history of the advice says the same, without the words.
"""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.log_actions import log

from ..models import Feedback, FollowUp

ACTION = "armoedegeheugen.removed"
# The field that holds the text of each kind of entry.
TEXT_FIELD: dict[type[FollowUp] | type[Feedback], str] = {FollowUp: "reason", Feedback: "how"}


@transaction.atomic
def remove_text(
    entry: FollowUp | Feedback,
    why: str,
    user: AbstractBaseUser | AnonymousUser,
    with_file: bool = False,
) -> None:
    """Empty the text of an entry, and delete its PDF if asked."""
    model = type(entry)
    document = entry.document if with_file and isinstance(entry, FollowUp) else None
    values = {TEXT_FIELD[model]: "", "removed_because": why, "removed_at": timezone.now()}
    # A plain queryset: that of the model refuses every change.
    QuerySet(model).filter(pk=entry.pk, removed_at=None).update(**values)
    if document is not None:
        document.delete()
    log(entry.advice, ACTION, user=user, data={"what": str(entry), "why": why})
