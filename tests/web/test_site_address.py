"""The default site of Wagtail has the address of BASE_URL."""

import pytest
from django.core.management import call_command
from wagtail.models import Page, Site

from armoedegeheugen.web import site_address

ADDRESSES = [
    ("https://geheugen.example.org", ("geheugen.example.org", 443)),
    ("http://geheugen.example.org/", ("geheugen.example.org", 80)),
    ("https://geheugen.example.org:8443", ("geheugen.example.org", 8443)),
    ("http://[::1]:8000", ("::1", 8000)),
]
NO_ADDRESSES = [
    "geheugen.example.org",
    "https://",
    "https://*",
    "ftp://x.example",
    "https://x:99999",
]


@pytest.fixture
def site(db) -> Site:
    return Site.objects.get(is_default_site=True)


@pytest.mark.parametrize(("base_url", "address"), ADDRESSES)
def test_the_site_gets_the_host_and_port_of_base_url(settings, site, base_url, address):
    settings.WAGTAILADMIN_BASE_URL = base_url
    assert site_address.update_default_site()
    site.refresh_from_db()
    assert (site.hostname, site.port) == address


def test_the_same_address_is_not_written_again(settings, site, django_assert_num_queries):
    settings.WAGTAILADMIN_BASE_URL = f"http://{site.hostname}"
    with django_assert_num_queries(1):
        assert not site_address.update_default_site()


@pytest.mark.parametrize("base_url", NO_ADDRESSES)
def test_what_is_no_address_is_refused(settings, site, base_url):
    settings.WAGTAILADMIN_BASE_URL = base_url
    with pytest.raises(site_address.BadAddress, match="Write it as https://"):
        site_address.update_default_site()


def test_the_address_of_another_site_is_refused(settings, site):
    other = Page.objects.get(pk=site.root_page_id)
    Site.objects.create(hostname="geheugen.example.org", port=443, root_page=other)
    settings.WAGTAILADMIN_BASE_URL = "https://geheugen.example.org"
    with pytest.raises(site_address.BadAddress, match="other than the default"):
        site_address.update_default_site()


def test_prepare_follows_base_url_each_time(settings, db, index, capsys):
    settings.DEMO = False
    for port in (8000, 8080):
        settings.WAGTAILADMIN_BASE_URL = f"http://127.0.0.1:{port}"
        call_command("prepare", port=str(port))
        assert Site.objects.get(is_default_site=True).port == port
        assert f"Open http://127.0.0.1:{port}/" in capsys.readouterr().out
    settings.WAGTAILADMIN_BASE_URL = "https://geheugen.example.org"
    call_command("prepare")
    assert Site.objects.get(is_default_site=True).root_url == "https://geheugen.example.org"
    assert "Open https://geheugen.example.org/" in capsys.readouterr().out
