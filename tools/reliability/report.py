"""Write docs/reliability.md from the figures of the fault tests."""

import platform
import sqlite3
import subprocess
from collections.abc import Iterator
from datetime import date
from importlib.metadata import version
from inspect import cleandoc
from typing import Any

from tests.elasticsearch.install import VERSION as ELASTICSEARCH
from tools.bench.machine import machine

HEAD = """# Reliability

Each section describes a fault and shows the state of the index afterwards. Measured by
`make reliability` on {day}, on {machine}; {versions}.
`make test` runs the same tests in a short form.

- *drift*: what `search check` finds once the outbox is empty: missing, ghost or stale documents,
  or documents that the wrong audience finds.
- *failed*: rows of the outbox that were given up.
- *of the full figures*: the share of the planned work that was done.
- *load*: the load of the machine when the test began. Above 1 other work makes the times longer.

Times are in milliseconds unless the row says seconds. One machine runs the portal, the database,
the search server and the test.
"""

# The title of each test, in the order of the document. The text comes from the test's docstring.
TITLES = {
    "test_killed_writers_and_workers_leave_nothing_behind": "Processes killed at random",
    "test_what_is_rolled_back_leaves_the_index_bit_for_bit_the_same": "Changes rolled back",
    "test_the_last_state_wins_however_updates_overtake_each_other": (
        "Updates that overtake each other"
    ),
    "test_a_late_update_does_not_bring_back_what_was_deleted": "Updates later than the delete",
    "test_editing_goes_on_while_the_server_is_away": (
        "Elasticsearch hangs (SIGSTOP), or dies (SIGKILL)"
    ),
    "test_a_backlog_is_carried_out_once_the_server_is_back": "A backlog",
    "test_no_search_fails_when_nodes_are_lost": "Nodes lost",
    "test_rebuild_under_writes_and_searches_shows_no_gap": "Rebuild under writes and searches",
    "test_a_killed_rebuild_leaves_the_index_and_no_orphan": "Rebuild killed",
    "test_personas_find_what_the_database_says": (
        "Random changes by editors, seen by every audience"
    ),
    "test_public_answers_are_the_same_with_and_without_internal_items": (
        "Internal items do not change public answers"
    ),
    "test_no_question_is_an_error": "Random queries",
}


def report(results: list[dict[str, Any]]) -> str:
    """Return the document, with the tests in the order of `TITLES`."""
    head = HEAD.format(
        day=f"{date.today():%-d %B %Y}",
        machine=machine(),
        versions=_versions(results),
    )
    parts = [head]
    for test, title in TITLES.items():
        runs = [run for run in results if run["test"] == test]
        text = cleandoc(runs[0]["text"]) if runs else "Not measured."
        command = f"RELIABILITY=full .venv/bin/python -m pytest tests/reliability -k {test}"
        parts.append(f"## {title}\n\n{text}\n\n    {command}\n\n{_table(runs)}")
    return "\n".join(parts)


def _table(runs: list[dict[str, Any]]) -> str:
    if not runs:
        return ""
    columns = [dict(_flat(run["figures"])) for run in runs]
    names = list(dict.fromkeys(name for column in columns for name in column))
    lines = [
        ["", *(run["variant"].replace("-", ", ") or "embedded, sqlite" for run in runs)],
        ["---"] * (len(runs) + 1),
        ["holds", *("yes" if run["passed"] else "**no**" for run in runs)],
        ["of the full figures", *(f"{run['share']:.0%}" for run in runs)],
        ["load", *(_format(run["load"]) for run in runs)],
        *([name, *(_format(column.get(name, "")) for column in columns)] for name in names),
    ]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _flat(figures: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in figures.items():
        name = f"{prefix}{key.replace('_', ' ')}"
        if isinstance(value, dict) and value:
            yield from _flat(value, f"{name}: ")
        else:
            yield name, value


def _format(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:,.1f}"
    if isinstance(value, list):
        return str(len(value))
    if value == {}:
        return "0"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _versions(results: list[dict[str, Any]]) -> str:
    names = [f"{name} {version(name.lower())}" for name in ("Django", "Wagtail", "tantivy")]
    parts = [f"Python {platform.python_version()}", *names, f"SQLite {sqlite3.sqlite_version}"]
    if any("postgresql" in run["variant"] for run in results):
        process = subprocess.run(["psql", "--version"], capture_output=True, text=True, check=True)
        parts.append(f"PostgreSQL {process.stdout.split()[2]}")
    if any("elasticsearch" in run["variant"] for run in results):
        parts.append(f"Elasticsearch {ELASTICSEARCH}")
    return ", ".join(parts)
