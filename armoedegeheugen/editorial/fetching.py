"""Ask a web address whether it still exists, without reaching our own network."""

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from urllib.parse import SplitResult, urljoin, urlsplit

from django.conf import settings

# Seconds for one answer.
LONGEST = 8

MOST_REDIRECTS = 4
GONE = (404, 410)
# Some sites answer so to a HEAD, and well to a GET.
NO_HEAD = (403, 405, 501)
AGENT = "Armoedegeheugen linkcontrole"

# Names for examples (RFC 2606): the content to try is full of them, and nobody is to be asked.
RESERVED = ("example.org", "example.com", "example.net", "example", "test", "invalid")


class Fault(Exception):
    """A sentence that says what is wrong with an address."""


def fault_of(url: str) -> str:
    """Empty if the address answers, or if nothing can be said about it."""
    try:
        for _step in range(MOST_REDIRECTS + 1):
            status, onward = _ask(urlsplit(url))
            if not onward:
                return _meaning(status)
            url = urljoin(url, onward)
    except Fault as fault:
        return str(fault)
    except ssl.SSLError:
        return "het certificaat klopt niet"
    except TimeoutError:
        return "antwoordt niet op tijd"
    except (OSError, http.client.HTTPException, ValueError):
        return "de site antwoordt niet"
    return "stuurt steeds verder"


def _meaning(status: int) -> str:
    """Return the fault that a status stands for; empty where the page may well exist.

    A page behind a log-in, or one that refuses robots, may exist.
    """
    if status in GONE:
        return f"niet gevonden ({status})"
    return f"de site geeft een fout ({status})" if status >= 500 else ""


def _ask(url: SplitResult) -> tuple[int, str]:
    """Return the status, and the address of a redirect or an empty string."""
    status, onward = _request("HEAD", url)
    return _request("GET", url) if status in NO_HEAD else (status, onward)


def _request(method: str, url: SplitResult) -> tuple[int, str]:
    if url.scheme not in ("http", "https") or not url.hostname:
        raise Fault("geen webadres dat met http of https begint")
    if f".{url.hostname}".endswith(tuple(f".{name}" for name in RESERVED)):
        return 200, ""
    connection = _connection(url)
    path = (url.path or "/") + (f"?{url.query}" if url.query else "")
    with _closing(connection):
        connection.connect()
        connection.request(method, path, headers={"User-Agent": AGENT, "Accept": "*/*"})
        answer = connection.getresponse()
        moved = answer.status in (301, 302, 303, 307, 308)
        return answer.status, (answer.getheader("Location") or "") if moved else ""


def _connection(url: SplitResult) -> http.client.HTTPConnection:
    """To the address that was looked at; the name still goes in the request and the certificate."""
    port = url.port or (443 if url.scheme == "https" else 80)
    target = _public(str(url.hostname), port)
    if url.scheme == "https":
        secure = http.client.HTTPSConnection(
            str(url.hostname), port, timeout=LONGEST, context=ssl.create_default_context()
        )
        secure._create_connection = _to(target)  # type: ignore[attr-defined]
        return secure
    plain = http.client.HTTPConnection(str(url.hostname), port, timeout=LONGEST)
    plain._create_connection = _to(target)  # type: ignore[attr-defined]
    return plain


def _to(target: tuple[str, int]) -> Callable[..., socket.socket]:
    def create(_address: object, timeout: float, *_: object) -> socket.socket:
        return socket.create_connection(target, timeout)

    return create


def _public(host: str, port: int) -> tuple[str, int]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as reason:
        raise Fault("de site bestaat niet (meer)") from reason
    addresses = [str(each[4][0]) for each in found]
    if not settings.LINK_CHECK_PRIVATE and not all(map(_is_public, addresses)):
        raise Fault("leidt naar een besloten netwerk")
    return addresses[0], port


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.split("%")[0])
    inner = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None) or ip
    return inner.is_global and not inner.is_multicast


@contextmanager
def _closing(connection: http.client.HTTPConnection) -> Iterator[None]:
    """Close the connection after `LONGEST` seconds in all.

    The timeout of a socket starts again at every byte.
    """
    late = threading.Event()

    def stop() -> None:
        late.set()
        if connection.sock:
            with suppress(OSError):  # the other side may have closed it meanwhile
                connection.sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(LONGEST, stop)
    timer.daemon = True
    timer.start()
    try:
        yield
    except (OSError, http.client.HTTPException) as reason:
        if late.is_set():
            raise TimeoutError from reason
        raise
    finally:
        timer.cancel()
        connection.close()
