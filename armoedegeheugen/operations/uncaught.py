"""Log what ends a command, so that a failure at night leaves a line and a mail."""

import logging
import sys
from types import TracebackType

from django.apps import apps
from django.core.management.base import CommandError

log = logging.getLogger(__name__)


def log_uncaught(
    kind: type[BaseException], error: BaseException, traceback: TracebackType | None
) -> None:
    """Log an exception that nothing handled; for `sys.excepthook`."""
    if not apps.ready or not issubclass(kind, Exception):
        # Before the settings are read there is no log; Ctrl-C is no error.
        sys.__excepthook__(kind, error, traceback)
        return
    log.critical("%s ended by an error.", _command(), exc_info=(kind, error, traceback))


def log_refusal(end: SystemExit) -> None:
    """Log the message with which a command ended, unless somebody sees it on a terminal."""
    reason = end.__context__
    if apps.ready and isinstance(reason, CommandError) and not sys.stderr.isatty():
        log.error("%s failed: %s", _command(), reason)


def _command() -> str:
    return f"manage.py {' '.join(sys.argv[1:2])}"
