"""Load the portal with one more facet: one row in `fields.py`, one line in `documents.py`.

A pytest plugin (`-p`): it edits the two files as they are imported, before anything else is.
"""

import sys
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import CodeType

ROW = 'Facet("methode", "Werkwijze", "armoedegeheugen.models.Method"),'
KEYS = """
    "methode": lambda item: (
        _slugs(related(item.page, "methods")) if isinstance(item.page, PracticeCard) else []
    ),"""
ADDED = {
    "search.fields": ("FACETS = (\n", ROW),
    "search.index.documents": (
        "FACET_KEYS: dict[str, Callable[[Filing], Iterable[str]]] = {",
        KEYS,
    ),
}


class _Loader(SourceFileLoader):
    def get_code(self, fullname: str) -> CodeType:
        source = self.get_data(self.path).decode()
        after, line = ADDED[fullname]
        assert source.count(after) == 1
        return compile(source.replace(after, after + line), self.path, "exec")


class _Finder(MetaPathFinder):
    def find_spec(self, fullname, path=None, target=None) -> ModuleSpec | None:
        if fullname not in ADDED:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        assert spec is not None
        spec.loader = _Loader(fullname, str(spec.origin))
        return spec


sys.meta_path.insert(0, _Finder())
