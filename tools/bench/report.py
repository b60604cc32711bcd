"""Write docs/performance.md from the results of a run."""

from itertools import pairwise
from pathlib import Path
from typing import Any

from tools.bench import page_load
from tools.bench.markdown import Figures, number, percentiles, sizes, table
from tools.bench.targets import targets

NOTES = Path(__file__).with_name("notes.md")

HEAD = """# Performance

Measured by `make bench` on one machine: {machine}; {versions}.

`POSTGRESQL_URL` adds a peer's database. `--resume` continues an interrupted run, and
`ARGS="--sizes 1000,10000"` makes a short one.

Times are p50 / p95 / p99 in milliseconds, after warming up, with one client. Every query asks for
all facets with all values, and for ten hits with highlighted fragments.

- *JSON* and *HTML*: the whole WSGI application, without a socket.
- *engine*: the call that the view makes.
- *raw*: on Elasticsearch the same request as bytes over an open connection; on the embedded engine
  the same call again.
- *load*: the number of processes that wanted a processor during the measurement. Above {cores} they
  waited for each other, which shows in the higher percentiles.
"""

STAGES = (
    ("hits", "find and load ten hits"),
    ("engine", "count all values of all facets"),
    ("finding", "parse and expand the query"),
    ("response", "labels, order of values, fragments"),
    ("json", "JSON and Django"),
)


def write(results: Figures, path: Path) -> None:
    """Write the document."""
    cores = results["machine"].split(" ", 1)[0]
    sections = [HEAD.format(machine=results["machine"], versions=results["versions"], cores=cores)]
    sections += [target_section(results), searching(results), suggesting(results)]
    sections += [stages(results), building(results)]
    if results["peers"]:
        sections.append(peers(results))
    if "seeing" in results:
        sections.append(page_load.section(results["seeing"]))
    sections.append(NOTES.read_text(encoding="utf-8"))
    path.write_text("\n".join(text for text in sections if text), encoding="utf-8")


def target_section(results: Figures) -> str:
    """Return the section with the targets."""
    rows = [["target", "measured", "reached"]]
    for target in targets(results):
        rows.append([target.text, target.measured, "yes" if target.reached else "**no**"])
    return "## Targets\n\n" + table(rows) if len(rows) > 1 else ""


def searching(results: Figures) -> str:
    """Return the section with the times of searches."""
    rows = [["items", "engine", "query", "hits", "JSON", "HTML", "engine", "raw", "load"]]
    for size, engines in sizes(results):
        for engine, figures in engines.items():
            for name, times in figures["questions"].items():
                cells = [percentiles(times[kind]) for kind in ("json", "html", "engine", "raw")]
                total, load = f"{times['total']:,}", number(figures["load"])
                rows.append([f"{size:,}", engine, name, total, *cells, load])
    return "## Searching\n\n" + table(rows)


def suggesting(results: Figures) -> str:
    """Return the section with the times of suggestions."""
    rows = [["items", "engine", "input", "hits", "JSON", "engine", "JSON, counts refreshed"]]
    for size, engines in sizes(results):
        for engine, figures in engines.items():
            for name, times in figures.get("suggestions", {}).items():
                cells = [percentiles(times[kind]) for kind in ("json", "engine", "anew")]
                rows.append([f"{size:,}", engine, name, str(times["items"]), *cells])
    note = (
        "Themes, places and at most ten items, as JSON through WSGI. *Engine* is the call that"
        " finds the items. *Counts refreshed*: once a minute a process counts the items of each"
        " theme and place again.\n\n"
    )
    return "## Suggestions\n\n" + note + table(rows) if len(rows) > 1 else ""


def stages(results: Figures) -> str:
    """Return the section with the time of each stage: the p50 minus that of the one before."""
    rows = [["items", "engine", *(text for _, text in STAGES), "HTML instead of JSON"]]
    for size, engines in sizes(results):
        for engine, figures in engines.items():
            times = figures["parts"]
            ends = [0.0, *(times[name]["p50"] for name, _ in STAGES)]
            stage_times = [after - before for before, after in pairwise(ends)]
            stage_times.append(times["html"]["p50"] - times["json"]["p50"])
            rows.append([f"{size:,}", engine, *(f"{max(ms, 0):.1f}" for ms in stage_times)])
    note = "One common word, p50. Each stage is timed apart, so the differences are rough.\n\n"
    return "## Time per stage\n\n" + note + table(rows)


def building(results: Figures) -> str:
    """Return the section with the figures of building and holding an index."""
    rows = [
        ["items", "engine", "documents per second", "raw bulk call", "index, MiB", "cold start, s",
         "memory, MiB"]
    ]  # fmt: skip
    names = ("documents_a_second", "raw_a_second", "mib", "cold_start", "memory")
    for size, engines in sizes(results):
        for engine, figures in engines.items():
            rows.append([f"{size:,}", engine, *(f"{figures[name]:,}" for name in names)])
    note = (
        "The documents are generated beforehand. The raw bulk call is the engine's own, with at"
        " most 10,000 documents in the engine's own format. *Cold start* is the time from the start"
        " of Python to the first answer. *Memory* is the peak of the process, mapped files of the"
        " index included.\n\n"
    )
    return "## Building an index\n\n" + note + table(rows)


def peers(results: Figures) -> str:
    """Return the section that compares this portal with Wagtail's own search."""
    rows = [["search", "indexing, s", "pages per second", "one common word", "three words"]]
    for name, figures in results["peers"].items():
        seconds = figures["index_seconds"]
        cells = [_comparison(times) for times in figures["questions"].values()]
        rows.append([name, f"{seconds:.1f}", f"{results['pages'] / seconds:,.0f}", *cells])
    text = (
        f"## Compared with Wagtail's own search, on the same {results['pages']:,} pages\n\n"
        "- Wagtail: `search()` with `count()` and the first ten results, plus `.facet()` for the"
        " three facets that are foreign keys, each cut at ten values on Elasticsearch. The time is"
        " p50 of hits + facets.\n"
        "- This portal: from query to hits and counts, with all values of eleven facets; then with"
        " labels and highlighted fragments; then as JSON through WSGI.\n"
        "- Indexing: Wagtail's `update_index`, and our `search rebuild`, which builds two indices"
        " (public and internal).\n\n"
    )
    return text + table(rows) + _extras(results["peers"])


def _comparison(times: Figures) -> str:
    if "found" in times:
        bare, full, json = (number(times[part]["p50"]) for part in ("found", "all", "json"))
        return f"{bare}; with labels and fragments {full}; as JSON {json}"
    hits, facets = times["hits"]["p50"], times["facets"]["p50"]
    return f"{number(hits)} + {number(facets)} = {number(hits + facets)}"


def _extras(peers: Figures) -> str:
    lines: list[str] = []
    for name, figures in peers.items():
        if "publish_to_findable" in figures:
            times: dict[str, Any] = figures["publish_to_findable"]
            lines.append(f"- From publishing to findable, {name}: {percentiles(times)} ms.")
    for name, times in peers.get("this portal, embedded", {}).get("admin", {}).items():
        lines.append(f"- The admin's search for pages on SQLite, {name}: {percentiles(times)} ms.")
    return "\n" + "\n".join(lines) + "\n" if lines else ""
