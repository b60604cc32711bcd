"""Where the fault tests run: SQLite and PostgreSQL, the embedded engine and Elasticsearch."""

import json
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Any

import pytest

from tests.reliability.scratch import Portal, portal

FULL = os.environ.get("RELIABILITY") == "full"


@dataclass(frozen=True)
class Scale:
    """How much is done: a few seconds' worth, or the figures of the documentation."""

    full: bool = FULL

    def of(self, short: int, full: int) -> int:
        return full if self.full else short


@pytest.fixture(scope="session")
def scale() -> Scale:
    return Scale()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database with an empty site, migrated once."""
    folder = tmp_path_factory.mktemp("template")
    path = folder / "db.sqlite3"
    made = Portal(folder, f"sqlite:///{path}", f"embedded:{folder / 'index'}")
    made.act("prepare")
    made._run(
        "-c",
        f"import sqlite3; sqlite3.connect('{path}').execute('pragma wal_checkpoint(truncate)')",
        seconds=30,
    )
    return path


@pytest.fixture
def engine_url(request: pytest.FixtureRequest) -> str:
    """`embedded` gives the portal's own folder; `elasticsearch` the shared node."""
    if getattr(request, "param", "embedded") == "embedded":
        return ""
    return request.getfixturevalue("elasticsearch_url")


@pytest.fixture
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """`sqlite` gives the portal's own file; `postgresql` a new database on POSTGRESQL_URL."""
    if getattr(request, "param", "sqlite") == "sqlite":
        yield ""
        return
    server = os.environ.get("POSTGRESQL_URL", "")
    if not server:
        if os.environ.get("CI") == "true":
            pytest.fail("POSTGRESQL_URL does not name a PostgreSQL server.")
        pytest.skip("POSTGRESQL_URL does not name a PostgreSQL server.")
    name = f"fault_{token_hex(4)}"
    _psql(server, f'CREATE DATABASE "{name}"')
    yield f"{server.rsplit('/', 1)[0]}/{name}"
    _psql(server, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def faulty(tmp_path: Path, template: Path, engine_url: str, database_url: str) -> Iterator[Portal]:
    with portal(tmp_path / "portal", template, engine_url, database_url) as made:
        yield made


@pytest.fixture
def measured(request: pytest.FixtureRequest, scale: Scale) -> Iterator[dict[str, Any]]:
    """What a test measured; in a full run it is kept for docs/reliability.md."""
    found: dict[str, Any] = {}
    yield found
    folder = os.environ.get("RELIABILITY_RESULTS")
    if scale.full and folder and found:
        path = Path(folder) / f"{request.node.name}.json"
        path.write_text(json.dumps(found, indent=2))


def _psql(server: str, statement: str) -> None:
    subprocess.run(["psql", "-q", server, "-c", statement], check=True, timeout=30)
