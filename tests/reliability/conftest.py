"""Where the fault tests run: SQLite and PostgreSQL, the embedded engine and Elasticsearch."""

import json
import os
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.databases.template import Template
from tests.elasticsearch.cluster import drop
from tests.elasticsearch.shared import LARGE
from tests.reliability.databases import Templates
from tests.reliability.scratch import Portal, portal

FULL = bool(os.environ.get("RELIABILITY"))
# For a slower machine: this part of the full figures, and all that is written down says so.
SHARE = float(os.environ.get("RELIABILITY_SHARE", "1"))

if FULL:
    os.environ[LARGE] = "1"

ENGINES = ["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)]
PASSED = pytest.StashKey[bool]()
DATABASES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@dataclass(frozen=True)
class Scale:
    """How much is done: a few seconds' worth, or the figures of the documentation."""

    full: bool = FULL

    def of(self, short: int, full: int) -> int:
        return max(short, int(full * SHARE)) if self.full else short


@pytest.fixture(scope="session")
def scale() -> Scale:
    return Scale()


@pytest.fixture(scope="session")
def templates(
    django_db_setup: None, template: Template, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Templates]:
    made = Templates(tmp_path_factory.mktemp("templates"), template)
    yield made
    made.drop()


@pytest.fixture
def engine_url(request: pytest.FixtureRequest) -> str:
    """`embedded` gives the portal's own folder; `elasticsearch` the shared node."""
    if getattr(request, "param", "embedded") == "embedded":
        return ""
    return request.getfixturevalue("elasticsearch_url")


@pytest.fixture
def items() -> int:
    """Cards that the portal of a test begins with. A test may say another number."""
    return 0


@pytest.fixture
def database_url(
    request: pytest.FixtureRequest, tmp_path: Path, templates: Templates, items: int
) -> Iterator[str]:
    """A database of one's own: an SQLite file, or one on the server of POSTGRESQL_URL."""
    if getattr(request, "param", "sqlite") == "sqlite":
        yield templates.sqlite(tmp_path / "db.sqlite3", items)
        return
    if not os.environ.get("POSTGRESQL_URL"):
        reason = "POSTGRESQL_URL does not name a PostgreSQL server."
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
    with templates.postgresql(os.environ["POSTGRESQL_URL"], items) as url:
        yield url


@pytest.fixture
def faulty(tmp_path: Path, engine_url: str, database_url: str) -> Iterator[Portal]:
    with portal(tmp_path / "portal", database_url, engine_url) as made:
        yield made
    if engine_url:
        # A server that keeps what every test before left there runs out of memory.
        drop(engine_url, made.environ["SEARCH_PREFIX"])


@pytest.fixture
def engine_in_process(
    request: pytest.FixtureRequest, settings: Any, tmp_path: Path
) -> Callable[[], tuple[str, str]]:
    """For a test without processes: gives it, at each call, an index that nobody has used yet.
    Returns its SEARCH_URL and prefix."""
    url = ""
    if getattr(request, "param", "embedded") == "elasticsearch":
        url = request.getfixturevalue("elasticsearch_url")
        prefix = request.getfixturevalue("elasticsearch_prefix")
    numbers = count()

    def fresh() -> tuple[str, str]:
        number = next(numbers)
        if not url:
            settings.SEARCH_URL = f"embedded:{tmp_path / f'index-{number}'}"
            return settings.SEARCH_URL, ""
        name = f"{prefix}-{tmp_path.name.replace('_', '-').lower()[:40]}-{number}"
        settings.SEARCH_URL = url
        settings.SEARCH_OPTIONS = {**settings.SEARCH_OPTIONS, "prefix": name, "timeout": 10.0}
        return url, name

    return fresh


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    made = yield
    if call.when == "call":
        item.stash[PASSED] = made.passed
    return made


@pytest.fixture
def measured(request: pytest.FixtureRequest) -> Iterator[dict[str, Any]]:
    """What a test measured; `make reliability` writes it down, also of one that failed then."""
    figures: dict[str, Any] = {}
    load = os.getloadavg()[1]
    yield figures
    folder = os.environ.get("RELIABILITY_RESULTS")
    if not folder:
        return
    test, _, variant = request.node.name.rstrip("]").partition("[")
    if "database_url" not in request.fixturenames:
        variant += f"-{connection.vendor}"
    passed = request.node.stash.get(PASSED, False)
    text = request.function.__doc__
    found = {"test": test, "text": text, "variant": variant, "passed": passed, "figures": figures}
    found |= {"share": SHARE, "load": round(load, 1)}
    (Path(folder) / f"{test}-{variant}.json").write_text(json.dumps(found, indent=2))
