"""Read the judged questions of `judgements.tsv`; README.md explains how they were judged."""

from collections.abc import Mapping
from csv import DictReader
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parent / "judgements.tsv"
TUNING, HELD_OUT = "afstelling", "apart"
CLASSES = ("gewoon", "tikfout", "synoniem", "samenstelling", "vraag", "naam")
ROLES = ("bestuur", "vereniging", "ervaring", "redactie")


@dataclass(frozen=True)
class JudgedQuestion:
    """A question with the grades of its relevant items.

    `grades` maps an item to 1, 2 or 3; every other item has grade 0.
    """

    number: str
    part: str
    group: str
    role: str
    question: str
    grades: Mapping[str, int]


def read(path: Path = FILE) -> list[JudgedQuestion]:
    """Return all judged questions."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [_parse(row) for row in DictReader(lines, delimiter="\t")]


def _parse(row: dict[str, str]) -> JudgedQuestion:
    pairs = (pair.rpartition("=") for pair in row["oordeel"].split())
    grades = {item: int(grade) for item, _, grade in pairs}
    return JudgedQuestion(row["nr"], row["deel"], row["klasse"], row["rol"], row["vraag"], grades)
