"""Reading a text as one file."""

from collections.abc import Callable
from pathlib import Path

import pytest

from armoedegeheugen.importers.articles import pipeline
from armoedegeheugen.importers.articles.pipeline import Reading


@pytest.fixture
def reading(tmp_path: Path) -> Callable[..., Reading]:
    def of(text: str | bytes, name: str = "tekst.txt") -> Reading:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return pipeline.read(path)

    return of
