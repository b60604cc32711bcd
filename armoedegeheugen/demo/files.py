"""Read the demo content in fixtures/demo, where items refer to each other by slug."""

import json
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

DIRECTORY = Path(__file__).resolve().parents[2] / "fixtures" / "demo"

Item = dict[str, Any]


def read(name: str) -> Any:
    """Return the content of `fixtures/demo/<name>.json`."""
    return json.loads((DIRECTORY / f"{name}.json").read_text(encoding="utf-8"))


def key(*names: str) -> UUID:
    """Return a key for these names, the same on every machine.

    It identifies a page after an editor renamed it.
    """
    return uuid5(NAMESPACE_OID, ":".join(("armoedegeheugen", "demo", *names)))
