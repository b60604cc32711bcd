"""Give Wagtail's default site the host and port of `BASE_URL`, the one setting for the address."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Site

DEFAULT_PORTS = {"http": 80, "https": 443}

# Letters, digits, dots and hyphens, or an IPv6 address.
HOST = re.compile(r"[\w.-]+|[0-9a-f:]+", re.ASCII)


class BadAddress(Exception):
    """`BASE_URL` cannot be the address of the site; the message says why."""


def host_and_port() -> tuple[str, int]:
    """Return the host and the port of `BASE_URL`.

    Raises:
        BadAddress: It is not `http://` or `https://` and a host.
    """
    base = settings.WAGTAILADMIN_BASE_URL
    try:
        address = urlsplit(base)
        host, port = address.hostname or "", address.port
    except ValueError:
        host, port = "", None
    if address.scheme not in DEFAULT_PORTS or not HOST.fullmatch(host):
        raise BadAddress(f"BASE_URL is {base!r}. Write it as https://name.example.org.")
    return host, port or DEFAULT_PORTS[address.scheme]


def update_default_site() -> bool:
    """Write the host and port of `BASE_URL` to the default site; return True if that changed it.

    Raises:
        BadAddress: `BASE_URL` is no address, or another site of Wagtail has it.
    """
    host, port = host_and_port()
    site = Site.objects.get(is_default_site=True)
    if (site.hostname, site.port) == (host, port):
        return False
    if Site.objects.filter(hostname=host, port=port).exists():
        raise BadAddress(
            f"BASE_URL is {settings.WAGTAILADMIN_BASE_URL}, which is the address of a site other "
            "than the default one. Remove that site in the admin (Settings, Sites)."
        )
    site.hostname, site.port = host, port
    site.save()  # sends the signal by which search renews the addresses of items
    return True
