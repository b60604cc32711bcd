"""The demo content as it is written down in fixtures/demo, references by slug."""

import json
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

DIRECTORY = Path(__file__).resolve().parents[2] / "fixtures" / "demo"

Item = dict[str, Any]


def read(name: str) -> Any:
    return json.loads((DIRECTORY / f"{name}.json").read_text(encoding="utf-8"))


def key(*names: str) -> UUID:
    """The same for the same names on every machine: how a page is known after it was renamed."""
    return uuid5(NAMESPACE_OID, ":".join(("armoedegeheugen", "demo", *names)))
