"""A wrong address of the search engine is explained, before and after a server is asked."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from search import checks
from search.engines import addresses, get_engine
from search.engines.protocol import EngineDamaged, EngineUnavailable, Put
from tests.search.engines.common import ASKED, PUBLIC
from tests.search.engines.corpus import document

GOOD = "https://een:9200"


def test_spaces_and_a_slash_at_the_end_are_ignored():
    url = " https://een:9200/ , http://twee.example.org:9201"
    assert addresses.hosts(url) == ["https://een:9200", "http://twee.example.org:9201"]
    get_engine(url)


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ("een:9200", "een:9200"),
        ("https://een:9200,twee:9200", "twee:9200"),
        ("https://een", "https://een"),
        ("https://:9200", "https://:9200"),
        ("https://een:9200 https://twee:9200", "https://een:9200 https://twee:9200"),
        ("https://een:9200,", ""),
        ("https://een:poort", "https://een:poort"),
        ("ftp://een:21", "ftp://een:21"),
    ],
)
def test_an_address_that_cannot_be_used_is_named(settings, url, named):
    with pytest.raises(ValueError, match="SEARCH_URL holds") as raised:
        get_engine(url)
    assert f"holds {named!r}" in str(raised.value)
    settings.SEARCH_URL = url
    (error,) = checks.search_settings_are_right()
    assert (error.id, error.msg) == ("search.E004", str(raised.value))


def test_a_folder_without_a_name_is_refused():
    with pytest.raises(ValueError, match="Name a folder"):
        get_engine("embedded: ")


def test_a_password_in_an_address_is_not_repeated():
    with pytest.raises(ValueError, match="SEARCH_URL") as raised:
        get_engine("https://ik:geheim@een")
    assert "geheim" not in str(raised.value)


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        ({"api_key": "k", "user": "ik", "password": "w"}, "SEARCH_API_KEY and"),
        ({"api_key": "k", "password": "w"}, "SEARCH_API_KEY and"),
        ({"user": "ik"}, "belong together"),
        ({"password": "w"}, "belong together"),
    ],
)
def test_a_log_in_is_a_key_or_a_user_with_a_password(settings, options, fault):
    with pytest.raises(ValueError, match=fault):
        get_engine(GOOD, **options)
    settings.SEARCH_URL, settings.SEARCH_OPTIONS = GOOD, options
    assert [error.id for error in checks.search_settings_are_right()] == ["search.E004"]


@pytest.mark.parametrize("url", [GOOD, "embedded:var/index"])
def test_right_settings_have_no_error(settings, url):
    settings.SEARCH_URL = url
    assert checks.search_settings_are_right() == []


class Website(BaseHTTPRequestHandler):
    """A server that answers each request with the same page, and keeps the log-ins."""

    status, content_type, page, product = 200, "text/html", b"<html>Welkom</html>", ""
    log_ins: list[str | None]

    def do_GET(self) -> None:
        self.log_ins.append(self.headers["Authorization"])
        self.send_response(self.status)
        self.send_header("Content-Type", self.content_type)
        self.send_header("Content-Length", str(len(self.page)))
        if self.product:
            self.send_header("X-Elastic-Product", self.product)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(self.page)

    do_POST = do_PUT = do_HEAD = do_DELETE = do_GET

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def website() -> Iterator[tuple[str, type[Website]]]:
    kind = type("AWebsite", (Website,), {"log_ins": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), kind)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", kind
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("status", [200, 400, 404, 405])
@pytest.mark.parametrize("content_type", ["text/html", "application/json"])
def test_a_server_that_is_not_elasticsearch_is_no_damaged_index(website, status, content_type):
    url, kind = website
    kind.status, kind.content_type = status, content_type
    kind.page = b'{"version": {"distribution": "another"}}'
    engine = get_engine(url)
    for act in (
        engine.ping,
        lambda: engine.search(PUBLIC, ASKED),
        lambda: engine.apply(PUBLIC, [Put(document(), 1)]),
    ):
        with pytest.raises(EngineUnavailable, match="not Elasticsearch") as raised:
            act()
        assert not isinstance(raised.value, EngineDamaged)  # which would be built anew
    with pytest.raises(EngineUnavailable, match="left alone"):
        engine.ping()


def test_a_key_is_sent_in_the_place_of_a_user(website):
    url, kind = website
    kind.status, kind.product = 401, "Elasticsearch"
    with pytest.raises(EngineUnavailable, match="refuses SEARCH_USER or SEARCH_API_KEY"):
        get_engine(url, api_key="c2xldXRlbA==").ping()
    assert set(kind.log_ins) == {"ApiKey c2xldXRlbA=="}
