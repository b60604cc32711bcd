"""Set up the environment of a run: a folder, an Elasticsearch node, and processes."""

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
class Environment:
    """The folder of a run and the address of its Elasticsearch node, or an empty string."""

    folder: Path
    elasticsearch: str

    @property
    def engines(self) -> list[str]:
        """The engines that can be measured."""
        return [EMBEDDED, ELASTICSEARCH] if self.elasticsearch else [EMBEDDED]

    @property
    def labels(self) -> str:
        """The database with vocabularies only."""
        return f"sqlite:///{self.folder / 'labels.sqlite3'}"

    @property
    def pages(self) -> str:
        """The database with pages."""
        return f"sqlite:///{self.folder / 'pages.sqlite3'}"

    def variables(self, database: str, engine: str = EMBEDDED) -> dict[str, str]:
        """Return the environment variables of a process that measures."""
        embedded = f"embedded:{self.folder / 'index'}"
        address = self.elasticsearch if engine == ELASTICSEARCH else embedded
        return {"DATABASE_URL": database, "SEARCH_URL": address, "SEARCH_PREFIX": "bench"}

    def index_size(self, engine: str) -> int:
        """Return the size of the public index in MiB."""
        if engine == EMBEDDED:
            return size_on_disk(self.folder / "index")
        columns = "format=json&bytes=mb&h=store.size"
        rows = request(f"{self.elasticsearch}/_cat/indices/bench-public*?{columns}", timeout=30)
        return sum(int(row["store.size"] or 0) for row in rows)

    def delete_index(self, engine: str) -> None:
        """Delete the index; on Elasticsearch the next build replaces it."""
        if engine == EMBEDDED:
            shutil.rmtree(self.folder / "index", ignore_errors=True)


@contextmanager
def environment() -> Iterator[Environment]:
    """Create a temporary folder and start a node, for one run."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name, node(Path(name)) as address:
        yield Environment(Path(name), address)


@contextmanager
def node(folder: Path) -> Iterator[str]:
    """Start an Elasticsearch node and yield its address, or an empty string without Java."""
    try:
        installed()
    except Missing as missing:
        print(f"Without Elasticsearch: {missing}", file=sys.stderr)
        yield ""
        return
    with Cluster(folder / "node", options=SERVER) as cluster:
        yield cluster.urls[0]


def run_module(module: str, *arguments: object, **environ: str) -> dict[str, Any]:
    """Run a module in its own process and return the JSON on its last line.

    Raises:
        SystemExit: The process failed; the message holds the end of its error output.
    """
    process = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", module, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tools.bench.settings", **environ},
        capture_output=True,
        text=True,
        check=False,
    )
    if process.returncode:
        raise SystemExit(f"{module} failed:\n{process.stderr[-3000:]}")
    result: dict[str, Any] = json.loads(process.stdout.splitlines()[-1])
    return result
