"""Build the `LOGGING` of Django and of gunicorn: one line an event, to the standard error.

Settings and gunicorn import this module, so it imports nothing of Django's models.
"""

import json
import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

from django.core.exceptions import ImproperlyConfigured
from django.http.response import HttpResponseBase

from .redaction import redact
from .request_id import current_id

Response = TypeVar("Response", bound=HttpResponseBase)

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
FORMATS = ("text", "json")

# Our own packages, and those whose lines an operator needs. Others are heard from WARNING on:
# Wagtail's INFO lines hold the titles of drafts.
HEARD = ("armoedegeheugen", "search", "django", "gunicorn")

HERE = f"{__name__}."


def logging_config(
    level: str = "INFO", style: str = "text", *, mail: bool = True
) -> dict[str, Any]:
    """Return a configuration for `logging.config.dictConfig`.

    Args:
        level: the lowest level that is written, of our own loggers.
        style: `text` or `json`.
        mail: send errors to `ADMINS` as well; this needs Django's settings.

    Raises:
        ImproperlyConfigured: there is no such level or style.
    """
    level = level.upper()
    if level not in LEVELS:
        raise ImproperlyConfigured(f"LOG_LEVEL is {level!r}. It must be one of {_or(LEVELS)}.")
    if style not in FORMATS:
        raise ImproperlyConfigured(f"LOG_FORMAT is {style!r}. It must be {_or(FORMATS)}.")
    formatter = "JsonFormatter" if style == "json" else "TextFormatter"
    lines = {"class": "logging.StreamHandler", "formatter": "line"}
    handlers: dict[str, Any] = {
        "stderr": lines,
        "refusals": {**lines, "filters": ["refusal"]},
    }
    if mail:
        handlers["admins"] = {
            "class": "armoedegeheugen.operations.error_mail.ErrorMailHandler",
            "level": "ERROR",
            "formatter": "text",
        }
    to_root = {"handlers": [], "propagate": True}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {"()": f"{HERE}{formatter}"},
            "text": {"()": f"{HERE}TextFormatter"},
        },
        "filters": {
            "answer": {"()": f"{HERE}AnswerFilter"},
            "refusal": {"()": f"{HERE}RefusalFilter"},
        },
        "handlers": handlers,
        "root": {
            "level": level if LEVELS.index(level) > LEVELS.index("WARNING") else "WARNING",
            "handlers": ["stderr", *(["admins"] if mail else [])],
        },
        "loggers": {
            **{name: {**to_root, "level": level} for name in HEARD},
            # It repeats what the search engine reports once (search/engines/outage.py).
            "elastic_transport": {**to_root, "level": "ERROR"},
            # gunicorn and Django give these handlers of their own.
            "gunicorn.error": to_root,
            "django.server": to_root,
            # The web server in front counts visits; this log would hold addresses of visitors.
            "gunicorn.access": {"level": "CRITICAL", "handlers": [], "propagate": False},
            "django.request": {**to_root, "filters": ["answer"]},
            # Requests that Django refuses: wrong hosts, foreign forms, forged cookies.
            "django.security": {"handlers": ["refusals"], "propagate": False},
        },
    }


def without_log_line(response: Response) -> Response:
    """Keep Django from logging an error answer, whose reason is logged elsewhere or is not news."""
    response._has_been_logged = True  # type: ignore[attr-defined]  # read by django.utils.log
    return response


class AnswerFilter(logging.Filter):
    """Drop lines about missing pages, and call an answer 503 a warning.

    The log of the web server counts missing pages. A 503 is an answer that the portal chose, such
    as for too many PDFs at a time; an error that nobody foresaw is a 500.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether to write the line."""
        status = getattr(record, "status_code", 0)
        if status == 503 and not record.exc_info:
            record.levelno, record.levelname = logging.WARNING, "WARNING"
        return status != 404


class RefusalFilter(logging.Filter):
    """Make a line about a refused request a warning without a traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the line, and return True."""
        record.levelno, record.levelname = logging.WARNING, "WARNING"
        record.exc_info = record.exc_text = None
        return True


class TextFormatter(logging.Formatter):
    """Date, level, logger, request id and message on one line; a traceback follows it."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(request_id)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Return the line without personal data."""
        record.request_id = current_id() or "-"
        return redact(super().format(record))

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:
        """Return the moment with the difference from UTC: gunicorn keeps the machine's time."""
        moment = datetime.fromtimestamp(record.created).astimezone()
        return moment.isoformat(sep=" ", timespec="milliseconds")

    def formatMessage(self, record: logging.LogRecord) -> str:
        """Return the line; a message of several lines is put on one."""
        return super().formatMessage(record).replace("\r", "").replace("\n", " \\n ")


class JsonFormatter(logging.Formatter):
    """One JSON object a line, for a program that collects logs."""

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:
        """Return the moment in UTC, as RFC 3339 writes it."""
        moment = datetime.fromtimestamp(record.created, UTC)
        return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def format(self, record: logging.LogRecord) -> str:
        """Return the object without personal data."""
        entry: dict[str, str] = {
            "time": self.formatTime(record),
            "level": record.levelname,
            "logger": record.name,
            "request_id": current_id(),
            "message": redact(record.getMessage()),
        }
        if record.exc_info:
            entry["traceback"] = redact(self.formatException(record.exc_info))
        return json.dumps(entry, ensure_ascii=False)


def from_environment(environment: Mapping[str, str], *, mail: bool = True) -> dict[str, Any]:
    """Return the configuration that `LOG_LEVEL` and `LOG_FORMAT` ask for."""
    level, style = environment.get("LOG_LEVEL", "INFO"), environment.get("LOG_FORMAT", "text")
    return logging_config(level, style, mail=mail)


def _or(names: tuple[str, ...]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"
