"""Figures → docs/performance.md: what was measured, beside what it is measured against."""

from pathlib import Path
from typing import Any

HEAD = """# Performance

Measured by `make bench` in one run on one machine: {machine}. Times are milliseconds, p50 / p95 /
p99, warm, one client. Every query asks for all facets with every value, ten hits and their
highlighted fragments. *JSON* and *HTML* are the whole WSGI application without a socket; *engine*
is the call that the view makes; *raw* is, for Elasticsearch, the same request as bytes over a kept
connection, and for the embedded engine that call itself.
"""


def write(found: dict[str, Any], path: Path) -> None:
    parts = [HEAD.format(machine=found["machine"])]
    parts += [sizes(found["sizes"]), building(found["sizes"])]
    if found["peers"]:
        parts.append(peers(found))
    text = "\n".join(parts)
    path.write_text(text)
    print(text)


def sizes(by_size: dict[int, Any]) -> str:
    rows = [["items", "engine", "query", "found", "JSON", "HTML", "engine", "raw"]]
    for size, engines in by_size.items():
        for engine, figures in engines.items():
            for name, times in figures["questions"].items():
                cells = [three(times[kind]) for kind in ("json", "html", "engine", "raw")]
                rows.append([f"{size:,}", engine, name, f"{times['total']:,}", *cells])
    return "## Searching\n\n" + table(rows)


def building(by_size: dict[int, Any]) -> str:
    rows = [["items", "engine", "documents a second", "index, MiB", "cold start, s", "memory, MiB"]]
    for size, engines in by_size.items():
        for engine, figures in engines.items():
            names = ("documents_a_second", "mib", "cold_start", "memory")
            rows.append([f"{size:,}", engine, *(f"{figures[name]:,}" for name in names)])
    note = (
        "Documents are made beforehand. Cold start: from the start of Python to the first answer. "
        "Memory: the most that the web process had in use.\n"
    )
    return "## Building and keeping\n\n" + note + "\n" + table(rows)


def peers(found: dict[str, Any]) -> str:
    rows = [["who", "index of all pages, s", "pages a second", "one common word", "three words"]]
    for name, figures in found["peers"].items():
        seconds = figures["index_seconds"]
        asked = [answer_time(times) for times in figures["questions"].values()]
        rows.append([name, f"{seconds:.1f}", f"{found['pages'] / seconds:,.0f}", *asked])
    text = (
        f"## Beside Wagtail's own search, on the same {found['pages']:,} pages\n\n"
        "Wagtail: `search()` with `count()` and the first ten, plus `.facet()` for the three "
        "relations that it can count, each cut at ten values on Elasticsearch. This portal: the "
        "JSON answer with every facet whole. p50, milliseconds; for Wagtail hits + facets.\n\n"
    )
    return text + table(rows) + extras(found["peers"])


def answer_time(times: dict[str, Any]) -> str:
    if "all" in times:
        return f"{times['all']['p50']:.1f}"
    hits, facets = times["hits"]["p50"], times["facets"]["p50"]
    return f"{hits:,.1f} + {facets:,.1f} = {hits + facets:,.1f}"


def extras(peers: dict[str, Any]) -> str:
    lines = []
    for name, figures in peers.items():
        if "publish_to_findable" in figures:
            times = three(figures["publish_to_findable"])
            lines.append(f"- From publishing to findable, {name}: {times} ms.")
        if "admin" in figures:
            lines.append(f"- The admin's page search, {name}: {three(figures['admin'])} ms.")
    return "\n" + "\n".join(lines) + "\n"


def three(times: dict[str, float]) -> str:
    return " / ".join(f"{times[name]:.1f}" for name in ("p50", "p95", "p99"))


def table(rows: list[list[str]]) -> str:
    head, *body = rows
    lines = [head, ["---"] * len(head), *body]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"
