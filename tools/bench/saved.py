"""What has been measured so far, kept in a file after each measurement."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any


class Saved:
    def __init__(self, path: Path, resume: bool) -> None:
        self._path = path
        self.found: dict[str, Any] = {"sizes": {}, "peers": {}}
        if resume and path.exists():
            self.found |= json.loads(path.read_text())

    def keep(self, path: Sequence[str], work: Callable[[], Any]) -> None:
        """What `work` gives, under `path`, unless there is something there."""
        held = self.found
        for name in path[:-1]:
            held = held.setdefault(name, {})
        if path[-1] in held:
            return
        held[path[-1]] = work()
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.write_text(json.dumps(self.found, indent=1))
