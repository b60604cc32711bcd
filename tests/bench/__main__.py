"""`make bench`: both engines, several sizes, and the peers, in one run; writes docs/performance.md.

    python -m tests.bench [--sizes 1000,10000,100000,1000000] [--pages 10000] [--calls 100]

Every measurement is a process of its own. Elasticsearch runs from tests/elasticsearch where Java
and Maven are there; PostgreSQL is a peer's database where POSTGRESQL_URL names a server.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.bench.report import write
from tests.bench.timing import machine, size_on_disk
from tests.elasticsearch.cluster import Cluster, request
from tests.elasticsearch.install import Missing, installed

ROOT = Path(__file__).resolve().parent.parent.parent


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--sizes", default="1000,10000,100000,1000000")
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--calls", type=int, default=100)
    parser.add_argument("--output", type=Path, default=ROOT / "docs/performance.md")
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    with scratch() as folder, node(folder) as url:
        database = f"sqlite:///{folder / 'labels.sqlite3'}"
        run("tests.bench.peer", "--pages", 0, "--make", DATABASE_URL=database)
        found: dict[str, Any] = {"machine": machine(), "sizes": {}, "peers": {}}
        for size in sizes:
            found["sizes"][size] = {
                name: measure(folder, name, address, size, options.calls, database)
                for name, address in engines(folder, url).items()
            }
        found["pages"] = options.pages
        found["peers"] = peers(folder, url, options.pages) if options.pages else {}
        write(found, options.output)


def engines(folder: Path, url: str) -> dict[str, str]:
    found = {"embedded": f"embedded:{folder / 'index'}"}
    return {**found, "elasticsearch": url} if url else found


def measure(
    folder: Path, name: str, address: str, size: int, calls: int, database: str
) -> dict[str, Any]:
    """One engine with one corpus: built in one process, searched in another."""
    environ = {"SEARCH_URL": address, "DATABASE_URL": database, "SEARCH_PREFIX": "bench"}
    say(f"{name}, {size} items")
    found = run("tests.bench.probe", "--build", size, **environ)
    found["mib"] = index_size(folder, address)
    found |= run("tests.bench.probe", "--calls", calls, **environ)
    if not address.startswith("http"):
        shutil.rmtree(folder / "index", ignore_errors=True)
    return found


def index_size(folder: Path, address: str) -> int:
    if not address.startswith("http"):
        return size_on_disk(folder / "index")
    rows = request(f"{address}/_cat/indices/bench-*?format=json&bytes=mb&h=store.size", timeout=30)
    return sum(int(row["store.size"] or 0) for row in rows)


def peers(folder: Path, url: str, pages: int) -> dict[str, Any]:
    """The same pages: ours on both engines, Wagtail's on database and Elasticsearch."""
    databases = {"SQLite": f"sqlite:///{folder / 'pages.sqlite3'}"}
    if server := os.environ.get("POSTGRESQL_URL"):
        databases["PostgreSQL"] = server
    found: dict[str, Any] = {}
    for name, database in databases.items():
        say(f"{pages} pages on {name}")
        run("tests.bench.peer", "--pages", pages, "--make", DATABASE_URL=database)
        found[f"Wagtail, {name}"] = run("tests.bench.peer", "--pages", pages, DATABASE_URL=database)
    database = databases["SQLite"]
    if url:
        found["Wagtail, Elasticsearch"] = run(
            "tests.bench.peer", "--pages", pages, DATABASE_URL=database, BENCH_PEER=url
        )
    for engine, address in engines(folder, url).items():
        found[f"this portal, {engine}"] = run(
            "tests.bench.peer", "--pages", pages, "--ours",
            DATABASE_URL=database, SEARCH_URL=address, SEARCH_PREFIX="pages",
        )  # fmt: skip
    return found


def run(module: str, *arguments: object, **environ: str) -> dict[str, Any]:
    """What a module prints on its last line, as JSON."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", module, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.bench.settings", **environ},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{module} failed:\n{done.stderr[-3000:]}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


@contextmanager
def scratch() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        yield Path(folder)


@contextmanager
def node(folder: Path) -> Iterator[str]:
    """The address of one Elasticsearch node, or nothing where it can't be had."""
    try:
        installed()
    except Missing as missing:
        say(f"Without Elasticsearch: {missing}")
        yield ""
        return
    with Cluster(folder / "node") as cluster:
        yield cluster.urls[0]


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
