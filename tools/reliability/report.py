"""docs/reliability.md, from what the tests measured."""

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

What is done to the portal, and what the index held afterwards. Measured by `make reliability` on
{day}, on {machine}; {versions}.
`make test` runs the same tests in a short form.

*Drift* is what `search check` finds once the outbox is empty: missing, ghost, stale, or found by
the wrong audience. *Failed* are rows of the outbox that were given up. Times are milliseconds
unless they say seconds, of a machine that runs portal, database, search server and test at once.
*Of the full figures* is how much of what was aimed at was done; *load* is that of the machine when
the test began, and above 1 it is of other work, which makes times longer.
"""

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
        "Whatever editors do, everyone finds what they may"
    ),
    "test_public_answers_are_the_same_with_and_without_internal_items": (
        "What is internal leaves no trace"
    ),
    "test_no_question_is_an_error": "Any question whatever",
}
"""In the order of the document; what is done is said by each test itself."""


def report(found: list[dict[str, Any]]) -> str:
    """All that the tests measured, in the order of `TITLES`."""
    head = HEAD.format(
        day=f"{date.today():%-d %B %Y}",
        machine=machine(),
        versions=_versions(found),
    )
    parts = [head]
    for test, title in TITLES.items():
        runs = [run for run in found if run["test"] == test]
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
        ["load", *(_shown(run["load"]) for run in runs)],
        *([name, *(_shown(column.get(name, "")) for column in columns)] for name in names),
    ]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _flat(figures: dict[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in figures.items():
        name = f"{before}{key.replace('_', ' ')}"
        if isinstance(value, dict) and value:
            yield from _flat(value, f"{name}: ")
        else:
            yield name, value


def _shown(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:,.1f}"
    if isinstance(value, list):
        return str(len(value))
    if value == {}:
        return "0"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _versions(found: list[dict[str, Any]]) -> str:
    names = [f"{name} {version(name.lower())}" for name in ("Django", "Wagtail", "tantivy")]
    parts = [f"Python {platform.python_version()}", *names, f"SQLite {sqlite3.sqlite_version}"]
    if any("postgresql" in run["variant"] for run in found):
        said = subprocess.run(["psql", "--version"], capture_output=True, text=True, check=True)
        parts.append(f"PostgreSQL {said.stdout.split()[2]}")
    if any("elasticsearch" in run["variant"] for run in found):
        parts.append(f"Elasticsearch {ELASTICSEARCH}")
    return ", ".join(parts)
