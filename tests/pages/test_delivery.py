"""Public pages may be kept and are asked after; what someone logged in saw is kept by nobody."""

import gzip

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.utils.functional import SimpleLazyObject
from wagtail.models import PageViewRestriction

from armoedegeheugen.web.caching import CacheControlMiddleware, TextGZipMiddleware
from tests import world as making
from tests.world import World

ADDRESSES = ("/", "/zoeken/?q=fruit", "/opvolging/", "/mijn-map/")


def test_a_public_page_is_not_sent_twice(world: World, client: Client):
    item = world.practice()
    for address in (world.home.url, item.url, "/zoeken/?q=fruit", "/opvolging/"):
        first = client.get(address)
        assert first["Cache-Control"] == "public, max-age=0, must-revalidate", address
        assert "Cookie" in first["Vary"]
        again = client.get(address, headers={"If-None-Match": first["ETag"]})
        assert again.status_code == 304, address
        assert not again.content


def test_a_page_that_was_withdrawn_is_gone_at_once(world: World, client: Client):
    item = world.practice()
    etag = client.get(item.url)["ETag"]
    item.unpublish()
    assert client.get(item.url, headers={"If-None-Match": etag}).status_code == 404


def test_what_someone_logged_in_sees_is_kept_by_nobody(world: World, client: Client):
    item = world.practice()
    client.force_login(making.staff())
    for address in (item.url, *ADDRESSES[1:]):
        kept = client.get(address)["Cache-Control"]
        assert "no-store" in kept, address
        assert "public" not in kept, address


def test_a_closed_page_is_never_public(world: World, client: Client):
    item = world.practice()
    PageViewRestriction.objects.create(page=item, restriction_type=PageViewRestriction.LOGIN)
    assert "public" not in client.get(item.url)["Cache-Control"]


def test_what_hangs_on_a_choice_is_kept_by_that_browser_alone(world: World, client: Client):
    item = world.practice()
    client.cookies["taal"] = "eenvoudig"
    assert client.get(item.url)["Cache-Control"] == "private, max-age=0, must-revalidate"


def test_an_answer_that_sets_a_cookie_is_kept_by_nobody(world: World, client: Client):
    item = world.practice(plain_summary="<p>Kort.</p>")
    answer = client.get(item.url, {"taal": "eenvoudig"})
    assert answer.cookies
    assert answer["Cache-Control"] == "private, no-store"


def test_a_redirect_and_an_error_are_kept_by_nobody(world: World, client: Client):
    for address, status in (("/bestaat-niet/", 404), ("/zoeken", 301)):
        answer = client.get(address)
        assert answer.status_code == status
        assert answer["Cache-Control"] == "private, no-store", address


def test_what_a_view_says_about_caching_stays(world: World, client: Client):
    assert client.get("/manifest.webmanifest")["Cache-Control"] == "public, max-age=86400"


@pytest.mark.parametrize(
    ("response", "compressed"),
    [
        (HttpResponse(b"x" * 1000, content_type="text/html"), True),
        (HttpResponse(b"x" * 1000, content_type="application/pdf"), False),
        (HttpResponse(b"x" * 1000, content_type="image/png"), False),
        (StreamingHttpResponse([b"x" * 1000], content_type="text/csv"), False),
    ],
)
def test_only_text_in_one_piece_is_compressed(rf, response: HttpResponseBase, compressed: bool):
    request = rf.get("/", headers={"Accept-Encoding": "gzip"})
    answer = TextGZipMiddleware(lambda _: response)(request)
    assert answer.has_header("Content-Encoding") is compressed


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_only_reading_can_be_kept(rf, method: str):
    answer = CacheControlMiddleware(lambda _: HttpResponse())(getattr(rf, method)("/"))
    assert answer["Cache-Control"] == "private, no-store"


def test_every_answer_without_instructions_varies_on_cookies(rf):
    assert CacheControlMiddleware(lambda _: HttpResponse())(rf.get("/"))["Vary"] == "Cookie"


def test_an_answer_for_a_logged_in_user_is_kept_by_nobody_without_any_new_cookie(rf, settings):
    request = rf.get("/")
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "x"
    request.user = User()
    answer = CacheControlMiddleware(lambda _: HttpResponse())(request)
    assert answer["Cache-Control"] == "private, no-store"


def test_without_a_session_cookie_nobody_asks_who_is_logged_in(rf):
    request = rf.get("/")
    request.user = SimpleLazyObject(lambda: pytest.fail("the session was read"))
    answer = CacheControlMiddleware(lambda _: HttpResponse())(request)
    assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_text_travels_small(world: World, client: Client):
    item = world.practice(doelstelling="<p>Samen eten in de buurt.</p>" * 200)
    plain = client.get(item.url)
    small = client.get(item.url, headers={"Accept-Encoding": "gzip"})
    assert small["Content-Encoding"] == "gzip"
    assert "Samen eten" in gzip.decompress(small.content).decode()
    assert len(small.content) < len(plain.content) / 3
