"""Ask a web address whether it still exists, without reaching our own network.

Invariant: a connection goes only to a public IP address, and to the very address that was checked,
so that a name which resolves differently the second time gains nothing. Every redirect is checked
again. A request takes at most `LONGEST` seconds, and no body is read.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from urllib.parse import SplitResult, urljoin, urlsplit

from django.conf import settings

# In seconds, for one request from connecting to closing.
LONGEST = 8

MOST_REDIRECTS = 4
GONE = (404, 410)
# Some sites answer a HEAD request with these, and a GET request normally.
NO_HEAD = (403, 405, 501)
AGENT = "Armoedegeheugen linkcontrole"

# Names for examples (RFC 2606). The example content links to them; no request is sent.
RESERVED = ("example.org", "example.com", "example.net", "example", "test", "invalid")


IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

# Networks whose addresses end in an IPv4 address: NAT64 (RFC 6052 and 8215) and the deprecated
# IPv4-compatible addresses (RFC 4291).
TRANSLATED = [ipaddress.ip_network(name) for name in ("64:ff9b::/96", "64:ff9b:1::/48", "::/96")]


class Fault(Exception):
    """A sentence that says what is wrong with an address."""


def fault_of(url: str) -> str:
    """Return the fault of an address in Dutch; empty if it answers or might exist."""
    try:
        for _step in range(MOST_REDIRECTS + 1):
            status, location = _head_or_get(urlsplit(url))
            if not location:
                return _status_fault(status)
            url = urljoin(url, location)
    except Fault as fault:
        return str(fault)
    except ssl.SSLError:
        return "het certificaat klopt niet"
    except TimeoutError:
        return "antwoordt niet op tijd"
    except (OSError, http.client.HTTPException, ValueError):
        return "de site antwoordt niet"
    return "stuurt steeds verder"


def _status_fault(status: int) -> str:
    """Return the fault that a status code means; empty if the page may exist.

    A page behind a log-in, or one that refuses robots, may exist.
    """
    if status in GONE:
        return f"niet gevonden ({status})"
    return f"de site geeft een fout ({status})" if status >= 500 else ""


def _head_or_get(url: SplitResult) -> tuple[int, str]:
    """Return the status, and the address of a redirect or an empty string.

    The request is repeated as GET where a site does not answer HEAD.
    """
    status, location = _request("HEAD", url)
    return _request("GET", url) if status in NO_HEAD else (status, location)


def _request(method: str, url: SplitResult) -> tuple[int, str]:
    if url.scheme not in ("http", "https") or not url.hostname:
        raise Fault("geen webadres dat met http of https begint")
    if f".{url.hostname}".endswith(tuple(f".{name}" for name in RESERVED)):
        return 200, ""
    connection = _connection(url)
    path = (url.path or "/") + (f"?{url.query}" if url.query else "")
    with _deadline(connection):
        connection.connect()
        connection.request(method, path, headers={"User-Agent": AGENT, "Accept": "*/*"})
        answer = connection.getresponse()
        moved = answer.status in (301, 302, 303, 307, 308)
        return answer.status, (answer.getheader("Location") or "") if moved else ""


def _connection(url: SplitResult) -> http.client.HTTPConnection:
    """Connect to the IP address that was checked, so that a second lookup cannot change it.

    The host name still goes in the request, and the certificate must match it.
    """
    port = url.port or (443 if url.scheme == "https" else 80)
    target = _public_address(str(url.hostname), port)
    if url.scheme == "https":
        https = http.client.HTTPSConnection(
            str(url.hostname), port, timeout=LONGEST, context=ssl.create_default_context()
        )
        https._create_connection = _connect_to(target)  # type: ignore[attr-defined]
        return https
    http_connection = http.client.HTTPConnection(str(url.hostname), port, timeout=LONGEST)
    http_connection._create_connection = _connect_to(target)  # type: ignore[attr-defined]
    return http_connection


def _connect_to(target: tuple[str, int]) -> Callable[..., socket.socket]:
    def create(_address: object, timeout: float, *_: object) -> socket.socket:
        return socket.create_connection(target, timeout)

    return create


def _public_address(host: str, port: int) -> tuple[str, int]:
    try:
        results = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as reason:
        raise Fault("de site bestaat niet (meer)") from reason
    addresses = [str(result[4][0]) for result in results]
    if not settings.LINK_CHECK_PRIVATE and not all(map(_is_public, addresses)):
        raise Fault("leidt naar een besloten netwerk")
    return addresses[0], port


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.split("%")[0])
    return not getattr(ip, "is_site_local", False) and all(
        one.is_global and not one.is_multicast for one in (ip, *_embedded(ip))
    )


def _embedded(ip: IPAddress) -> Iterator[ipaddress.IPv4Address]:
    """Yield the IPv4 addresses to which an IPv6 address can lead."""
    if isinstance(ip, ipaddress.IPv4Address):
        return
    for inner in (ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())):
        if inner is not None:
            yield inner
    if any(ip in network for network in TRANSLATED):
        yield ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)


@contextmanager
def _deadline(connection: http.client.HTTPConnection) -> Iterator[None]:
    """Close the connection after `LONGEST` seconds in all.

    The timeout of a socket alone would start again at every byte.
    """
    expired = threading.Event()

    def stop() -> None:
        expired.set()
        if connection.sock:
            with suppress(OSError):  # the other side may have closed it meanwhile
                connection.sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(LONGEST, stop)
    timer.daemon = True
    timer.start()
    try:
        yield
    except (OSError, http.client.HTTPException) as reason:
        if expired.is_set():
            raise TimeoutError from reason
        raise
    finally:
        timer.cancel()
        connection.close()
