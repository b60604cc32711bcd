"""Read `SEARCH_URL` and the settings beside it, and say in a sentence what is wrong with them."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

EMBEDDED = "embedded:"
SCHEMES = ("http", "https")

# A user and password in an address, which no message repeats.
LOGIN = re.compile(r"(?<=//)[^/\s@]*@")


def is_embedded(url: str) -> bool:
    """Return whether a `SEARCH_URL` names a folder of this machine."""
    return url.startswith(EMBEDDED)


def folder(url: str) -> str:
    """Return the folder of an embedded engine.

    Raises:
        ValueError: there is none.
    """
    name = url.removeprefix(EMBEDDED).strip()
    if not name:
        raise ValueError(f"SEARCH_URL is {url!r}. Name a folder, such as embedded:var/index.")
    return name


def hosts(url: str) -> list[str]:
    """Return the addresses of a cluster; spaces around them and a slash after them are ignored.

    Raises:
        ValueError: one of them is no http(s) address with a port.
    """
    return [_host(part.strip().rstrip("/")) for part in url.split(",")]


def validate(url: str, options: Mapping[str, Any]) -> None:
    """Check a `SEARCH_URL` and its log-in without asking any server.

    Raises:
        ValueError: they are not right; the message says why and what to write.
    """
    if is_embedded(url):
        folder(url)
        return
    hosts(url)
    if options.get("api_key") and (options.get("user") or options.get("password")):
        raise ValueError(
            "SEARCH_API_KEY and SEARCH_USER or SEARCH_PASSWORD are both set. Keep one of the two."
        )
    if bool(options.get("user")) != bool(options.get("password")):
        raise ValueError("SEARCH_USER and SEARCH_PASSWORD belong together. Set both or neither.")


def _host(address: str) -> str:
    try:
        parts = urlsplit(address)
        scheme, name, port = parts.scheme, parts.hostname, parts.port
    except ValueError:
        scheme, name, port = "", None, None
    if scheme in SCHEMES and name and port and " " not in address:
        return address
    written = LOGIN.sub("", address)
    raise ValueError(
        f"SEARCH_URL holds {written!r}. Write `embedded:` and a folder, or one or more addresses"
        " such as https://search.example.org:9200, with a port and with commas between them."
    )
