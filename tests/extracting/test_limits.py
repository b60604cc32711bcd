"""The limits of a process: each is set, for good, and none is higher than the machine's own."""

import json
import subprocess
import sys
from pathlib import Path

from armoedegeheugen.extracting.limits import MEGABYTE

ROOT = Path(__file__).resolve().parents[2]
CONFINE = """
import json, resource, signal
from armoedegeheugen.extracting.limits import Limits, confine
{before}
confine(Limits(memory=300 * 2**20, seconds=7, patience=11, output=3 * 2**20))
names = ("AS", "CPU", "FSIZE", "NOFILE", "CORE")
found = {{name: resource.getrlimit(getattr(resource, f"RLIMIT_{{name}}")) for name in names}}
print(json.dumps({{**found, "alarm": signal.alarm(0)}}))
"""


def confined(before: str = "") -> dict:
    code = CONFINE.format(before=before)
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return json.loads(answer.stdout)


def test_every_limit_is_set_and_cannot_be_raised_again():
    limits = {"AS": 300 * MEGABYTE, "CPU": 7, "FSIZE": 3 * MEGABYTE, "NOFILE": 64, "CORE": 0}
    found = confined()
    alarm = found.pop("alarm")
    assert found == {name: [amount, amount] for name, amount in limits.items()}
    assert 0 < alarm <= 11


def test_a_lower_limit_of_the_machine_stays():
    found = confined("resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))")
    assert found["NOFILE"] == [32, 32]
