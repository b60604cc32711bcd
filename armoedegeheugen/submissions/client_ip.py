"""Determine the client address of a request, to count attempts by.

Invariant: a header that a visitor can write never decides. X-Forwarded-For is read only as far as
`settings.TRUSTED_PROXIES` says that our own proxies wrote it, counted from the right: each proxy
appends the address that it sees, so what a visitor sent stays to the left of it.
"""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "onbekend"
# The smallest IPv6 network that a provider gives to one customer.
NETWORK_BITS = 64


def client_address(request: HttpRequest) -> str:
    """Return an IPv4 address, or the network of an IPv6 address, or `UNKNOWN`."""
    peer = request.META.get("REMOTE_ADDR", "")
    proxies = settings.TRUSTED_PROXIES
    if proxies < 1:
        return _bucket(peer)
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if len(hops) < proxies:
        return _bucket(peer)  # the request did not pass all of our proxies
    address = _bucket(hops[-proxies])
    return address if address != UNKNOWN else _bucket(peer)


def _bucket(text: str) -> str:
    try:
        address = ip_address(text)
    except ValueError:
        return UNKNOWN
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ip_network((address.packed, NETWORK_BITS), strict=False))
    return str(address)
