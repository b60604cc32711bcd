"""The judged questions, as `judgements.tsv` has them (README.md says how they were judged)."""

from collections.abc import Mapping
from csv import DictReader
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parent / "judgements.tsv"
TUNING, HELD_OUT = "afstelling", "apart"
CLASSES = ("gewoon", "tikfout", "synoniem", "samenstelling", "vraag", "naam")
ROLES = ("bestuur", "vereniging", "ervaring", "redactie")


@dataclass(frozen=True)
class Judged:
    number: str
    part: str
    group: str
    role: str
    question: str
    grades: Mapping[str, int]
    """Item → 1, 2 or 3; an item that is not there has 0."""


def read(path: Path = FILE) -> list[Judged]:
    with path.open(encoding="utf-8", newline="") as lines:
        return [_judged(row) for row in DictReader(lines, delimiter="\t")]


def _judged(row: dict[str, str]) -> Judged:
    pairs = (pair.rpartition("=") for pair in row["oordeel"].split())
    grades = {item: int(grade) for item, _, grade in pairs}
    return Judged(row["nr"], row["deel"], row["klasse"], row["rol"], row["vraag"], grades)
