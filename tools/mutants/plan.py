"""Plan which mutants are tried, with which tests, and how long these may take."""

import hashlib
from collections.abc import Collection, Iterable, Mapping

PACKAGES = (
    "armoedegeheugen/safety",
    "armoedegeheugen/submissions",
    "armoedegeheugen/followup",
    "armoedegeheugen/privacy",
    "search/query",
    "search/index",
    "search/ranking",
)
# One in so many mutants is tried, so that a run ends within an hour on two processors.
EVERY = 20


# Seconds that the tests of a mutant may take: for a start, when content that tests share is built
# anew, and as a multiple of what they take on the code as it is.
START_SECONDS, FACTOR = 30, 3


def in_sample(name: str, every: int, packages: Collection[str] = ()) -> bool:
    """Tell whether a mutant is tried: one in `every`, by a hash that is the same in each run.

    Args:
        name: the mutant.
        every: 1 for all.
        packages: only those of these packages; of all, if there are none.
    """
    if packages and package_of(name) not in packages:
        return False
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) % every == 0


def package_of(name: str) -> str:
    """Return the package of a mutant or function: `search/query` for `search.query.parser.x_f`."""
    return "/".join(name.split(".")[:2])


def folder_of_tests(package: str) -> str:
    """Return the folder that mirrors a package: `tests/safety` for `armoedegeheugen/safety`."""
    return f"tests/{package.removeprefix('armoedegeheugen/')}"


def own_tests(name: str, tests: Iterable[str]) -> set[str]:
    """Return the tests of the folder that mirrors the package of a mutant or function."""
    folder = f"{folder_of_tests(package_of(name))}/"
    return {test for test in tests if test.startswith(folder)}


def most_telling_first(name: str, durations: Mapping[str, float]) -> list[str]:
    """Return tests in the order in which they notice a fault soonest.

    Args:
        name: the mutant.
        durations: the seconds of each test. Those of the file that mirrors the mutant's module
            come first, then the others, the quickest first.
    """
    mirror = f"/test_{name.split('.')[2]}.py"
    return sorted(durations, key=lambda test: (mirror not in test, durations[test], test))


def time_limit(seconds: float) -> int:
    """Return the seconds that tests may take, if they take `seconds` on the code as it is."""
    return int(START_SECONDS + FACTOR * seconds)
