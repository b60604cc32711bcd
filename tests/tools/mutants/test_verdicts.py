"""Which exit codes of the tests say that a mutant was noticed."""

import pytest

from tools.mutants.verdicts import is_noticed


@pytest.mark.parametrize(
    ("code", "noticed"),
    [(1, True), (2, True), (4, True), (-24, True), (0, False), (33, False), (None, False)],
)
def test_a_mutant_is_noticed_by_tests_that_fail_hang_or_cannot_be_imported(code, noticed):
    assert is_noticed(code) is noticed
