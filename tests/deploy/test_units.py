"""The units of `deploy/`: hard to misuse, and all that the portal does still works in them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.deploy.checkout import ROOT
from tests.deploy.confined import allowed_calls, settings

DEPLOY = ROOT / "deploy"
SERVICES = sorted(DEPLOY.glob("*.service"))
# From 0 (safe) to 10.
MOST_EXPOSED = 3.0

# One file for each thing that such a rule could break: WeasyPrint with Pango and the index with its
# memory maps, the reader of files with its limits, and tesseract.
TESTS = (
    "tests/paper/test_paper.py",
    "tests/extracting/test_sandbox.py",
    "tests/extracting/test_ocr.py",
)
FORBIDDEN = """
import mmap, os
for name, act in {
    "chroot": lambda: os.chroot("/"),
    "chown": lambda: os.chown("/tmp", -1, os.getgid()),
    "executable memory": lambda: mmap.mmap(-1, 4096, prot=7),
}.items():
    try:
        act()
    except OSError:
        print(name, "refused")
"""


@pytest.fixture(autouse=True)
def systemd() -> None:
    if shutil.which("systemd-analyze") is None:
        if os.environ.get("CI"):
            pytest.fail("systemd-analyze is not installed")
        pytest.skip("systemd-analyze is not installed")


def analyze(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["systemd-analyze", *arguments], check=False, capture_output=True, text=True
    )


def confined(unit: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.deploy.confined", unit, sys.executable, *command],
        cwd=ROOT, check=False, capture_output=True, text=True, timeout=300,
    )  # fmt: skip


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.stem)
def test_a_service_is_hardly_exposed(unit: Path):
    threshold = f"--threshold={round(10 * MOST_EXPOSED)}"
    done = analyze("security", "--offline=true", "--no-pager", threshold, unit)
    assert done.returncode == 0, done.stdout.splitlines()[-1]


def test_systemd_understands_every_line(tmp_path: Path):
    paths = []
    for unit in DEPLOY.glob("armoedegeheugen-*.*"):
        text = unit.read_text().replace("/srv/armoedegeheugen/.venv", sys.prefix)
        (tmp_path / unit.name).write_text(text.replace("/srv/armoedegeheugen", str(ROOT)))
        paths.append(tmp_path / unit.name)
    assert len(paths) == 5
    done = analyze("verify", "--man=no", "--recursive-errors=no", *paths)
    ours = [line for line in done.stderr.splitlines() if "armoedegeheugen" in line]
    assert ours == []


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.stem)
def test_what_is_not_needed_is_refused(unit: Path):
    done = confined(unit, "-c", FORBIDDEN)
    refused = ["chroot refused", "chown refused", "executable memory refused"]
    assert done.stdout.splitlines() == refused, done.stderr


def test_the_services_have_the_same_rules():
    first, *others = SERVICES
    for unit in others:
        assert allowed_calls(unit) == allowed_calls(first)
        assert settings(unit, "MemoryDenyWriteExecute") == ["true"]


def test_papers_files_scans_and_search_work_within_the_rules():
    done = confined(DEPLOY / "armoedegeheugen-web.service", "-m", "pytest", "-q", *TESTS)
    assert done.returncode == 0, done.stdout
    assert " passed" in done.stdout
