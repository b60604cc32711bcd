"""Where a request comes from: never what a visitor says about it."""

import pytest
from django.test import RequestFactory

from armoedegeheugen.submissions import client_ip


def client(settings, proxies: int, peer: str, forwarded: str | None = None) -> str:
    settings.TRUSTED_PROXIES = proxies
    headers = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    return client_ip.client_address(RequestFactory().get("/", REMOTE_ADDR=peer, **headers))


def test_without_proxies_the_header_is_not_read(settings):
    assert client(settings, 0, "203.0.113.9", "198.51.100.1") == "203.0.113.9"


@pytest.mark.parametrize("forged", ["", "1.1.1.1, ", "1.1.1.1, 2.2.2.2, ", "x, ,"])
def test_behind_one_proxy_only_its_own_word_counts(settings, forged):
    assert client(settings, 1, "10.0.0.1", f"{forged}203.0.113.9") == "203.0.113.9"


@pytest.mark.parametrize("forged", ["", "1.1.1.1, ", "1.1.1.1, 2.2.2.2, "])
def test_behind_two_proxies_the_last_but_one_counts(settings, forged):
    assert client(settings, 2, "10.0.0.1", f"{forged}203.0.113.9, 10.0.0.2") == "203.0.113.9"


@pytest.mark.parametrize("header", [None, "", "203.0.113.9"])
def test_who_did_not_come_through_all_proxies_is_counted_by_connection(settings, header):
    assert client(settings, 2, "192.0.2.7", header) == "192.0.2.7"


def test_what_is_no_address_falls_back_on_the_connection(settings):
    assert client(settings, 1, "192.0.2.7", "nonsens") == "192.0.2.7"
    assert client(settings, 0, "") == client_ip.UNKNOWN


def test_one_customer_is_one_address_however_many_it_has(settings):
    one = client(settings, 0, "2001:db8:1:2::1")
    assert client(settings, 0, "2001:db8:1:2:ffff::9") == one
    assert client(settings, 0, "2001:db8:1:3::1") != one
    assert client(settings, 0, "::ffff:203.0.113.9") == "203.0.113.9"
