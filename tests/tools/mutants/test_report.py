"""The figures of the mutants, and their place in the document."""

from datetime import date

import pytest

from tools.mutants import report
from tools.mutants.report import BEGIN, END, Mutant

SAFETY, QUERY = "armoedegeheugen.safety.uploads.x_f__mutmut_", "search.query.parser.x_f__mutmut_"
TRIED = [
    Mutant(f"{SAFETY}1", "uploads.py", "killed"),
    Mutant(f"{SAFETY}2", "uploads.py", "timeout"),
    Mutant(f"{SAFETY}3", "uploads.py", "survived"),
    Mutant(f"{SAFETY}4", "uploads.py", "no tests"),
    Mutant(f"{QUERY}1", "parser.py", "killed"),
]


def test_each_package_has_its_score():
    lines = report.by_package(TRIED).splitlines()
    assert lines[2:] == [
        "| `armoedegeheugen/safety` | 4 | 2 | 1 | 1 | 1 | 50.0% |",
        "| `search/query` | 1 | 1 | 0 | 0 | 0 | 100.0% |",
        "| together | 5 | 3 | 1 | 1 | 1 | 60.0% |",
    ]


def test_only_the_figures_of_the_document_are_replaced(tmp_path):
    path = tmp_path / "testing.md"
    path.write_text(f"# Before\n\n{BEGIN}\nold\n{END}\n\nAfter\n")
    for _again in range(2):
        figures = report.write(TRIED, 8, path, date(2026, 1, 2))
    assert "2 January 2026" in figures
    assert "one mutant in 8" in figures
    assert path.read_text() == f"# Before\n\n{BEGIN}\n\n{figures}\n{END}\n\nAfter\n"


def test_a_document_without_a_place_for_figures_is_not_written(tmp_path):
    path = tmp_path / "testing.md"
    path.write_text("# Testing\n")
    with pytest.raises(ValueError, match="no place"):
        report.write(TRIED, 8, path, date(2026, 1, 2))
    assert path.read_text() == "# Testing\n"


def test_mutants_that_were_not_tried_do_not_count_and_are_told(tmp_path):
    sample = [*TRIED, Mutant(f"{QUERY}2", "parser.py", "not checked")]
    assert report.by_package(sample) == report.by_package(TRIED)
    path = tmp_path / "testing.md"
    path.write_text(f"{BEGIN}\n{END}\n")
    assert "5 together. The other 1 were not tried." in report.write(sample, 1, path, date.today())
    assert "not tried" not in report.write(TRIED, 1, path, date.today())


def test_a_sample_is_of_the_share_and_the_packages_that_were_asked():
    assert report.sampled(TRIED, 1, []) == TRIED
    assert report.sampled(TRIED, 1, ["search/query"]) == TRIED[-1:]
    outside = next(number for number in range(99) if not report.in_sample(f"{QUERY}{number}", 2))
    assert report.sampled([Mutant(f"{QUERY}{outside}", "parser.py", "killed")], 2, []) == []
