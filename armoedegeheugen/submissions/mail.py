"""Mail senders and editors about a submission.

Invariant: before an address is confirmed, none of the typed text is sent to it. Otherwise anyone
could use this site to mail a text to somebody else.
"""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.template.loader import render_to_string
from django.urls import reverse

from ..mail import outbox
from ..models import Submission
from ..models.groups import EDITORS
from . import tokens
from .responses import retention_periods

SUBJECTS = {
    "confirm": "Bevestig wat je instuurde",
    "queued": "Je praktijk ligt bij de redactie",
    "question": "De redactie heeft een vraag over je praktijk",
    "published": "Je praktijk staat online",
    "refused": "Je praktijk komt niet online",
    "withdrawn": "Je praktijk is ingetrokken",
    "editors_withdrawn": "Een ingestuurde praktijk is ingetrokken",
    "editors_answer": "Antwoord op je vraag over een ingestuurde praktijk",
}


def confirm(submission: Submission) -> None:
    """Mail the link to confirm."""
    link = address("submissions:confirm", tokens.confirmation(submission))
    _send("confirm", submission.email, {"link": link})


def tell(kind: str, submission: Submission, **context: Any) -> None:
    """Mail the sender."""
    link = address("submissions:follow", tokens.follow(submission))
    _send(kind, submission.email, {"submission": submission, "link": link, **context})


def tell_editors(kind: str, submission: Submission) -> None:
    """Mail all active editors."""
    users = get_user_model().objects.filter(groups__name=EDITORS, is_active=True)
    link = address("ingestuurd:detail", submission.key)
    for email in users.exclude(email="").values_list("email", flat=True).distinct():
        _send(kind, email, {"submission": submission, "link": link})


def address(name: str, argument: Any) -> str:
    """Return a full address from the settings; the host of a request may be forged."""
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse(name, args=[argument])


def _send(kind: str, to: str, context: dict[str, Any]) -> None:
    text = render_to_string(
        f"emails/submissions/{kind}.txt", {"kept": retention_periods(), **context}
    )
    outbox.send(to, SUBJECTS[kind], text.strip() + "\n")
