"""What was to be reached, beside what was measured. Each line is worked out from the figures."""

from collections.abc import Iterator
from dataclasses import dataclass

from tools.bench import looking
from tools.bench.tables import Figures, number

COMMON, THREE = "one common word", "three words"
ASKED = (COMMON, THREE, "a phrase", "no text, two facets")
"""The questions that the targets are about; the others show where it gets hard."""

OVER_RAW, MORE = 1.5, 10
"""Times the raw Elasticsearch call, plus milliseconds."""

TYPING = 10
"""Milliseconds for suggestions: less than anybody's fingers need for one letter more."""


@dataclass(frozen=True)
class Target:
    text: str
    measured: str
    reached: bool


def targets(found: Figures) -> Iterator[Target]:
    """Those for which there are figures."""
    at = {int(size): engines for size, engines in found["sizes"].items()}
    if 100_000 in at:
        yield from _answers(at[100_000])
        yield from _suggestions(at[100_000])
        yield from _machine(at[100_000]["embedded"])
    if 10_000 in at and 1_000_000 in at:
        yield from _growth(at[10_000]["embedded"], at[1_000_000]["embedded"])
    peers = found["peers"]
    for engine in ("embedded", "elasticsearch"):
        if ours := peers.get(f"this portal, {engine}"):
            yield from _beside(engine, ours, peers)
            yield from _findable(engine, ours)
    if "seeing" in found:
        yield from (Target(*one) for one in looking.reached(found["seeing"]))


def _answers(at: Figures) -> Iterator[Target]:
    asked = at["embedded"]["questions"]
    slowest = max(asked[name]["json"]["p95"] for name in ASKED)
    yield Target(
        "JSON with all facets, 100,000 items, embedded: p95 at most 25 ms, each of the four kinds",
        f"{number(slowest)} ms (the slowest)",
        slowest <= 25,
    )
    for form in ("json", "html"):
        over = [asked[name][form]["p50"] - asked[name]["engine"]["p50"] for name in ASKED]
        yield Target(
            f"{form.upper()} over the engine call, embedded: at most 10 ms",
            f"{number(min(over))} to {number(max(over))} ms (p50)",
            max(over) <= 10,
        )
    if elasticsearch := at.get("elasticsearch"):
        pairs = [elasticsearch["questions"][name] for name in ASKED]
        shares = [one["json"]["p95"] / (OVER_RAW * one["raw"]["p95"] + MORE) for one in pairs]
        yield Target(
            "JSON, 100,000 items, Elasticsearch: p95 at most 1.5 × the raw call + 10 ms",
            f"{number(100 * max(shares))} % of that (the slowest kind)",
            max(shares) <= 1,
        )


def _suggestions(at: Figures) -> Iterator[Target]:
    for engine, figures in at.items():
        if not (typed := figures.get("suggestions")):
            continue
        slowest = max(times["json"]["p95"] for times in typed.values())
        yield Target(
            f"Suggestions while typing, 100,000 items, {engine}: p95 at most {TYPING} ms",
            f"{number(slowest)} ms (the slowest of what is typed)",
            slowest <= TYPING,
        )


def _machine(embedded: Figures) -> Iterator[Target]:
    memory, rate = embedded["memory"], embedded["documents_a_second"]
    yield Target(
        "Web process with 100,000 items, embedded: at most 250 MB", f"{memory} MiB", memory <= 238
    )
    yield Target(
        "Building, embedded: at least 2,000 documents a second", f"{rate:,}", rate >= 2_000
    )


def _growth(small: Figures, large: Figures) -> Iterator[Target]:
    def times(name: str) -> float:
        return float(
            large["questions"][name]["json"]["p50"] / small["questions"][name]["json"]["p50"]
        )

    grown = [times(name) for name in ASKED]
    yield Target(
        "From 10,000 to 1,000,000 items: JSON takes less than ten times as long",
        f"{number(min(grown))} to {number(max(grown))} times",
        max(grown) < 10,
    )


def _beside(engine: str, ours: Figures, peers: Figures) -> Iterator[Target]:
    goals = {
        "embedded": {"Wagtail, SQLite": 1_000, "Wagtail, Elasticsearch": 5},
        "elasticsearch": {"Wagtail, Elasticsearch": 2},
    }[engine]
    for peer, goal in goals.items():
        if theirs := peers.get(peer):
            faster = _faster(theirs, ours, "found")
            shown = [number(times) for times in _faster(theirs, ours, "all")]
            yield Target(
                f"{engine.capitalize()}: {goal:,} times as fast as {peer} (hits and facets)",
                f"{number(faster[0])} times for one common word, {number(faster[1])} for three"
                f" ({shown[0]} and {shown[1]} with labels and fragments, which the peer has not)",
                min(faster) >= goal,
            )
    peer = "Wagtail, SQLite" if engine == "embedded" else "Wagtail, Elasticsearch"
    if theirs := peers.get(peer):
        share = theirs["index_seconds"] / ours["index_seconds"]
        yield Target(
            f"Rebuilding from pages, {engine}: 1.5 times as fast as `update_index` of {peer}",
            f"{share:.2f} times",
            share >= 1.5,
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
            f"{number(slowest)} ms (p95, the slower of two questions)",
            slowest <= 1_000,
        )


def _faster(theirs: Figures, ours: Figures, part: str) -> list[float]:
    """How many times, for either question; theirs is hits and facets together."""
    peers, own = theirs["questions"], ours["questions"]
    return [
        (peers[name]["hits"]["p50"] + peers[name]["facets"]["p50"]) / own[name][part]["p50"]
        for name in (COMMON, THREE)
    ]
