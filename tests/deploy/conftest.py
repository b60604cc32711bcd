"""An installation in a scratch root, made once for a file of tests."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.deploy.checkout import copy_checkout, run

HOST = "geheugen.voorbeeld.be"


@dataclass(frozen=True)
class Installation:
    """A checkout, the root of its machine, and what `install.sh` printed."""

    app: Path
    root: Path
    said: str

    def again(self, *options: str) -> subprocess.CompletedProcess[str]:
        """Run `install.sh` once more."""
        return install(self.app, self.root, *options)


def install(app: Path, root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return run("deploy/install.sh", "--root", str(root), *options, cwd=app)


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    folder = tmp_path_factory.mktemp("machine")
    app, root = copy_checkout(folder / "armoedegeheugen"), folder / "root"
    done = install(app, root, "--host", HOST)
    assert done.returncode == 0, done.stdout + done.stderr
    return Installation(app, root, done.stdout)
