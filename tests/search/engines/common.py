"""What several tests of engines ask and look at."""

from pathlib import Path

from search.engines.embedded.directory import Directory
from search.engines.protocol import Audience, Engine, Query, Sort, Word
from tests.search.engines.strategies import NOW

PUBLIC = Audience.PUBLIC
ASKED = Query(NOW, (Word((("warm",),)),), 1, facets=("thema",), sort=Sort.RELEVANCE)


def live(root: Path) -> Path:
    return root / PUBLIC / Directory(root / PUBLIC).live()


def total(engine: Engine) -> int:
    return engine.search(PUBLIC, Query(NOW)).total
