"""Mail errors to `ADMINS`, each once an hour and at most ten an hour.

Invariant: an error about the mail is logged and never mailed, and nobody waits for a mail server.
The mails do not go through the outbox, which needs the database and the worker: these may be
what failed.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from .redaction import redact

log = logging.getLogger(__name__)

# Each web process and each worker counts by itself.
MOST = 10
SECONDS = 60 * 60.0
# Characters of the subject, so that a list of mails shows it whole.
SUBJECT = 100


@dataclass
class MailLimit:
    """Count mails: each fault once in `SECONDS`, and at most `MOST` in that time."""

    clock: Callable[[], float] = time.monotonic
    # For each fault the moment of its last mail.
    _mailed: dict[str, float] = field(default_factory=dict)
    _left_out: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def admit(self, fault: str) -> int | None:
        """Return the number of errors left out since the last mail; None to leave this out too."""
        with self._lock:
            now = self.clock()
            self._mailed = {key: at for key, at in self._mailed.items() if now - at < SECONDS}
            if fault in self._mailed or len(self._mailed) >= MOST:
                self._left_out += 1
                return None
            self._mailed[fault] = now
            left_out, self._left_out = self._left_out, 0
            return left_out


class ErrorMailHandler(logging.Handler):
    """A logging handler that mails a line and its traceback, in a thread of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.limit = MailLimit()

    def emit(self, record: logging.LogRecord) -> None:
        """Mail a record, unless nobody wants it or there were too many."""
        if not settings.ADMINS:
            return
        try:
            left_out = self.limit.admit(_fault(record))
            if left_out is None:
                return
            text = self.format(record)
            if left_out:
                text += (
                    f"\n\n{left_out} errors before this one were not mailed; they are in the log."
                )
            # Python waits for this thread when a command ends; EMAIL_TIMEOUT limits it.
            threading.Thread(target=_send, args=(_subject(record), text)).start()
        except Exception:
            self.handleError(record)


def _send(subject: str, text: str) -> None:
    try:
        connection = get_connection(settings.MAIL_DELIVERY_BACKEND)
        addresses = [address for _, address in settings.ADMINS]
        message = EmailMessage(
            subject, text, settings.SERVER_EMAIL, addresses, connection=connection
        )
        message.extra_headers["Auto-Submitted"] = "auto-generated"
        message.send()
    except Exception as error:
        # An error would be mailed.
        log.warning("An error could not be mailed to ADMINS: %s.", type(error).__name__)


def _fault(record: logging.LogRecord) -> str:
    """Return the same text for two records of the same fault."""
    if not record.exc_info or record.exc_info[0] is None:
        return f"{record.name} {record.msg}"
    kind, _, frame = record.exc_info
    while frame and frame.tb_next:
        frame = frame.tb_next
    place = f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}" if frame else ""
    return f"{record.name} {kind.__name__} {place}"


def _subject(record: logging.LogRecord) -> str:
    message = " ".join(redact(record.getMessage()).split())
    subject = f"[Armoedegeheugen] {record.levelname} {record.name}: {message}"
    return subject if len(subject) <= SUBJECT else f"{subject[: SUBJECT - 1]}…"
