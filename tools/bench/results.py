"""Save the results of a run to a file after each measurement."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any


class Results:
    """A tree of results, saved as JSON; `resume` starts from the saved ones."""

    def __init__(self, path: Path, resume: bool) -> None:
        self._path = path
        self.data: dict[str, Any] = {"sizes": {}, "peers": {}}
        if resume and path.exists():
            self.data |= json.loads(path.read_text())

    def add(self, path: Sequence[str], measurement: Callable[[], Any]) -> None:
        """Store the result of `measurement` under `path`, unless there is a result already."""
        branch = self.data
        for name in path[:-1]:
            branch = branch.setdefault(name, {})
        if path[-1] in branch:
            return
        branch[path[-1]] = measurement()
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.write_text(json.dumps(self.data, indent=1))
