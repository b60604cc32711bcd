"""Scores → docs/relevance.md."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from tools.relevance.judged import CLASSES, HELD_OUT, TUNING, Judged
from tools.relevance.measures import Means, Score, means

Scored = Sequence[tuple[Judged, Score]]

HEAD = """# Relevance

Measured by `make relevance` on {day}: {count} judged questions over the demo content
(`tests/relevance/`, where README.md says how they were judged), of which a third was held out while
tuning. The best is 1.000, but for *nothing found*, which is best at 0.0 %.

- *nDCG@10*: the first ten beside the ideal ten; an item of grade 3 gains 7, of 2 gains 3, of 1
  gains 1, less for each rank down.
- *recall@20*: the share of items of grade 2 or 3 that are among the first twenty.
- *nothing found*: the share of questions to which there is no result at all.

An answer of the portal is its results and, where these are few, what follows them (*Ook hierover*).

Beside this portal's own search stand Wagtail's search in the database (SQLite, with the fields that
the pages declare), and plain BM25 over the same texts, titles three times, without any Dutch.
Wagtail finds pages only, so its answers are measured against the pages alone: no recommendation
that it can't know counts against it.
"""

OURS = "this portal"
NDCG, NOTHING, ABOVE = 0.93, 0.01, 0.15
"""The goals."""

LABELS = {
    "gewoon": "plain",
    "tikfout": "typing error",
    "synoniem": "synonym",
    "samenstelling": "compound",
    "vraag": "question",
    "naam": "name or place",
}


def write(by_ranker: Mapping[str, Scored], path: Path, today: date) -> str:
    count = len(next(iter(by_ranker.values())))
    parts = [HEAD.format(day=today.isoformat(), count=count)]
    parts += [_goals(by_ranker)]
    parts += [_section("All questions", by_ranker, lambda one: True)]
    parts += [_section("The part that tuning may look at", by_ranker, _of(TUNING))]
    parts += [_section("The part held out", by_ranker, _of(HELD_OUT))]
    parts += [_by_class(by_ranker)]
    text = "\n".join(parts)
    path.write_text(text, encoding="utf-8")
    return text


def overall(scored: Scored) -> Means:
    return means(score for _, score in scored)


def _goals(by_ranker: Mapping[str, Scored]) -> str:
    """What was aimed at, and whether it was reached."""
    mine = {name: overall(scored) for name, scored in by_ranker.items() if name.startswith(OURS)}
    others = [overall(s).ndcg for name, s in by_ranker.items() if not name.startswith(OURS)]
    ndcg, nothing = min(m.ndcg for m in mine.values()), max(m.nothing for m in mine.values())
    above = ndcg - max(others)
    rows = [
        ["aim", "goal", "measured", "reached"],
        ["nDCG@10, all questions", "0.930", f"{ndcg:.3f}", _said(ndcg >= NDCG)],
        ["nothing found", "at most 1.0 %", _share(nothing), _said(nothing <= NOTHING)],
        ["nDCG@10 above the best other", "0.150", f"{above:.3f}", _said(above >= ABOVE)],
    ]
    return "## What was aimed at\n\n" + _table(rows)


def _said(reached: bool) -> str:
    return "yes" if reached else "**no**"


def _of(part: str) -> Callable[[Judged], bool]:
    return lambda one: one.part == part


def _section(title: str, by_ranker: Mapping[str, Scored], wanted: Callable[[Judged], bool]) -> str:
    rows = [["search", "questions", "nDCG@10", "recall@20", "nothing found"]]
    for name, scored in by_ranker.items():
        found = means(score for one, score in scored if wanted(one))
        rows.append([name, str(found.questions), *_figures(found)])
    return f"## {title}\n\n" + _table(rows)


def _by_class(by_ranker: Mapping[str, Scored]) -> str:
    rows = [["class", "search", "questions", "nDCG@10", "recall@20", "nothing found", "held out"]]
    for group in CLASSES:
        for name, scored in by_ranker.items():
            inside = [(one, score) for one, score in scored if one.group == group]
            found = means(score for _, score in inside)
            apart = means(score for one, score in inside if one.part == HELD_OUT)
            cells = [str(found.questions), *_figures(found), f"{apart.ndcg:.3f}"]
            rows.append([LABELS[group], name, *cells])
    note = "*Held out*: nDCG@10 of that part of the class alone.\n\n"
    return "## By class of question\n\n" + note + _table(rows)


def _figures(found: Means) -> list[str]:
    return [f"{found.ndcg:.3f}", f"{found.recall:.3f}", _share(found.nothing)]


def _share(value: float) -> str:
    return f"{value:.1%}".replace("%", " %")


def _table(rows: list[list[str]]) -> str:
    head, *body = rows
    lines = [head, ["---"] * len(head), *body]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"
