"""Name the release of this program: its version, and its commit in a Git checkout."""

import subprocess
import tomllib
from pathlib import Path

from django.conf import settings


def release() -> str:
    """Return for example `0.1.0 (3f2a91c)`, or the version alone outside a Git checkout."""
    root = Path(settings.ROOT)
    version = tomllib.loads((root / "pyproject.toml").read_text())["project"]["version"]
    try:
        commit = subprocess.run(
            ["git", "-C", str(root), "rev-parse", "--short", "HEAD"],
            capture_output=True,
            text=True,
            check=True,
            timeout=10,
        ).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return version
    return f"{version} ({commit})"
