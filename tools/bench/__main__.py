"""`make bench`: both engines, several sizes, and the peers, in one run; writes docs/performance.md.

    python -m tools.bench [--sizes 1000,10000,100000,1000000] [--pages 10000] [--calls 100]

Every measurement is a process of its own, and is kept in var/bench.json as soon as it is done: a
run that was broken off goes on with `--resume`, and `--report` only writes the document.
Elasticsearch runs from tests/elasticsearch where Java and Maven are there; PostgreSQL is a peer's
database where POSTGRESQL_URL names a server (its database is filled); pages are looked at where
Chromium is there.
"""

import argparse
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from tools.bench import machine
from tools.bench.looking import CHROMIUM
from tools.bench.places import ROOT, Place, place, run
from tools.bench.report import write
from tools.bench.saved import Saved


def main() -> None:
    options = arguments()
    saved = Saved(options.save, options.resume or options.report)
    if not options.report:
        with place() as here:
            measure(options, saved, here)
    write(saved.found, options.output)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.bench")
    parser.add_argument("--sizes", type=sizes, default="1000,10000,100000,1000000")
    parser.add_argument("--pages", type=int, default=10_000, help="0 leaves the peers out")
    parser.add_argument("--calls", type=int, default=100)
    parser.add_argument("--output", type=Path, default=ROOT / "docs/performance.md")
    parser.add_argument("--save", type=Path, default=ROOT / "var/bench.json")
    parser.add_argument("--resume", action="store_true", help="leave out what is measured")
    parser.add_argument("--report", action="store_true", help="measure nothing")
    return parser.parse_args()


def sizes(text: str) -> list[int]:
    return [int(size) for size in text.split(",")]


def measure(options: argparse.Namespace, saved: Saved, here: Place) -> None:
    postgresql = os.environ.get("POSTGRESQL_URL", "")
    saved.keep(["machine"], machine.machine)
    saved.keep(["versions"], lambda: machine.versions(bool(here.elasticsearch), postgresql))
    run("tools.bench.peer", "--pages", 0, "--make", **here.environ(here.labels))
    for size in options.sizes:
        for engine in here.engines:
            work = partial(corpus, here, engine, size, options.calls)
            step(saved, ["sizes", str(size), engine], work)
    if options.pages:
        saved.keep(["pages"], lambda: options.pages)
        peers(saved, here, options.pages, postgresql)
    if Path(CHROMIUM).exists():
        step(saved, ["seeing"], lambda: run("tools.bench.looking"))


def step(saved: Saved, path: list[str], work: Callable[[], dict[str, Any]]) -> None:
    """One measurement, unless it is there already."""
    print(", ".join(path), file=sys.stderr, flush=True)
    saved.keep(path, lambda: work() | {"load": machine.load()})


def corpus(here: Place, engine: str, size: int, calls: int) -> dict[str, Any]:
    """One engine with one corpus: built in one process, searched in another."""
    environ = here.environ(here.labels, engine)
    found = run("tools.bench.probe", "--build", size, **environ)
    found["mib"] = here.index_size(engine)
    found |= run("tools.bench.probe", "--calls", calls, **environ)
    here.forget(engine)
    return found


def peers(saved: Saved, here: Place, pages: int, postgresql: str) -> None:
    """The same pages: ours on both engines, Wagtail's on databases and Elasticsearch."""
    databases = {"SQLite": here.pages} | ({"PostgreSQL": postgresql} if postgresql else {})
    made: set[str] = set()

    def peer(name: str, database: str, *arguments: str, **environ: str) -> None:
        def work() -> dict[str, Any]:
            if database not in made:
                run("tools.bench.peer", "--pages", pages, "--make", **here.environ(database))
                made.add(database)
            return run("tools.bench.peer", "--pages", pages, *arguments, **environ)

        step(saved, ["peers", name], work)

    for engine in here.engines:
        peer(f"this portal, {engine}", here.pages, "--ours", **here.environ(here.pages, engine))
    for name, database in databases.items():
        peer(f"Wagtail, {name}", database, **here.environ(database) | {"BENCH_PEER": "database"})
    if here.elasticsearch:
        environ = here.environ(here.pages) | {"BENCH_PEER": here.elasticsearch}
        peer("Wagtail, Elasticsearch", here.pages, **environ)


if __name__ == "__main__":
    main()
