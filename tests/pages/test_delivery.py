"""Public pages may be kept and are asked after; what someone logged in saw is kept by nobody."""

import gzip

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

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


@pytest.mark.parametrize("method", ["post", "put"])
def test_only_reading_can_be_kept(world: World, client: Client, method: str):
    answer = getattr(client, method)("/mijn-map/wijzigen/")
    assert answer["Cache-Control"] == "private, no-store"


def test_text_travels_small(world: World, client: Client):
    item = world.practice(doelstelling="<p>Samen eten in de buurt.</p>" * 200)
    plain = client.get(item.url)
    small = client.get(item.url, headers={"Accept-Encoding": "gzip"})
    assert small["Content-Encoding"] == "gzip"
    assert "Samen eten" in gzip.decompress(small.content).decode()
    assert len(small.content) < len(plain.content) / 3
