"""A copy of the checkout in a scratch folder, with the environment of the tests as its `.venv`."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "var", "mutants", "target", "__pycache__", ".*_cache", ".hypothesis"
)


def copy_checkout(folder: Path) -> Path:
    """Copy the checkout to `folder`, so that `make install` finds its work done."""
    shutil.copytree(ROOT, folder, ignore=LEFT_OUT)
    environment = folder / ".venv"
    environment.mkdir()
    for name in ("bin", "lib", "pyvenv.cfg"):
        (environment / name).symlink_to(Path(sys.prefix, name))
    for lock in folder.glob("requirements*.lock"):
        os.utime(lock, (0, time.time() - 3600))
    for stamp in ("installed", "installed-test"):
        (environment / stamp).touch()
    return folder


def run(*command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command with nothing of the environment of the tests but the path."""
    return subprocess.run(
        command,
        cwd=cwd,
        env={"PATH": os.environ["PATH"], "HOME": str(cwd), "LANG": "C.UTF-8", **environment},
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
    )
