"""A rule on every row fails for each row that breaks it, and for nothing else."""

import pytest

from tests.rows import every_row


@every_row("number", [1, 2, 3, 4], ids="row {}".format)
def rule(number: int) -> None:
    assert number % 2


@every_row(("left", "right"), [("a", "a"), ("b", "B")])
def pairs(left: str, right: str) -> None:
    assert left == right.lower()


def test_all_rows_that_break_the_rule_are_named():
    with pytest.raises(AssertionError) as fault:
        rule()
    said = str(fault.value)
    assert said.startswith("2 of 4:")
    assert "row 2: AssertionError" in said
    assert "row 4: AssertionError" in said
    assert "row 1" not in said


def test_rows_that_keep_the_rule_say_nothing():
    pairs()


def test_an_error_in_one_row_does_not_hide_the_next():
    @every_row("text", ["x", "1", "y"])
    def numbers(text: str) -> None:
        int(text)

    with pytest.raises(AssertionError, match="2 of 3"):
        numbers()


def test_a_rule_without_rows_is_refused():
    with pytest.raises(AssertionError, match="no row"):
        every_row("row", [])


@every_row("row", [1, 2])
def test_fixtures_reach_the_rule(row: int, tmp_path):
    assert tmp_path.exists()
    (tmp_path / str(row)).touch()
