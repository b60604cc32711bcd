"""Property tests are quick by default, and try all of it where that is asked for."""

import os
import subprocess
import sys

from hypothesis import settings

from tests.properties import examples

ASK = """
from hypothesis import settings
from tests import properties
properties.load_profile()
print(settings.default.derandomize, properties.examples(500))
"""


def told(**environ: str) -> str:
    environ = {**{k: v for k, v in os.environ.items() if k != "RELIABILITY"}, **environ}
    return subprocess.check_output([sys.executable, "-c", ASK], env=environ, text=True).strip()


def test_a_quick_run_repeats_a_few_and_a_full_one_draws_all_anew():
    assert told() == "True 100"
    assert told(RELIABILITY="full") == "False 500"


def test_a_profile_is_loaded_for_all_tests():
    assert settings.default.deadline is None


def test_few_examples_stay_as_they_are():
    assert examples(15, full_run=False) == 15
    assert examples(60, full_run=False) == 20
    assert examples(500, full_run=False) == 100
    assert examples(60, full_run=True) == 60
