"""Format figures as Markdown."""

from collections.abc import Iterable, Sequence
from typing import Any

Figures = dict[str, Any]


def table(rows: Iterable[Sequence[str]]) -> str:
    """Return a table; the first row is its head."""
    head, *body = rows
    lines = [head, ["---"] * len(head), *body]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def percentiles(times: Figures) -> str:
    """Return p50, p95 and p99: `1.2 / 3.4 / 5.6`."""
    return " / ".join(number(times[name]) for name in ("p50", "p95", "p99"))


def number(value: float) -> str:
    """Return a number with one decimal below 100, and none above."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def sizes(results: Figures) -> list[tuple[int, Figures]]:
    """Return the figures of the engines by size of the corpus, the smallest first."""
    return sorted((int(size), engines) for size, engines in results["sizes"].items())
