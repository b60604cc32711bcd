"""Write docs/relevance.md from the scores."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from tools.relevance.judgements import CLASSES, HELD_OUT, TUNING, JudgedQuestion
from tools.relevance.metrics import Means, Score, means

Scored = Sequence[tuple[JudgedQuestion, Score]]

HEAD = """# Relevance

Measured by `make relevance` on {day} with {count} judged questions about the demo content. A third
of them was held out while tuning. `tools/relevance/README.md` explains how they were judged.

- *nDCG@10*: the gain of the first ten results, divided by that of the ideal ten. An item of grade 3
  gains 7, of grade 2 gains 3 and of grade 1 gains 1, discounted by rank. The best value is 1.000.
- *recall@20*: the share of items of grade 2 or 3 that are among the first twenty results. The best
  value is 1.000.
- *nothing found*: the share of questions without any result. The best value is 0.0 %.

An answer of this portal is its results and, if these are few, the related items below them (*Ook
hierover*).

Two other rankers are measured for comparison:

- Wagtail's search in the database (SQLite), with the fields that the pages declare. It finds pages
  only, so recommendations are left out of its judgements.
- Plain BM25 over the same texts, with each title three times, and without any knowledge of Dutch.
"""

OURS = "this portal"
# The targets: nDCG@10, the share of questions without results, and the lead over other rankers.
NDCG, NOTHING, ABOVE = 0.93, 0.01, 0.15

LABELS = {
    "gewoon": "plain",
    "tikfout": "typing error",
    "synoniem": "synonym",
    "samenstelling": "compound",
    "vraag": "question",
    "naam": "name or place",
}


def write(by_ranker: Mapping[str, Scored], path: Path, today: date) -> str:
    """Write the document and return its text."""
    count = len(next(iter(by_ranker.values())))
    sections = [
        HEAD.format(day=today.isoformat(), count=count),
        _targets(by_ranker),
        _section("All questions", by_ranker, lambda judged: True),
        _section("Tuning set", by_ranker, _in_part(TUNING)),
        _section("Held-out set", by_ranker, _in_part(HELD_OUT)),
        _by_class(by_ranker),
    ]
    text = "\n".join(sections)
    path.write_text(text, encoding="utf-8")
    return text


def overall(scored: Scored) -> Means:
    """Return the means over all questions."""
    return means(score for _, score in scored)


def _targets(by_ranker: Mapping[str, Scored]) -> str:
    ours = [overall(scored) for name, scored in by_ranker.items() if name.startswith(OURS)]
    others = [overall(s).ndcg for name, s in by_ranker.items() if not name.startswith(OURS)]
    ndcg, nothing = min(m.ndcg for m in ours), max(m.nothing for m in ours)
    lead = ndcg - max(others)
    rows = [
        ["metric", "target", "measured", "reached"],
        ["nDCG@10, all questions", "0.930", f"{ndcg:.3f}", _yes_or_no(ndcg >= NDCG)],
        ["nothing found", "at most 1.0 %", _share(nothing), _yes_or_no(nothing <= NOTHING)],
        ["nDCG@10 above the best other", "0.150", f"{lead:.3f}", _yes_or_no(lead >= ABOVE)],
    ]
    return "## Targets\n\n" + _table(rows)


def _yes_or_no(reached: bool) -> str:
    return "yes" if reached else "**no**"


def _in_part(part: str) -> Callable[[JudgedQuestion], bool]:
    return lambda judged: judged.part == part


def _section(
    title: str, by_ranker: Mapping[str, Scored], is_included: Callable[[JudgedQuestion], bool]
) -> str:
    rows = [["search", "questions", "nDCG@10", "recall@20", "nothing found"]]
    for name, scored in by_ranker.items():
        averages = means(score for judged, score in scored if is_included(judged))
        rows.append([name, str(averages.questions), *_figures(averages)])
    return f"## {title}\n\n" + _table(rows)


def _by_class(by_ranker: Mapping[str, Scored]) -> str:
    rows = [["class", "search", "questions", "nDCG@10", "recall@20", "nothing found", "held out"]]
    for group in CLASSES:
        for name, scored in by_ranker.items():
            in_class = [(judged, score) for judged, score in scored if judged.group == group]
            averages = means(score for _, score in in_class)
            held_out = means(score for judged, score in in_class if judged.part == HELD_OUT)
            cells = [str(averages.questions), *_figures(averages), f"{held_out.ndcg:.3f}"]
            rows.append([LABELS[group], name, *cells])
    note = "*Held out* is the nDCG@10 of the held-out questions of the class.\n\n"
    return "## By class of question\n\n" + note + _table(rows)


def _figures(averages: Means) -> list[str]:
    return [f"{averages.ndcg:.3f}", f"{averages.recall:.3f}", _share(averages.nothing)]


def _share(value: float) -> str:
    return f"{value:.1%}".replace("%", " %")


def _table(rows: list[list[str]]) -> str:
    head, *body = rows
    lines = [head, ["---"] * len(head), *body]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"
