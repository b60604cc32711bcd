"""Name what became of a mutant, from the exit code of its tests."""

from mutmut.stats import status_by_exit_code

SURVIVED, UNTRIED, KILLED = "survived", "not checked", "killed"
# A test fails, or doesn't end.
NOTICED = (KILLED, "timeout", "segfault")
# Pytest's exit codes when a file of tests can't be imported.
NO_IMPORT = (2, 4)


def status(code: int | None) -> str:
    """Return mutmut's word for what became of a mutant; None if it was not tried."""
    return KILLED if code in NO_IMPORT else status_by_exit_code[code]


def is_noticed(code: int | None) -> bool:
    """Return whether the tests noticed a mutant."""
    return status(code) in NOTICED
