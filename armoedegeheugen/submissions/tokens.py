"""Signed names for one submission, each good for one thing only.

Invariant: what is signed to let someone type on is no link to confirm, and a link to confirm is no
link to follow: each has a salt of its own. A key has 122 random bits, and without the site's secret
no signature can be made, so nothing here can be guessed.
"""

import uuid
from datetime import datetime, timedelta

from django.core import signing

from ..models import Submission

DRAFT, CONFIRM, FOLLOW = "insturen.typen", "insturen.bevestigen", "insturen.volgen"
# Fits in an address, and mail programs keep it in a link.
_SEPARATOR = "."


class Invalid(Exception):
    """No token of ours, or one that is too old."""


def draft(submission: Submission) -> str:
    return _sign(DRAFT, submission.key.hex)


def read_draft(token: str, max_age: timedelta) -> uuid.UUID:
    return uuid.UUID(_unsign(DRAFT, token, max_age))


def confirmation(submission: Submission) -> str:
    """Good for what was sent at that moment to that address: sending again makes a new one."""
    return _sign(CONFIRM, f"{submission.key.hex}{_stamp(submission.sent_at)}")


def read_confirmation(token: str, max_age: timedelta) -> tuple[uuid.UUID, str]:
    value = _unsign(CONFIRM, token, max_age)
    return uuid.UUID(value[:32]), value[32:]


def is_for(submission: Submission, stamp: str) -> bool:
    return bool(submission.sent_at) and _stamp(submission.sent_at) == stamp


def follow(submission: Submission) -> str:
    """Always the same, and good for as long as the submission is there."""
    return signing.Signer(sep=_SEPARATOR, salt=FOLLOW).sign(submission.key.hex)


def read_follow(token: str) -> uuid.UUID:
    try:
        return uuid.UUID(signing.Signer(sep=_SEPARATOR, salt=FOLLOW).unsign(token))
    except signing.BadSignature as fault:
        raise Invalid from fault


def _stamp(moment: datetime | None) -> str:
    return f"{moment.timestamp():.6f}".replace(".", "") if moment else ""


def _sign(purpose: str, value: str) -> str:
    return signing.TimestampSigner(sep=_SEPARATOR, salt=purpose).sign(value)


def _unsign(purpose: str, token: str, max_age: timedelta) -> str:
    try:
        return signing.TimestampSigner(sep=_SEPARATOR, salt=purpose).unsign(token, max_age=max_age)
    except signing.BadSignature as fault:
        raise Invalid from fault
