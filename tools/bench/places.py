"""Where a run measures: a folder of its own, one Elasticsearch node, processes with settings."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.elasticsearch.cluster import SERVER, Cluster, request
from tests.elasticsearch.install import Missing, installed
from tools.bench.timing import size_on_disk

ROOT = Path(__file__).resolve().parent.parent.parent
EMBEDDED, ELASTICSEARCH = "embedded", "elasticsearch"


@dataclass(frozen=True)
class Place:
    """`elasticsearch` is a node's address, or empty. `labels` and `pages` are databases."""

    folder: Path
    elasticsearch: str

    @property
    def engines(self) -> list[str]:
        return [EMBEDDED, ELASTICSEARCH] if self.elasticsearch else [EMBEDDED]

    @property
    def labels(self) -> str:
        return f"sqlite:///{self.folder / 'labels.sqlite3'}"

    @property
    def pages(self) -> str:
        return f"sqlite:///{self.folder / 'pages.sqlite3'}"

    def environ(self, database: str, engine: str = EMBEDDED) -> dict[str, str]:
        embedded = f"embedded:{self.folder / 'index'}"
        address = self.elasticsearch if engine == ELASTICSEARCH else embedded
        return {"DATABASE_URL": database, "SEARCH_URL": address, "SEARCH_PREFIX": "bench"}

    def index_size(self, engine: str) -> int:
        """MiB."""
        if engine == EMBEDDED:
            return size_on_disk(self.folder / "index")
        columns = "format=json&bytes=mb&h=store.size"
        rows = request(f"{self.elasticsearch}/_cat/indices/bench-public*?{columns}", timeout=30)
        return sum(int(row["store.size"] or 0) for row in rows)

    def forget(self, engine: str) -> None:
        """Make room; Elasticsearch's index is replaced by the next one."""
        if engine == EMBEDDED:
            shutil.rmtree(self.folder / "index", ignore_errors=True)


@contextmanager
def place() -> Iterator[Place]:
    with tempfile.TemporaryDirectory(prefix="bench-") as name, node(Path(name)) as address:
        yield Place(Path(name), address)


@contextmanager
def node(folder: Path) -> Iterator[str]:
    try:
        installed()
    except Missing as missing:
        print(f"Without Elasticsearch: {missing}", file=sys.stderr)
        yield ""
        return
    with Cluster(folder / "node", options=SERVER) as cluster:
        yield cluster.urls[0]


def run(module: str, *arguments: object, **environ: str) -> dict[str, Any]:
    """What a module prints on its last line, as JSON."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", module, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tools.bench.settings", **environ},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{module} failed:\n{done.stderr[-3000:]}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
