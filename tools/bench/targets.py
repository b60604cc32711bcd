"""Compare the measured figures with the targets."""

from collections.abc import Iterator
from dataclasses import dataclass

from tools.bench import page_load
from tools.bench.markdown import Figures, number

COMMON, THREE = "one common word", "three words"
# The queries that have targets; the others show the limits of the search.
QUERIES = (COMMON, THREE, "a phrase", "no text, two facets")

# The target on Elasticsearch is a multiple of the raw call, plus milliseconds.
RAW_FACTOR, RAW_EXTRA = 1.5, 10

# Milliseconds for suggestions: less than the time between two keystrokes.
MAX_SUGGESTION_TIME = 10


@dataclass(frozen=True)
class Target:
    """A target, the measured value and True if it is reached."""

    text: str
    measured: str
    reached: bool


def targets(results: Figures) -> Iterator[Target]:
    """Yield the targets that were measured."""
    engines_by_size = {int(size): engines for size, engines in results["sizes"].items()}
    if large := engines_by_size.get(100_000):
        yield from _answers(large)
        yield from _suggestions(large)
        yield from _machine(large["embedded"])
    if 10_000 in engines_by_size and 1_000_000 in engines_by_size:
        small, huge = engines_by_size[10_000], engines_by_size[1_000_000]
        yield from _growth(small["embedded"], huge["embedded"])
    peers = results["peers"]
    for engine in ("embedded", "elasticsearch"):
        if ours := peers.get(f"this portal, {engine}"):
            yield from _speedup(engine, ours, peers)
            yield from _findable(engine, ours)
    if "seeing" in results:
        yield from (Target(*row) for row in page_load.targets(results["seeing"]))


def _answers(engines: Figures) -> Iterator[Target]:
    queries = engines["embedded"]["questions"]
    slowest = max(queries[name]["json"]["p95"] for name in QUERIES)
    yield Target(
        "JSON with all facets, 100,000 items, embedded: p95 at most 25 ms for each of four queries",
        f"{number(slowest)} ms (slowest query)",
        slowest <= 25,
    )
    for form in ("json", "html"):
        extra = [queries[name][form]["p50"] - queries[name]["engine"]["p50"] for name in QUERIES]
        yield Target(
            f"{form.upper()} on top of the engine call, embedded: at most 10 ms",
            f"{number(min(extra))} to {number(max(extra))} ms (p50)",
            max(extra) <= 10,
        )
    if elasticsearch := engines.get("elasticsearch"):
        times = [elasticsearch["questions"][name] for name in QUERIES]
        limits = [RAW_FACTOR * query["raw"]["p95"] + RAW_EXTRA for query in times]
        shares = [query["json"]["p95"] / limit for query, limit in zip(times, limits, strict=True)]
        yield Target(
            "JSON, 100,000 items, Elasticsearch: p95 at most 1.5 × the raw call + 10 ms",
            f"{number(100 * max(shares))} % of the limit (slowest query)",
            max(shares) <= 1,
        )


def _suggestions(engines: Figures) -> Iterator[Target]:
    for engine, figures in engines.items():
        if not (suggestions := figures.get("suggestions")):
            continue
        slowest = max(times["json"]["p95"] for times in suggestions.values())
        yield Target(
            f"Suggestions, 100,000 items, {engine}: p95 at most {MAX_SUGGESTION_TIME} ms",
            f"{number(slowest)} ms (slowest input)",
            slowest <= MAX_SUGGESTION_TIME,
        )


def _machine(embedded: Figures) -> Iterator[Target]:
    memory, rate = embedded["memory"], embedded["documents_a_second"]
    yield Target(
        "Web process with 100,000 items, embedded: at most 250 MB", f"{memory} MiB", memory <= 238
    )
    yield Target(
        "Building, embedded: at least 2,000 documents per second",
        f"{rate:,}",
        rate >= 2_000,
    )


def _growth(small: Figures, large: Figures) -> Iterator[Target]:
    def factor(name: str) -> float:
        return float(
            large["questions"][name]["json"]["p50"] / small["questions"][name]["json"]["p50"]
        )

    factors = [factor(name) for name in QUERIES]
    yield Target(
        "From 10,000 to 1,000,000 items: JSON takes less than ten times as long",
        f"{number(min(factors))} to {number(max(factors))} times",
        max(factors) < 10,
    )


def _speedup(engine: str, ours: Figures, peers: Figures) -> Iterator[Target]:
    goals = {
        "embedded": {"Wagtail, SQLite": 1_000, "Wagtail, Elasticsearch": 5},
        "elasticsearch": {"Wagtail, Elasticsearch": 2},
    }[engine]
    for peer, goal in goals.items():
        if theirs := peers.get(peer):
            bare = _factors(theirs, ours, "found")
            full = [number(factor) for factor in _factors(theirs, ours, "all")]
            yield Target(
                f"{engine.capitalize()}: {goal:,} times as fast as {peer} (hits and facets)",
                f"{number(bare[0])} times for one common word, {number(bare[1])} for three"
                f" ({full[0]} and {full[1]} with labels and fragments, which the peer lacks)",
                min(bare) >= goal,
            )
    peer = "Wagtail, SQLite" if engine == "embedded" else "Wagtail, Elasticsearch"
    if theirs := peers.get(peer):
        factor = theirs["index_seconds"] / ours["index_seconds"]
        yield Target(
            f"Rebuilding the index, {engine}: 1.5 times as fast as `update_index` of {peer}",
            f"{factor:.2f} times",
            factor >= 1.5,
        )


def _findable(engine: str, ours: Figures) -> Iterator[Target]:
    slowest = ours["publish_to_findable"]["p95"]
    yield Target(
        f"From publishing to findable, {engine}: at most 1 s",
        f"{number(slowest)} ms (p95)",
        slowest <= 1_000,
    )
    if engine == "embedded":
        slowest = max(times["p95"] for times in ours["admin"].values())
        yield Target(
            "The admin's search for pages, 10,000 pages on SQLite: at most 1 s",
            f"{number(slowest)} ms (p95, slower of two queries)",
            slowest <= 1_000,
        )


def _factors(theirs: Figures, ours: Figures, part: str) -> list[float]:
    """Return how many times faster ours is, for each query; theirs is hits plus facets."""
    peer, own = theirs["questions"], ours["questions"]
    return [
        (peer[name]["hits"]["p50"] + peer[name]["facets"]["p50"]) / own[name][part]["p50"]
        for name in (COMMON, THREE)
    ]
