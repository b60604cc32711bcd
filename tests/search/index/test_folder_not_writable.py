"""A folder of the index that cannot be written costs no change and no visitor an error."""

import logging

import pytest

from search.engines import _engine
from search.index import sync
from search.models import Entry

# The kernel lets nobody make a folder there, not even root.
READ_ONLY = "/proc/armoedegeheugen-index"


@pytest.fixture
def read_only(settings):
    settings.SEARCH_URL = f"embedded:{READ_ONLY}"
    _engine.cache_clear()
    yield
    _engine.cache_clear()


def test_a_save_is_kept_and_waits_and_visitors_see_the_newest_items(
    lasting_world, read_only, settings, tmp_path, client, caplog
):
    with caplog.at_level(logging.WARNING):
        page = lasting_world.practice("Buurtfruit delen")
        answer = client.get("/zoeken/?q=buurtfruit")
    page.refresh_from_db()
    assert page.live
    assert Entry.objects.exclude(status=Entry.Status.FAILED).exists()
    assert answer.status_code == 200
    assert "Zoeken lukt nu even niet" in answer.content.decode()
    assert client.get("/gezond/").json()["zoekmachine"] is False
    assert READ_ONLY in caplog.text
    # Once the folder can be written, what waited is carried out.
    settings.SEARCH_URL = f"embedded:{tmp_path / 'index-later'}"
    _engine.cache_clear()
    Entry.objects.update(due_at=page.first_published_at)
    sync.sync_all()
    assert client.get("/api/v1/zoeken/?q=buurtfruit").json()["totaal"] == 1
