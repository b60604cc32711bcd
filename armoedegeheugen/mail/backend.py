"""Send what Django and Wagtail mail through the outbox: password links and workflow mails."""

from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from . import outbox


class OutboxBackend(BaseEmailBackend):
    """A mail backend that stores each message for the worker, once for each recipient."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Store the messages, and return their number.

        Raises:
            ValueError: A message has an attachment, which the outbox does not store.
        """
        for message in email_messages:
            if message.attachments:
                raise ValueError("The outbox does not store attachments.")
            for address in message.recipients():
                outbox.send(
                    address,
                    str(message.subject),
                    str(message.body),
                    _html(message),
                    {name: str(value) for name, value in message.extra_headers.items()},
                    from_email=message.from_email or "",
                )
        return len(email_messages)


def _html(message: Any) -> str | None:
    for content, kind in getattr(message, "alternatives", ()):
        if kind == "text/html":
            return str(content)
    return None
