"""Rebuilding under writes and searches, and killed half-way."""

import json
import time

import pytest

from tests.reliability.conftest import FULL
from tests.reliability.scratch import end, until
from tests.reliability.test_kills import ENGINES

pytestmark = [
    pytest.mark.reliability,
    pytest.mark.skipif(not FULL, reason="takes minutes: `make reliability` runs it"),
]


@pytest.mark.parametrize("engine_url", ENGINES, indirect=True)
def test_rebuild_under_writes_and_searches_shows_no_gap(faulty, scale, measured):
    items = scale.of(400, 50_000)
    assert faulty.act("fill", items, seconds=1800) >= items
    seconds = scale.of(8, 120)
    folder = faulty.folder
    searching = faulty.actor("search-for", seconds, scale.of(5, 10), folder / "searches")
    writing = faulty.actor("publish-for", seconds, scale.of(5, 10), folder / "edits")
    faulty.worker()
    time.sleep(1)
    begun, rebuilds = time.monotonic(), 0
    while writing.poll() is None:
        faulty.manage("search", "rebuild", seconds=900)
        rebuilds += 1
    taken = (time.monotonic() - begun) / rebuilds
    assert searching.wait(300) == writing.wait(300) == 0
    searches, edits = (json.loads((folder / name).read_text()) for name in ("searches", "edits"))
    assert until(lambda: faulty.act("queue") == 0, 120, step=0.5)
    found = faulty.drift()
    measured.update(
        items=items, rebuilds=rebuilds, seconds_each=taken, searches=searches, edits=edits
    )
    assert searches["faults"] == edits["faults"] == []
    assert searches["empty"] == 0
    assert found["drift"] == []


@pytest.mark.parametrize("engine_url", ENGINES, indirect=True)
def test_a_killed_rebuild_leaves_the_index_and_no_orphan(faulty, scale, measured):
    items = scale.of(300, 20_000)
    faulty.act("fill", items, seconds=1800)
    whole = time.monotonic()
    faulty.manage("search", "rebuild", seconds=900)
    whole = time.monotonic() - whole
    stages = 5
    for stage in range(1, stages + 1):
        rebuilding = faulty.start("site/manage.py", "search", "rebuild")
        time.sleep(whole * stage / (stages + 1))
        end(rebuilding)
        held = faulty.act("held")
        assert held["public"] == items
    assert faulty.drift()["drift"] == []
    faulty.manage("search", "rebuild", seconds=900)
    orphans = faulty.act("orphans")
    measured.update(items=items, kills=stages, orphans=len(orphans))
    assert orphans == []
    assert faulty.act("held")["public"] == items
