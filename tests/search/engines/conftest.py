"""The engines under test, each with an index of its own."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from search.engines import get_engine
from search.engines.embedded.engine import EmbeddedEngine
from search.engines.protocol import Engine

# An engine whose index is new and empty.
MakeEngine = Callable[[], Engine]


@pytest.fixture(
    scope="session",
    params=["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)],
)
def make_engine(request: pytest.FixtureRequest) -> Iterator[MakeEngine]:
    return request.getfixturevalue(f"make_{request.param}")


@pytest.fixture(scope="session")
def make_embedded(tmp_path_factory: pytest.TempPathFactory) -> MakeEngine:
    root, numbers = tmp_path_factory.mktemp("index"), count()
    return lambda: EmbeddedEngine(root / str(next(numbers)), lock_timeout=2.0)


@pytest.fixture(scope="session")
def make_elasticsearch(elasticsearch_url: str, elasticsearch_prefix: str) -> MakeEngine:
    numbers = count()
    # The shared node runs on whatever processors the tests leave it.
    return lambda: get_engine(
        elasticsearch_url, prefix=f"{elasticsearch_prefix}-{next(numbers)}", timeout=20.0
    )


@pytest.fixture
def engine(make_engine: MakeEngine) -> Engine:
    return make_engine()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "index"
