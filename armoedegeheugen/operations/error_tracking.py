"""Send errors to Sentry, if `SENTRY_DSN` names one: what failed and where, and nothing personal."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from .redaction import redact
from .request_id import current_id

# What Sentry's client collects of a request. Its address is kept, without the query.
PERSONAL = ("cookies", "data", "env", "headers", "query_string")


def start() -> None:
    """Start Sentry's client where the settings ask for it.

    Raises:
        ImproperlyConfigured: The package sentry-sdk is missing.
    """
    if not settings.SENTRY_DSN:
        return
    try:
        import sentry_sdk
    except ImportError as missing:
        raise ImproperlyConfigured(
            "SENTRY_DSN is set, and the package sentry-sdk is not installed. Install it with "
            "`make sentry`, or remove SENTRY_DSN."
        ) from missing
    sentry_sdk.init(
        dsn=settings.SENTRY_DSN,
        send_default_pii=False,
        max_request_body_size="never",
        include_local_variables=False,
        # The name of this machine is nobody's business.
        server_name="",
        # No count of visits.
        auto_session_tracking=False,
        # No messages of the log and no questions to the database as a trail to an error.
        max_breadcrumbs=0,
        before_send=without_personal_data,
    )


def without_personal_data(event: Any, hint: dict[str, Any]) -> Any:
    """Return an event with its request id and without personal data; None for a refusal."""
    if str(event.get("logger", "")).startswith("django.security"):
        return None
    request = event.get("request", {})
    for name in PERSONAL:
        request.pop(name, None)
    event.pop("user", None)
    event.setdefault("tags", {})["request_id"] = current_id() or "-"
    return _redacted(event)


def _redacted(value: Any) -> Any:
    if isinstance(value, str):
        return redact(value)
    if isinstance(value, dict):
        return {key: _redacted(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_redacted(part) for part in value]
    return value
