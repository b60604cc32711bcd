"""Figures → docs/performance.md: what was measured, beside what it is measured against."""

from itertools import pairwise
from pathlib import Path
from typing import Any

from tools.bench import looking
from tools.bench.tables import Figures, number, sizes, table, three
from tools.bench.targets import targets

NOTES = Path(__file__).with_name("notes.md")

HEAD = """# Performance

Measured by `make bench` (with `POSTGRESQL_URL` for a peer's database) on one machine: {machine};
{versions}. `--resume` goes on with a run that was broken off, `ARGS="--sizes 1000,10000"` makes a
short one.

Times are milliseconds, p50 / p95 / p99, warm, one client. Every question asks for all facets with
every value, ten hits and their highlighted fragments. *JSON* and *HTML* are the whole WSGI
application without a socket; *engine* is the call that the view makes; *raw* is, for Elasticsearch,
the same request as bytes over a kept connection, and for the embedded engine that call itself. The
last column is how many processes wanted one of the processors while it was measured: above {cores}
they waited for each other, and the higher percentiles show it.
"""

STEPS = (
    ("hits", "finding and reading ten hits"),
    ("engine", "counting every value of every facet"),
    ("finding", "reading the question"),
    ("response", "labels, order of values, fragments"),
    ("json", "JSON, and Django around it"),
)


def write(found: Figures, path: Path) -> None:
    cores = found["machine"].split(" ", 1)[0]
    parts = [HEAD.format(machine=found["machine"], versions=found["versions"], cores=cores)]
    parts += [reached(found), searching(found), suggesting(found), made_of(found), building(found)]
    if found["peers"]:
        parts.append(peers(found))
    if "seeing" in found:
        parts.append(looking.section(found["seeing"]))
    parts.append(NOTES.read_text(encoding="utf-8"))
    path.write_text("\n".join(part for part in parts if part), encoding="utf-8")


def reached(found: Figures) -> str:
    rows = [["to be reached", "measured", ""]]
    rows += [[one.text, one.measured, "yes" if one.reached else "**no**"] for one in targets(found)]
    return "## What was to be reached\n\n" + table(rows) if len(rows) > 1 else ""


def searching(found: Figures) -> str:
    rows = [["items", "engine", "question", "found", "JSON", "HTML", "engine", "raw", "load"]]
    for size, engines in sizes(found):
        for engine, figures in engines.items():
            for name, times in figures["questions"].items():
                cells = [three(times[kind]) for kind in ("json", "html", "engine", "raw")]
                total, load = f"{times['total']:,}", number(figures["load"])
                rows.append([f"{size:,}", engine, name, total, *cells, load])
    return "## Searching\n\n" + table(rows)


def suggesting(found: Figures) -> str:
    rows = [["items", "engine", "typed", "found", "JSON", "engine", "JSON, counts anew"]]
    for size, engines in sizes(found):
        for engine, figures in engines.items():
            for name, times in figures.get("suggestions", {}).items():
                cells = [three(times[kind]) for kind in ("json", "engine", "anew")]
                rows.append([f"{size:,}", engine, name, str(times["items"]), *cells])
    note = (
        "Themes, places and at most ten items, as JSON through WSGI; *engine*: the call that finds"
        " the items. *Counts anew*: once a minute a process counts what each theme and place has."
        "\n\n"
    )
    return "## Suggesting while somebody types\n\n" + note + table(rows) if len(rows) > 1 else ""


def made_of(found: Figures) -> str:
    """Each step's time is the difference from the one before it, at p50."""
    rows = [["items", "engine", *(text for _, text in STEPS), "HTML instead of JSON"]]
    for size, engines in sizes(found):
        for engine, figures in engines.items():
            parts = figures["parts"]
            ends = [0.0, *(parts[name]["p50"] for name, _ in STEPS)]
            steps = [after - before for before, after in pairwise(ends)]
            steps.append(parts["html"]["p50"] - parts["json"]["p50"])
            rows.append([f"{size:,}", engine, *(f"{max(step, 0):.1f}" for step in steps)])
    note = "One common word, p50; each step by itself, so that differences are rough.\n\n"
    return "## What the time is made of\n\n" + note + table(rows)


def building(found: Figures) -> str:
    rows = [
        ["items", "engine", "documents a second", "raw bulk call", "index, MiB", "cold start, s",
         "memory, MiB"]
    ]  # fmt: skip
    names = ("documents_a_second", "raw_a_second", "mib", "cold_start", "memory")
    for size, engines in sizes(found):
        for engine, figures in engines.items():
            rows.append([f"{size:,}", engine, *(f"{figures[name]:,}" for name in names)])
    note = (
        "Documents are made beforehand; the raw bulk call is the engine's own, with 10,000 of them"
        " (fewer in the smallest corpus) made into its own form. Cold start: from the start of"
        " Python to the first answer. Memory: the most that the process had in use, mapped files of"
        " the index included.\n\n"
    )
    return "## Building and keeping\n\n" + note + table(rows)


def peers(found: Figures) -> str:
    rows = [["who", "index of all pages, s", "pages a second", "one common word", "three words"]]
    for name, figures in found["peers"].items():
        seconds = figures["index_seconds"]
        asked = [_answer(times) for times in figures["questions"].values()]
        rows.append([name, f"{seconds:.1f}", f"{found['pages'] / seconds:,.0f}", *asked])
    text = (
        f"## Beside Wagtail's own search, on the same {found['pages']:,} pages\n\n"
        "Wagtail: `search()` with `count()` and the first ten, plus `.facet()` for the three facets"
        " that a foreign key gives it, each cut at ten values on Elasticsearch; p50 of hits +"
        " facets. This portal: likewise from question to hits and counts, but with eleven facets"
        " whole; then with labels and highlighted fragments; then as JSON through WSGI. Index:"
        " `update_index`, and `search rebuild`, which makes two indices (for everyone, and for"
        " staff).\n\n"
    )
    return text + table(rows) + _extras(found["peers"])


def _answer(times: Figures) -> str:
    if "found" in times:
        found, shown, json = (number(times[part]["p50"]) for part in ("found", "all", "json"))
        return f"{found}; shown {shown}; as JSON {json}"
    hits, facets = times["hits"]["p50"], times["facets"]["p50"]
    return f"{number(hits)} + {number(facets)} = {number(hits + facets)}"


def _extras(peers: Figures) -> str:
    lines: list[str] = []
    for name, figures in peers.items():
        if "publish_to_findable" in figures:
            times: dict[str, Any] = figures["publish_to_findable"]
            lines.append(f"- From publishing to findable, {name}: {three(times)} ms.")
    for name, times in peers.get("this portal, embedded", {}).get("admin", {}).items():
        lines.append(f"- The admin's search for pages on SQLite, {name}: {three(times)} ms.")
    return "\n" + "\n".join(lines) + "\n" if lines else ""
