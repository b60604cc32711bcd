"""Describe how many mutants the tests noticed, and write it to docs/testing.md."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.utils.file_utils import walk_mutatable_files

from tools.bench.machine import machine
from tools.bench.markdown import table
from tools.mutants.plan import PACKAGES, in_sample, package_of
from tools.mutants.verdicts import NOTICED, SURVIVED, UNTRIED, status

BEGIN, END = "<!-- written by make mutants -->", "<!-- end of what make mutants wrote -->"
HEAD = ["package", "tried", "noticed", "of these, by a time-out", "survived", "no test", "score"]


class Mutant(NamedTuple):
    """A changed function, and what the tests said of it."""

    name: str
    file: str
    status: str


def mutants() -> list[Mutant]:
    """Return all mutants of the last run, those not tried too."""
    found = []
    for path in walk_mutatable_files():
        data = SourceFileMutationData(path=path)
        data.load()
        for name, code in data.exit_code_by_key.items():
            found.append(Mutant(name, str(path), status(code)))
    return found


def write(sample: Sequence[Mutant], every: int, path: Path, today: date) -> str:
    """Replace the figures in the document, and return them."""
    figures = f"{_head(sample, every, today)}\n\n{by_package(sample)}"
    text = path.read_text(encoding="utf-8")
    block = re.compile(f"{re.escape(BEGIN)}.*{re.escape(END)}", re.DOTALL)
    if not block.search(text):
        raise ValueError(f"{path} has no place for the figures: a line {BEGIN} and a line {END}.")
    text = block.sub(lambda _match: f"{BEGIN}\n\n{figures}\n{END}", text)
    path.write_text(text, encoding="utf-8")
    return figures


def _head(sample: Sequence[Mutant], every: int, today: date) -> str:
    share = "all mutants" if every == 1 else f"one mutant in {every}, by a hash of its name"
    tried = sum(mutant.status != UNTRIED for mutant in sample)
    rest = f" The other {len(sample) - tried:,} were not tried." if tried < len(sample) else ""
    return (
        f'Measured by `make mutants ARGS="--every {every}"` on {today:%-d %B %Y}, on {machine()}:\n'
        f"{share}, {tried:,} together.{rest}"
    )


def by_package(sample: Iterable[Mutant]) -> str:
    """Return a table with the figures of each package, and of all together."""
    counts: dict[str, Counter[str]] = {package: Counter() for package in PACKAGES}
    for mutant in sample:
        if mutant.status != UNTRIED:
            counts[package_of(mutant.name)][mutant.status] += 1
    rows = [
        ["package", "tried", "noticed", "of these, by a time-out", "survived", "no test", "score"]
    ]
    rows += [_row(f"`{package}`", count) for package, count in counts.items() if count]
    rows.append(_row("together", sum(counts.values(), Counter())))
    return table(rows)


def _row(name: str, count: Mapping[str, int]) -> list[str]:
    total, noticed = sum(count.values()), sum(count[status] for status in NOTICED)
    numbers = [total, noticed, count["timeout"], count[SURVIVED], total - noticed - count[SURVIVED]]
    share = f"{noticed / total:.1%}" if total else ""
    return [name, *(f"{number:,}" for number in numbers), share]


def sampled(found: Iterable[Mutant], every: int, packages: Collection[str]) -> list[Mutant]:
    """Return the mutants of a sample."""
    return [mutant for mutant in found if in_sample(mutant.name, every, packages)]


def survivors(sample: Iterable[Mutant]) -> str:
    """Return each mutant that no test noticed: its name, its status and the changed lines."""
    parts = []
    for mutant in sample:
        if mutant.status not in (*NOTICED, UNTRIED):
            diff = get_diff_for_mutant(mutant.name, path=mutant.file).splitlines()[2:]
            lines = [line for line in diff if line.startswith(("+", "-"))]
            parts.append("\n".join([f"{mutant.file}: {mutant.name} ({mutant.status})", *lines]))
    return "\n\n".join(parts)
