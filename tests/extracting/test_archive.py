"""A zip of XML: each of its limits holds by itself."""

from pathlib import Path

import pytest

from armoedegeheugen.extracting import archive
from armoedegeheugen.extracting.archive import Archive
from armoedegeheugen.extracting.errors import Broken, TooLarge
from tests.extracting import made


@pytest.fixture
def opened(tmp_path: Path):
    def open_(parts: dict[str, str | bytes]) -> Archive:
        path = tmp_path / "x.zip"
        path.write_bytes(made.zipped(parts))
        return Archive(path)

    return open_


def of_size(size: int) -> str:
    return f"<x>{'a' * (size - 7)}</x>"


def test_one_part_has_a_limit(opened, monkeypatch):
    monkeypatch.setattr(archive, "LARGEST_PART", 1_000)
    found = opened({"goed": of_size(1_000), "groot": of_size(1_001)})
    assert found.tree("goed") is not None
    with pytest.raises(TooLarge):
        found.tree("groot")


def test_all_parts_together_have_a_limit(opened, monkeypatch):
    monkeypatch.setattr(archive, "LARGEST", 2_500)
    found = opened({"a": of_size(1_000), "b": of_size(1_000), "c": of_size(1_000)})
    assert found.tree("a") is not None
    assert found.tree("b") is not None
    with pytest.raises(TooLarge):
        found.tree("c")


def test_the_number_of_parts_has_a_limit(opened, monkeypatch):
    monkeypatch.setattr(archive, "MOST_PARTS", 2)
    opened({"a": "", "b": ""})
    with pytest.raises(TooLarge):
        opened({"a": "", "b": "", "c": ""})


def test_nesting_has_a_limit_and_length_has_not(opened):
    deep, deeper = ("<x>" * depth + "</x>" * depth for depth in (256, 257))
    found = opened({"lang": f"<x>{'<y/>' * 1_000}</x>", "diep": deep, "dieper": deeper})
    assert found.tree("lang") is not None
    assert found.tree("diep") is not None
    with pytest.raises(Broken, match="nesting"):
        found.tree("dieper")


def test_a_document_type_is_refused_even_an_empty_one(opened):
    with pytest.raises(Broken):
        opened({"x": "<!DOCTYPE x><x/>"}).tree("x")


def test_a_part_that_is_not_there_is_none(opened):
    assert opened({"x": "<x/>"}).tree("y") is None
