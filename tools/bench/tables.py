"""Figures as Markdown."""

from collections.abc import Iterable, Sequence
from typing import Any

Figures = dict[str, Any]


def table(rows: Iterable[Sequence[str]]) -> str:
    head, *body = rows
    lines = [head, ["---"] * len(head), *body]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def three(times: Figures) -> str:
    return " / ".join(number(times[name]) for name in ("p50", "p95", "p99"))


def number(value: float) -> str:
    """Three figures that count, no more."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def sizes(found: Figures) -> list[tuple[int, Figures]]:
    """Engines' figures by size of the corpus, the smallest first."""
    return sorted((int(size), engines) for size, engines in found["sizes"].items())
