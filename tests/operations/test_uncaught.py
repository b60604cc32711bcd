"""A command that fails where nobody looks leaves a line in the log."""

import subprocess
import sys
from pathlib import Path

from tests.deploy.checkout import ROOT, run

MANAGE = str(ROOT / "site" / "manage.py")


def manage(*command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return run(
        sys.executable,
        MANAGE,
        *command,
        cwd=folder,
        DJANGO_SETTINGS_MODULE="config.settings.test",
        DATABASE_URL=f"sqlite:///{folder / 'leeg.sqlite3'}",
        LOG_FORMAT="json",
    )


def test_an_error_in_a_command_is_logged(tmp_path: Path):
    done = manage("setup_roles", folder=tmp_path)  # the database has no tables
    assert done.returncode == 1
    assert '"level": "CRITICAL"' in done.stderr
    assert '"message": "manage.py setup_roles ended by an error."' in done.stderr
    assert "no such table" in done.stderr


def test_a_command_that_refuses_is_logged(tmp_path: Path):
    done = manage("upgrade", folder=tmp_path)
    assert done.returncode == 1
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("{")]
    assert '"level": "ERROR"' in line
    assert '"message": "manage.py upgrade failed: ' in line


def test_a_command_that_succeeds_logs_nothing(tmp_path: Path):
    done = manage("check", folder=tmp_path)
    assert done.returncode == 0
    assert '"level"' not in done.stderr
