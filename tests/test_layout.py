"""Check what `.importlinter` cannot say: cycles, late imports, and what only tests may use."""

import ast
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("armoedegeheugen", "search")

# Files that import while they run: apps when they are ready, engines when one is chosen, and the
# admin's search, whose backend differs for each database.
LATE = {
    "armoedegeheugen/apps.py",
    "armoedegeheugen/editorial/admin_search.py",
    "search/apps.py",
    "search/engines/__init__.py",
}


def files(folder: str) -> list[Path]:
    return [path for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts]


def imports(path: Path) -> Iterator[tuple[ast.AST, str]]:
    """Yield each import of a file with the absolute name that it takes."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = parts[: len(parts) - node.level] if node.level else ()
            yield node, ".".join([*base, node.module or ""])


def imported(folder: str) -> set[str]:
    return {name for path in files(folder) for _node, name in imports(path)}


def test_no_file_imports_itself_through_others():
    graph = grimp.build_graph(*PACKAGES, cache_dir=None)
    edges = {name: graph.find_modules_directly_imported_by(name) for name in graph.modules}
    TopologicalSorter(edges).prepare()  # raises CycleError, which names the cycle


def test_only_named_files_import_while_they_run():
    late = set()
    for package in PACKAGES:
        for path in files(package):
            indented = {name for node, name in imports(path) if node.col_offset > 0}
            if {name.split(".")[0] for name in indented} & set(PACKAGES):
                late.add(str(path.relative_to(ROOT)))
    assert late == LATE


def test_the_application_imports_neither_tests_nor_tools():
    for folder in (*PACKAGES, "site", "fixtures"):
        assert {name.split(".")[0] for name in imported(folder)}.isdisjoint({"tests", "tools"})


def test_tools_use_only_the_elasticsearch_server_of_the_tests():
    used = {name for name in imported("tools") if name.split(".")[0] == "tests"}
    assert used
    assert all(name.startswith("tests.elasticsearch") for name in used)


def test_nothing_names_a_package_registry():
    hosts = ("py" + "pi.org", "files.python" + "hosted", "registry.npm" + "js")
    for lock in ("requirements.lock", "requirements-test.lock"):
        text = (ROOT / lock).read_text()
        assert not [host for host in hosts if host in text]


def test_a_docstring_says_what_its_object_does():
    # A sentence that begins with one of these says something of a thing that it does not name.
    riddle = re.compile(r"(What|Whether|Where|Who|Whom|Whose|How|Which)(ever)?\b")
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef)
    riddles = [
        f"{path.relative_to(ROOT)}: {text}"
        for folder in (*PACKAGES, "site", "fixtures", "tools")
        for path in files(folder)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, kinds) and riddle.match(text := ast.get_docstring(node) or "")
    ]
    assert riddles == []
