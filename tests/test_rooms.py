"""The house's plan: which room may import which."""

import ast
from pathlib import Path

from tests.rows import every_row

ROOT = Path(__file__).resolve().parent.parent


def imported(path: Path) -> set[str]:
    """Top-level packages that a file imports, by absolute or relative name."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(absolute(path, node))
    return names


def absolute(path: Path, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    parts = path.relative_to(ROOT).with_suffix("").parts
    base = parts[: len(parts) - node.level]
    return ".".join([*base, node.module or ""])


def files(room: str) -> list[Path]:
    return [path for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts]


@every_row("path", files("armoedegeheugen"), ids=lambda p: str(p.relative_to(ROOT)))
def test_memory_does_not_know_of_search(path):
    assert not [name for name in imported(path) if name.split(".")[0] == "search"]


@every_row("path", files("search"), ids=lambda p: str(p.relative_to(ROOT)))
def test_only_engines_know_an_engine(path):
    if (ROOT / "search" / "engines") in path.parents:
        return
    engines = ("tantivy", "elasticsearch", "elastic_transport")
    assert not [name for name in imported(path) if name.split(".")[0] in engines]


@every_row("path", files("search/engines"), ids=lambda p: str(p.relative_to(ROOT)))
def test_engines_know_neither_models_nor_dutch(path):
    known = {name for name in imported(path) if name.split(".")[0] in ("search", "armoedegeheugen")}
    allowed = ("search.engines", "search.fields")
    assert not [name for name in known if not name.startswith(allowed)]


def test_the_application_imports_neither_tests_nor_tools():
    rooms = ("armoedegeheugen", "search", "site", "fixtures")
    found = {
        name.split(".")[0] for room in rooms for path in files(room) for name in imported(path)
    }
    assert found.isdisjoint({"tests", "tools"})


def test_tools_use_only_the_elasticsearch_server_of_the_tests():
    found = {name for path in files("tools") for name in imported(path)}
    used = {name for name in found if name.split(".")[0] == "tests"}
    assert used
    assert all(name.startswith("tests.elasticsearch") for name in used)


def test_nothing_names_a_package_registry():
    hosts = ("py" + "pi.org", "files.python" + "hosted", "registry.npm" + "js")
    lock = (ROOT / "requirements.lock").read_text()
    assert not [host for host in hosts if host in lock]
