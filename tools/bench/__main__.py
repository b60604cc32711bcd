"""Measure both engines and the peers at several sizes, and write docs/performance.md.

    python -m tools.bench [--sizes 1000,10000,100000,1000000] [--pages 10000] [--calls 100]

Each measurement runs in its own process, and its result is saved to var/bench.json at once. An
interrupted run continues with `--resume`; `--report` only writes the document. Elasticsearch is
measured if Java and Maven are installed, PostgreSQL if POSTGRESQL_URL names a server (its database
is filled), and pages in a browser if Chromium is installed.
"""

import argparse
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from tools.bench import machine
from tools.bench.environment import ROOT, Environment, environment, run_module
from tools.bench.page_load import CHROMIUM
from tools.bench.report import write
from tools.bench.results import Results


def main() -> None:
    """Measure what the options ask for, and write the document."""
    options = arguments()
    results = Results(options.save, options.resume or options.report)
    if not options.report:
        with environment() as env:
            measure(options, results, env)
    write(results.data, options.output)


def arguments() -> argparse.Namespace:
    """Parse the command line."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench")
    parser.add_argument("--sizes", type=sizes, default="1000,10000,100000,1000000")
    parser.add_argument("--pages", type=int, default=10_000, help="0 leaves the peers out")
    parser.add_argument("--calls", type=int, default=100)
    parser.add_argument("--output", type=Path, default=ROOT / "docs/performance.md")
    parser.add_argument("--save", type=Path, default=ROOT / "var/bench.json")
    parser.add_argument("--resume", action="store_true", help="skip what is already measured")
    parser.add_argument("--report", action="store_true", help="measure nothing")
    return parser.parse_args()


def sizes(text: str) -> list[int]:
    """Parse a list of sizes: `1000,10000`."""
    return [int(size) for size in text.split(",")]


def measure(options: argparse.Namespace, results: Results, env: Environment) -> None:
    """Run every measurement that has no result yet."""
    postgresql = os.environ.get("POSTGRESQL_URL", "")
    results.add(["machine"], machine.machine)
    results.add(["versions"], lambda: machine.versions(bool(env.elasticsearch), postgresql))
    run_module("tools.bench.peer", "--pages", 0, "--make", **env.variables(env.labels))
    for size in options.sizes:
        for engine in env.engines:
            measurement = partial(corpus, env, engine, size, options.calls)
            step(results, ["sizes", str(size), engine], measurement)
    if options.pages:
        results.add(["pages"], lambda: options.pages)
        peers(results, env, options.pages, postgresql)
    if Path(CHROMIUM).exists():
        step(results, ["seeing"], lambda: run_module("tools.bench.page_load"))


def step(results: Results, path: list[str], measurement: Callable[[], dict[str, Any]]) -> None:
    """Run one measurement, unless its result exists, and add the load of the machine."""
    print(", ".join(path), file=sys.stderr, flush=True)
    results.add(path, lambda: measurement() | {"load": machine.load()})


def corpus(env: Environment, engine: str, size: int, calls: int) -> dict[str, Any]:
    """Measure one engine with one corpus: build it in one process, search it in another."""
    variables = env.variables(env.labels, engine)
    figures = run_module("tools.bench.probe", "--build", size, **variables)
    figures["mib"] = env.index_size(engine)
    figures |= run_module("tools.bench.probe", "--calls", calls, **variables)
    env.delete_index(engine)
    return figures


def peers(results: Results, env: Environment, pages: int, postgresql: str) -> None:
    """Measure the same pages with our search on both engines and with Wagtail's own search."""
    databases = {"SQLite": env.pages} | ({"PostgreSQL": postgresql} if postgresql else {})
    filled: set[str] = set()

    def peer(name: str, database: str, *arguments: str, **variables: str) -> None:
        def measurement() -> dict[str, Any]:
            if database not in filled:
                fill = ("tools.bench.peer", "--pages", pages, "--make")
                run_module(*fill, **env.variables(database))
                filled.add(database)
            return run_module("tools.bench.peer", "--pages", pages, *arguments, **variables)

        step(results, ["peers", name], measurement)

    for engine in env.engines:
        peer(f"this portal, {engine}", env.pages, "--ours", **env.variables(env.pages, engine))
    for name, database in databases.items():
        peer(f"Wagtail, {name}", database, **env.variables(database) | {"BENCH_PEER": "database"})
    if env.elasticsearch:
        variables = env.variables(env.pages) | {"BENCH_PEER": env.elasticsearch}
        peer("Wagtail, Elasticsearch", env.pages, **variables)


if __name__ == "__main__":
    main()
