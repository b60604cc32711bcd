"""The nginx of `deploy/nginx`, started on free ports: who serves what, and in which words."""

import gzip
import os
import shutil
import socket
import ssl
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.deploy.checkout import ROOT
from tests.elasticsearch.cluster import free_ports

HOST = "armoedegeheugen.example.org"
NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
AROUND = """
{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    types {{ text/html html; text/css css; image/png png; }}
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {servers}
}}
"""


class Portal(BaseHTTPRequestHandler):
    """The portal's place: answers with the path and the headers that it got."""

    def do_GET(self) -> None:
        body = f"{self.path}\n{self.headers}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Print nothing."""


class Site:
    """A running nginx before a portal, which may be away."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.http, self.https, self.portal = free_ports(3)

    def get(
        self, path: str, *, scheme: str = "https", data: bytes | None = None, **headers: str
    ) -> tuple[int, HTTPMessage, bytes]:
        """Return the status, the headers and the body of an answer, without following it."""
        port = self.https if scheme == "https" else self.http
        request = urllib.request.Request(
            f"{scheme}://127.0.0.1:{port}{path}", data, {"Host": HOST, **headers}
        )
        opener = urllib.request.build_opener(
            urllib.request.HTTPSHandler(context=ssl._create_unverified_context()), NoRedirect
        )
        try:
            with opener.open(request, timeout=20) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.headers, answer.read()


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """Follow nothing."""

    def redirect_request(self, *_: object) -> None:
        """Leave a redirect as it is."""


def configuration(site: Site) -> str:
    servers = "".join(
        (ROOT / f"deploy/nginx/{name}.conf").read_text() for name in ("http", "https")
    )
    for here, there in (
        ("listen 80;", f"listen 127.0.0.1:{site.http};"),
        ("listen [::]:80;", ""),
        ("listen 443 ssl http2;", f"listen 127.0.0.1:{site.https} ssl http2;"),
        ("listen [::]:443 ssl http2;", ""),
        (f"/etc/letsencrypt/live/{HOST}", str(site.folder)),
        ("/var/lib/armoedegeheugen-acme", f"{site.folder}/acme"),
        ("/srv/armoedegeheugen/deploy", f"{ROOT}/deploy"),
        ("/srv/armoedegeheugen/var", f"{site.folder}/var"),
        ("http://127.0.0.1:8000", f"http://127.0.0.1:{site.portal}"),
    ):
        assert here in servers
        servers = servers.replace(here, there)
    user = "user root;" if os.geteuid() == 0 else ""  # the folders of pytest are for their owner
    return AROUND.format(user=user, folder=site.folder, servers=servers)


def write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    if NGINX is None:
        if os.environ.get("CI"):
            pytest.fail("nginx is not installed")
        pytest.skip("nginx is not installed")
    folder = tmp_path_factory.mktemp("nginx")
    folder.chmod(0o755)
    site = Site(folder)
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={HOST}",
         "-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    write(folder / "acme/.well-known/acme-challenge/token", b"answer")
    write(folder / "var/media/images/kaart.png", b"image")
    write(folder / "var/media/documents/verslag.pdf", b"secret")
    write(folder / "var/inzendingen/brief.pdf", b"secret")
    for name in ("site.css", "site.0123456789ab.css"):
        write(folder / "var/static/css" / name, b"p {}")
        write(folder / "var/static/css" / f"{name}.gz", gzip.compress(b"p { }"))
    write(folder / "nginx.conf", configuration(site).encode())
    nginx = subprocess.Popen([NGINX, "-p", folder, "-c", folder / "nginx.conf"])
    try:
        wait_for(site.https, nginx, folder / "error.log")
        yield site
    finally:
        nginx.terminate()
        nginx.wait(10)


def wait_for(port: int, nginx: subprocess.Popen[bytes], log: Path) -> None:
    limit = time.monotonic() + 20
    while time.monotonic() < limit and nginx.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail(f"nginx did not start: {log.read_text() if log.exists() else ''}")


@pytest.fixture
def portal(site: Site) -> Iterator[None]:
    server = ThreadingHTTPServer(("127.0.0.1", site.portal), Portal)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield
    server.shutdown()
    server.server_close()
    thread.join()


def test_before_a_certificate_its_challenge_is_answered(site: Site):
    status, _headers, body = site.get("/.well-known/acme-challenge/token", scheme="http")
    assert (status, body) == (200, b"answer")


def test_http_leads_to_https(site: Site):
    status, headers, _body = site.get("/zoeken/?q=x", scheme="http")
    assert (status, headers["Location"]) == (301, f"https://{HOST}/zoeken/?q=x")


def test_the_portal_hears_who_asks_and_how_and_a_visitor_cannot_say_so(site: Site, portal: None):
    forged = {"X-Forwarded-For": "1.2.3.4", "X-Forwarded-Proto": "http"}
    status, _headers, body = site.get("/zoeken/?q=x", **forged)
    said = body.decode()
    assert status == 200
    assert said.startswith("/zoeken/?q=x\n")
    assert f"Host: {HOST}" in said
    assert said.count("X-Forwarded-For:") == 1
    assert "X-Forwarded-For: 127.0.0.1" in said
    assert said.count("X-Forwarded-Proto:") == 1
    assert "X-Forwarded-Proto: https" in said


def test_a_question_of_5000_letters_reaches_the_portal(site: Site, portal: None):
    assert site.get(f"/zoeken/?q={'a' * 5000}")[0] == 200


def test_a_portal_that_is_away_is_a_page_in_dutch(site: Site):
    status, headers, body = site.get("/zoeken/")
    assert status == 502
    assert headers["Content-Type"] == "text/html"
    assert headers["Cache-Control"] == "no-store"
    assert "We zijn even niet bereikbaar" in body.decode()


@pytest.mark.usefixtures("portal")
def test_what_is_too_long_or_too_large_is_refused_in_dutch(site: Site):
    status, _headers, body = site.get(f"/zoeken/?q={'a' * 9000}")
    assert status == 414
    assert "Dat adres is te lang" in body.decode()
    # The length alone is enough to refuse.
    status, _headers, body = site.get("/", data=b"x", **{"Content-Length": str(41 * 1024**2)})
    assert status == 413
    assert "Dat is te groot" in body.decode()


@pytest.mark.usefixtures("portal")
def test_images_are_served_and_documents_are_not(site: Site):
    status, headers, body = site.get("/media/images/kaart.png")
    assert (status, body) == (200, b"image")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "max-age=2592000" in headers["Cache-Control"]
    for path in (
        "/media/documents/verslag.pdf",
        "/media/images/../documents/verslag.pdf",
        "/media/images/%2e%2e/documents/verslag.pdf",
        "/media/images../documents/verslag.pdf",
        "/static../inzendingen/brief.pdf",
        "/fout/502.html",
    ):
        status, _headers, body = site.get(path)
        assert b"secret" not in body, path
        assert status == 404 or body.startswith(b"/static../"), path  # the portal answers the last


def test_static_files_are_compressed_and_kept_by_browsers(site: Site):
    status, headers, body = site.get("/static/css/site.css")
    assert (status, body) == (200, b"p {}")
    assert "max-age=3600" in headers["Cache-Control"]
    status, headers, body = site.get(
        "/static/css/site.0123456789ab.css", **{"Accept-Encoding": "gzip"}
    )
    assert gzip.decompress(body) == b"p { }"
    assert "immutable" in headers["Cache-Control"]
    assert headers["Content-Type"] == "text/css; charset=utf-8"


@pytest.mark.parametrize("name", ["413", "414", "502"])
def test_a_page_needs_nothing_from_the_portal(name: str):
    page = (ROOT / f"deploy/pages/{name}.html").read_text()
    assert 'lang="nl-BE"' in page
    for loaded in ("src=", "<link", "<script", "url("):
        assert loaded not in page
