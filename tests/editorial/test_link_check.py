"""Links are looked at from outside: never on the server's own network, never without end."""

import socket
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.utils import timezone

from armoedegeheugen.editorial import fetching, link_check
from armoedegeheugen.editorial.fetching import fault_of
from armoedegeheugen.models import CheckedLink
from tests.world import World


class Site(BaseHTTPRequestHandler):
    asked: list[str] = []

    def do_HEAD(self) -> None:
        self.asked.append(f"{self.command} {self.path}")
        name = self.path.strip("/")
        if name == "traag":
            self.drip()
        elif name == "rond":
            self.answer(302, Location="/rond")
        elif name == "verder":
            self.answer(301, Location="/200")
        elif name == "vals":
            self.answer(302, Location="file:///etc/passwd")
        elif name == "alleen-get":
            self.answer(200 if self.command == "GET" else 405)
        else:
            self.answer(int(name))

    do_GET = do_HEAD

    def answer(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for header, value in headers.items():
            self.send_header(header, value)
        self.end_headers()

    def drip(self) -> None:
        """A byte now and then: no timeout of a socket ever ends this."""
        try:
            for _ in range(100):
                self.wfile.write(b"H")
                time.sleep(0.05)
        except OSError:
            pass

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site(settings) -> Iterator[str]:
    settings.LINK_CHECK_PRIVATE = True
    Site.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join(5)


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("200", ""),
        ("401", ""),
        ("403", ""),
        ("404", "niet gevonden (404)"),
        ("410", "niet gevonden (410)"),
        ("503", "de site geeft een fout (503)"),
        ("verder", ""),
        ("alleen-get", ""),
        ("rond", "stuurt steeds verder"),
        ("vals", "geen webadres dat met http of https begint"),
    ],
)
def test_an_answer_is_understood(site, name, fault):
    assert fault_of(f"{site}/{name}") == fault


def test_a_site_that_drips_is_left_in_time(site, monkeypatch):
    monkeypatch.setattr(fetching, "LONGEST", 0.4)
    start = time.monotonic()
    assert fault_of(f"{site}/traag") == "antwoordt niet op tijd"
    assert time.monotonic() - start < 3


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "10.0.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[fd00::1]",
        "[fec0::1]",
        "[fe80::1]",
        "[::127.0.0.1]",
        "[::10.0.0.1]",
        "[64:ff9b::127.0.0.1]",
        "[64:ff9b::a9fe:a9fe]",
        "[64:ff9b:1::10.0.0.1]",
        "[2002:7f00:1::]",
        "[2001:0:4136:e378:8000:63bf:f5ff:fffe]",
        "0.0.0.0",
        "2130706433",
        "224.0.0.1",
    ],
)
def test_the_servers_own_network_is_never_asked(host, monkeypatch):
    monkeypatch.setattr(socket, "create_connection", lambda *_: pytest.fail("connected"))
    assert fault_of(f"http://{host}/") == "leidt naar een besloten netwerk"


def test_a_redirect_does_not_lead_inside(site, monkeypatch, settings):
    settings.LINK_CHECK_PRIVATE = False
    monkeypatch.setattr(fetching, "_request", lambda _method, url: _led(url))
    assert fault_of("http://buiten.example/") == "leidt naar een besloten netwerk"


def _led(url):
    """The first answer leads inside; the second is the real thing."""
    if url.hostname == "buiten.example":
        return 302, "http://127.0.0.1/geheim"
    fetching._connection(url)
    return 200, ""


def test_the_connection_goes_to_the_address_that_was_looked_at(site, monkeypatch):
    """A name that answers otherwise the second time gains nothing."""
    port, asked = int(site.rsplit(":", 1)[1]), []
    known = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    def resolve(host, *_args, **_kwargs):
        asked.append(host)
        return known

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    assert fault_of(f"http://naam.invented:{port}/200") == ""
    assert asked[0] == "naam.invented"
    assert set(asked[1:]) <= {"127.0.0.1"}


@pytest.mark.parametrize("host", ["example.org", "video.example.org", "stad.example"])
def test_names_for_examples_are_never_asked(host, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: pytest.fail("looked up"))
    assert fault_of(f"https://{host}/pagina") == ""


@pytest.mark.parametrize(
    "url", ["ftp://example.org/", "javascript:alert(1)", "http://", "http://[x"]
)
def test_no_web_address_no_question(url, monkeypatch):
    monkeypatch.setattr(socket, "create_connection", lambda *_: pytest.fail("connected"))
    assert fault_of(url)


def linked(world: World, *urls: str):
    sources = [{"type": "bron", "value": {"title": "Bron", "url": url}} for url in urls]
    return world.practice(sources=sources)


def test_a_round_keeps_what_it_found_and_since_when(world: World):
    linked(world, "https://example.org/a", "https://example.org/b")
    ask = lambda url: "niet gevonden (404)" if url.endswith("a") else ""  # noqa: E731
    assert link_check.check_links(ask) == (2, 1)
    first = CheckedLink.objects.get(url="https://example.org/a")
    CheckedLink.objects.update(checked_at=timezone.now() - timedelta(days=7))
    assert link_check.check_links(ask) == (2, 1)
    again = CheckedLink.objects.get(url="https://example.org/a")
    assert again.failing_since == first.failing_since
    CheckedLink.objects.update(checked_at=timezone.now() - timedelta(days=7))
    link_check.check_links(lambda _url: "")
    assert not CheckedLink.objects.exclude(fault="").exists()
    assert CheckedLink.objects.filter(failing_since=None).count() == 2


def test_a_link_that_was_seen_this_week_is_left_alone(world: World):
    linked(world, "https://example.org/a")
    assert link_check.check_links(lambda _url: "") == (1, 0)
    assert link_check.check_links(lambda _url: pytest.fail("asked again")) == (0, 0)


def test_a_round_that_stops_goes_on_where_it_was(world: World, monkeypatch):
    linked(world, *(f"https://example.org/{n}" for n in range(3)))
    monkeypatch.setattr(link_check, "MOST_LINKS", 2)
    asked: list[str] = []
    for _ in range(2):
        link_check.check_links(lambda url: asked.append(url) or "")
    assert sorted(asked) == [f"https://example.org/{n}" for n in range(3)]


def test_a_link_that_no_item_has_is_forgotten(world: World):
    CheckedLink.objects.create(url="https://example.org/oud", fault="weg")
    link_check.check_links(lambda _url: "")
    assert not CheckedLink.objects.exists()
