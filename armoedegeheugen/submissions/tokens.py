"""Sign the links and the cookie of one submission, each for one purpose.

Invariant: each purpose has a salt of its own, so the token of a draft cannot confirm, and a link to
confirm cannot follow. A key has 122 random bits, and no signature can be made without the secret
of the site.
"""

import uuid
from datetime import datetime, timedelta

from django.core import signing

from ..models import Submission

DRAFT, CONFIRM, FOLLOW = "insturen.typen", "insturen.bevestigen", "insturen.volgen"
# Allowed in a URL, and kept by mail programs as part of a link.
_SEPARATOR = "."


class Invalid(Exception):
    """A token that we did not sign, or that is too old."""


def draft(submission: Submission) -> str:
    """Sign the cookie of a draft."""
    return _sign(DRAFT, submission.key.hex)


def read_draft(token: str, max_age: timedelta) -> uuid.UUID:
    """Return the key in the cookie of a draft; raise `Invalid`."""
    return uuid.UUID(_unsign(DRAFT, token, max_age))


def confirmation(submission: Submission) -> str:
    """Sign the link to confirm.

    It holds the moment of sending, so that sending again makes the earlier link invalid.
    """
    return _sign(CONFIRM, f"{submission.key.hex}{_stamp(submission.sent_at)}")


def read_confirmation(token: str, max_age: timedelta) -> tuple[uuid.UUID, str]:
    """Return the key and the moment in a link to confirm; raise `Invalid`."""
    value = _unsign(CONFIRM, token, max_age)
    return uuid.UUID(value[:32]), value[32:]


def is_for(submission: Submission, stamp: str) -> bool:
    """Return whether the moment in a link is that of the last sending."""
    return bool(submission.sent_at) and _stamp(submission.sent_at) == stamp


def follow(submission: Submission) -> str:
    """Sign the link to the status page; it is always the same and does not expire."""
    return signing.Signer(sep=_SEPARATOR, salt=FOLLOW).sign(submission.key.hex)


def read_follow(token: str) -> uuid.UUID:
    """Return the key in a link to the status page; raise `Invalid`."""
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
