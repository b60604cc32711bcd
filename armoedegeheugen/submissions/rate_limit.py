"""Limit the use of the form per client address, per mailbox and in total.

Invariant: attempts are counted in the database, so over all processes. The row is written before
counting, so two requests at the same time are both counted. A refused attempt is deleted, so
waiting always helps.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.crypto import salted_hmac

from ..models import SubmissionAttempt

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LONGEST = DAY


@dataclass(frozen=True)
class Limit:
    """At most `most` attempts within a period."""

    most: int
    within: timedelta


LIMITS: dict[str, dict[str, list[Limit]]] = {
    # A town hall has one address for all of its staff, so these allow for several people.
    "begin": {"address": [Limit(30, HOUR)], "all": [Limit(600, HOUR)]},
    "upload": {"address": [Limit(30, HOUR)], "all": [Limit(300, HOUR)]},
    "send": {"address": [Limit(10, HOUR), Limit(30, DAY)], "all": [Limit(120, HOUR)]},
    # So that nobody can fill another's mailbox.
    "mail": {"email": [Limit(3, HOUR), Limit(6, DAY)], "all": [Limit(240, HOUR)]},
    "answer": {"address": [Limit(20, HOUR)]},
}


def allows(kind: str, *, address: str = "", email: str = "") -> bool:
    """Count one attempt of `kind`; return False, uncounted, if it exceeds a limit."""
    values = {"address": address, "email": _mailbox(email), "all": "all"}
    by_bucket = {_bucket(name, values[name]): limits for name, limits in LIMITS[kind].items()}
    rows = SubmissionAttempt.objects.bulk_create(
        SubmissionAttempt(kind=kind, bucket=bucket) for bucket in by_bucket
    )
    if all(_within(kind, bucket, limits) for bucket, limits in by_bucket.items()):
        return True
    SubmissionAttempt.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return False


def _within(kind: str, bucket: str, limits: list[Limit]) -> bool:
    attempts = SubmissionAttempt.objects.filter(kind=kind, bucket=bucket)
    now = timezone.now()
    return all(
        attempts.filter(moment__gt=now - limit.within).count() <= limit.most for limit in limits
    )


def _bucket(name: str, value: str) -> str:
    return salted_hmac(f"insturen.{name}", value, algorithm="sha256").hexdigest()


def _mailbox(email: str) -> str:
    """Return the mailbox of an address: text after a plus sign goes to the same box."""
    name, _, domain = email.strip().lower().rpartition("@")
    return f"{name.split('+')[0]}@{domain}"
