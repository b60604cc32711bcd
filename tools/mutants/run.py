"""Run mutmut on a sample of the mutants, each with the tests of its own package.

    python -m tools.mutants.run EVERY PROCESSES [package…]

A process of its own: the tests have to import the changed code in `mutants/` and nothing else.
"""

import os
import sys
from collections.abc import Callable, Iterable
from contextlib import redirect_stderr, redirect_stdout
from typing import Any, NoReturn

import pytest
from mutmut import __main__ as mutmut
from mutmut.configuration import config
from mutmut.runners.harness import PytestRunner
from mutmut.state import state
from mutmut.workers.isolation import ForkServerRunner

from tools.mutants.plan import folder_of_tests, in_sample, most_telling_first, own_tests, time_limit
from tools.mutants.verdicts import is_noticed

# Stands among the tests of a function that runs before the first test, such as one that connects
# signals. A process that has done so already would not notice that it changed.
AT_START = "at start"


class Times:
    """Keep what mutmut does not: the time of fixtures, and what runs before the first test."""

    def __init__(self) -> None:
        self._started = False

    def pytest_runtest_logstart(self) -> None:
        """Give what ran before the first test to no test."""
        if not self._started:
            for name in state()._stats:
                state().tests_by_mangled_function_name[name].add(AT_START)
            state()._stats.clear()
        self._started = True

    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> None:
        """Add the seconds of the fixtures to those of the test."""
        if call.when == "setup":
            state().duration_by_test[item.nodeid] += call.duration


class Tests(PytestRunner):
    """Run tests in this process, or in a new one where the mutant has to be there at the start."""

    def run_stats(self, *, tests: Iterable[str]) -> int:
        """Run all tests on the code as it is, and show what pytest says."""
        with redirect_stdout(sys.__stdout__), redirect_stderr(sys.__stderr__):
            return super().run_stats(tests=tests)

    def run_tests(self, *, mutant_name: str | None, tests: Iterable[str]) -> int:
        """Run these tests and return pytest's exit code."""
        tests = list(tests)
        if AT_START in tests:
            self._run_anew([test for test in tests if test != AT_START])
        return super().run_tests(mutant_name=mutant_name, tests=tests)

    def _run_anew(self, tests: list[str]) -> NoReturn:
        """Replace this process by a new one; its exit code is that of the tests."""
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        os.chdir("mutants")
        options = [*self._pytest_args_regular_run(tests), *config().pytest_add_cli_args]
        os.execv(sys.executable, [sys.executable, "-m", "pytest", *options])

    def execute_pytest(self, params: list[str], **kwargs: Any) -> int:
        """Run pytest in this process and return its exit code."""
        plugins = [*kwargs.pop("plugins", []), Times()]
        return super().execute_pytest(params, plugins=plugins, **kwargs)


class Runner(ForkServerRunner):
    """Try each mutant in a fork of a process that has imported all tests and run none.

    Nothing that a test left in memory, such as recorded content, hides what a mutant does.
    """

    def collect_stats(self, tests: Iterable[str] | None) -> int:
        """Run all tests on the code as it is, and keep for each function those of its package."""
        exit_code = super().collect_stats(tests)
        reached = state().tests_by_mangled_function_name
        every_test = set(state().duration_by_test)
        for name in list(reached):
            own = own_tests(name, reached[name])
            if AT_START in reached[name]:
                own = {AT_START, *own_tests(name, every_test)}
            # It runs once in a process, for whichever test comes first.
            reached[name] = own or own_tests(name, every_test)
        state().duration_by_test[AT_START] = 0
        return exit_code

    def run_clean_tests(self, tests: Iterable[str]) -> int:
        """Return success: all tests passed when they were run for `collect_stats`."""
        return 0

    def submit(
        self, mutant_name: str, tests: list[str], cpu_time_limit: int, estimated_time: float
    ) -> None:
        """Give a mutant to the process that forks, the tests that tell most of it first."""
        durations = {test: state().duration_by_test[test] for test in tests}
        # The process that forks allows half of it as time on the clock.
        limit = 2 * time_limit(estimated_time)
        ordered = most_telling_first(mutant_name, durations)
        super().submit(mutant_name, ordered, limit, estimated_time)


def sampled(collect: Callable[..., Any], every: int, packages: list[str]) -> Callable[..., Any]:
    """Return mutmut's collection of mutants, without those outside the sample.

    Those that no test noticed earlier are tried again; until then their verdict stays.
    """

    def collect_sample(**options: Any) -> Any:
        mutants, by_path = collect(**options)
        sample = [
            (data, name, code if is_noticed(code) else None)
            for data, name, code in mutants
            if in_sample(name, every, packages)
        ]
        return sample, by_path

    return collect_sample


def main() -> None:
    """Make the mutants, run the tests once, and try the mutants of the sample."""
    every, processes, *packages = sys.argv[1:]
    if packages:
        config().pytest_add_cli_args_test_selection = [*map(folder_of_tests, packages)]
    collect = mutmut.collect_source_file_mutation_data
    mutmut.collect_source_file_mutation_data = sampled(collect, int(every), packages)
    mutmut.get_mutant_runner = lambda children=1: Runner(
        max_workers=children,
        test_runner_class=Tests,
        test_runner_args={},
        debug=config().debug,
    )
    mutmut.cli(["run", "--max-children", processes])


if __name__ == "__main__":
    main()
