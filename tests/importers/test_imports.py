"""The importers import lower packages only, in one direction, at the top of each file."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.test_rooms import ROOT, absolute, files

IMPORTERS = "armoedegeheugen.importers"
BELOW = ("dutch", "extracting", "models", "privacy", "sections.models")
ABOVE = ("editorial", "management")


def module(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module(path): path for path in files("armoedegeheugen")}


def imports(path: Path) -> Iterator[tuple[ast.ImportFrom, str]]:
    """Each `from … import …` of our own code, with the module that it names."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            base = absolute(path, node).rstrip(".")
            for alias in node.names:
                name = f"{base}.{alias.name}" if f"{base}.{alias.name}" in MODULES else base
                if name.startswith("armoedegeheugen"):
                    yield node, name


OURS = [name for name in MODULES if name.startswith(IMPORTERS)]


@pytest.mark.parametrize("name", OURS)
def test_an_importer_imports_lower_packages_at_the_top_of_its_file(name: str):
    path = MODULES[name]
    allowed = (IMPORTERS, *(f"armoedegeheugen.{package}" for package in BELOW))
    found = list(imports(path))
    assert not [other for _, other in found if not other.startswith(allowed)]
    assert all(node.col_offset == 0 for node, _ in found)


def test_importers_import_each_other_in_one_direction():
    graph = {name: {other for _, other in imports(MODULES[name])} - {name} for name in OURS}
    order = list(TopologicalSorter(graph).static_order())
    assert set(OURS) <= set(order)


@pytest.mark.parametrize("name", [name for name in MODULES if not name.startswith(IMPORTERS)])
def test_only_editorial_and_management_import_an_importer(name: str):
    if name.startswith(tuple(f"armoedegeheugen.{package}" for package in ABOVE)):
        return
    assert not [other for _, other in imports(MODULES[name]) if other.startswith(IMPORTERS)]
