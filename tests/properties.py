"""Choose how many examples a property test tries, and whether they are new ones.

`quick`, the profile of `make test`, tries a few that are the same each time. `full`, the profile
of `make reliability`, tries them all and draws others in each run.
"""

import os

from hypothesis import settings

FULL = bool(os.environ.get("RELIABILITY"))
QUICK_SHARE = 5
QUICK_LEAST = 20


def load_profile() -> None:
    """Make one of the two profiles the default of all property tests."""
    settings.register_profile("quick", derandomize=True, deadline=None)
    settings.register_profile("full", derandomize=False, deadline=None, print_blob=True)
    settings.load_profile("full" if FULL else "quick")


def examples(full: int, full_run: bool = FULL) -> int:
    """Return the number of examples for this run, where the full run tries `full`."""
    return full if full_run else min(full, max(QUICK_LEAST, full // QUICK_SHARE))
