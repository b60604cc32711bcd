"""Rebuilding under writes and searches, and killed half-way."""

import json
import time

import pytest

from tests.reliability.conftest import DATABASES, ENGINES, Scale
from tests.reliability.scratch import end

pytestmark = pytest.mark.reliability

STAGES = 5


@pytest.fixture
def items(request: pytest.FixtureRequest, scale: Scale) -> int:
    """A rebuild reads the database and no more, so that the great number is for one of the two."""
    killed = request.function is test_a_killed_rebuild_leaves_the_index_and_no_orphan
    one = request.node.callspec.params["database_url"] == "sqlite"
    return scale.of(250, 50_000 if one and not killed else 10_000)


@pytest.mark.parametrize("database_url", DATABASES, indirect=True)
@pytest.mark.parametrize("engine_url", ENGINES, indirect=True)
def test_rebuild_under_writes_and_searches_shows_no_gap(faulty, scale, measured, items):
    """The index is rebuilt again and again under ten writes and ten searches per second. No search
    is empty, and no item is lost or duplicated.
    """
    faulty.manage("search", "rebuild", seconds=900)
    folder, seconds = faulty.folder, scale.of(6, 120)
    searching = faulty.actor("search-for", seconds, 10, folder / "searches")
    writing = faulty.actor("publish-for", seconds, 10, folder / "edits")
    faulty.worker()
    begun, rebuilds = time.monotonic(), 0
    while writing.poll() is None or not rebuilds:
        faulty.manage("search", "rebuild", seconds=900)
        rebuilds += 1
    taken = (time.monotonic() - begun) / rebuilds
    assert searching.wait(300) == writing.wait(300) == 0
    searches, edits = (json.loads((folder / name).read_text()) for name in ("searches", "edits"))
    faulty.act("await-queue", 120)
    found = faulty.drift()
    measured.update(
        items=items, rebuilds=rebuilds, seconds_each=taken, searches=searches, edits=edits
    )
    assert searches["faults"] == edits["faults"] == []
    assert searches["empty"] == searches["refused"] == searches["noticed"] == 0
    assert edits["edits"] > 0
    assert found["drift"] == []
    assert faulty.act("held") == {"public": items, "internal": items}


@pytest.mark.parametrize("database_url", DATABASES, indirect=True)
@pytest.mark.parametrize("engine_url", ENGINES, indirect=True)
def test_a_killed_rebuild_leaves_the_index_and_no_orphan(faulty, measured, items):
    """A rebuild gets SIGKILL at each of five stages. The old index continues to serve, and the next
    rebuild removes what the killed one left.
    """
    whole = time.monotonic()
    faulty.manage("search", "rebuild", seconds=900)
    whole = time.monotonic() - whole
    for stage in range(1, STAGES + 1):
        rebuilding = faulty.start("site/manage.py", "search", "rebuild")
        time.sleep(whole * stage / (STAGES + 1))
        end(rebuilding)
        assert faulty.act("held") == {"public": items, "internal": items}
    faulty.manage("search", "rebuild", seconds=900)
    measured.update(items=items, kills=STAGES, seconds_of_a_whole_one=whole, orphans=0)
    assert faulty.act("orphans") == []
    assert faulty.drift()["drift"] == []
