"""Refuse settings and files of a server that lose data or trust the wrong people.

With the settings of production these are errors of each command that checks the site, so `prepare`,
`upgrade` and `worker` do not go on. The web server logs them and serves.
"""

import logging
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from .private_files import open_to_others

log = logging.getLogger(__name__)


@register()
def server_is_safe(**_: Any) -> list[CheckMessage]:
    """Report what may not be so on a server."""
    return [*_errors()] if settings.PRODUCTION else []


def log_errors() -> None:
    """Log each error; for a web server, which runs no checks by itself."""
    for error in server_is_safe():
        log.error("%s %s", error.msg, error.hint)


def _errors() -> Iterator[CheckMessage]:
    if settings.SECURE_PROXY_SSL_HEADER and settings.TRUSTED_PROXIES < 1:
        yield Error(
            "BEHIND_PROXY is on and TRUSTED_PROXIES is 0: all visitors seem to have one "
            "address, and lock each other out.",
            hint="Set TRUSTED_PROXIES to the number of your proxies, mostly 1.",
            id="operations.E001",
        )
    yield from _of_the_address(settings.BASE_URL)
    if settings.DEMO:
        yield Error(
            "DEMO is on: the site has users with a public password.",
            hint="Remove DEMO from .env and from the environment. `make` sets it: use "
            "site/manage.py on a server.",
            id="operations.E004",
        )
    if "*" in settings.ALLOWED_HOSTS:
        yield Error(
            "ALLOWED_HOSTS is `*`: a stranger can have mails written with links to another site.",
            hint="Name the hosts of the site in ALLOWED_HOSTS.",
            id="operations.E005",
        )
    if paths := open_to_others():
        names = " ".join(map(str, paths))
        yield Error(
            f"Every user of this machine may read {names}.",
            hint=f"As the owner: chmod o-rwx {names}",
            id="operations.E006",
        )


def _of_the_address(base: str) -> Iterator[CheckMessage]:
    hint = "Set BASE_URL to the address of the site, such as https://name.example.org."
    if not base:
        yield Error(
            "BASE_URL is not set, so links in mails have a guessed address.",
            hint=hint,
            id="operations.E002",
        )
    elif urlsplit(base).scheme != "https":
        yield Error(
            f"BASE_URL is {base}, which is no https address: links in mails are sent unencrypted.",
            hint=hint,
            id="operations.E003",
        )
