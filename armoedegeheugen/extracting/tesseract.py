"""Where Debian's tesseract is, with its Dutch."""

import shutil
import subprocess
from functools import cache


@cache
def program() -> str:
    """Nothing if it or its Dutch is missing."""
    found = shutil.which("tesseract", path="/usr/bin:/usr/local/bin")
    if not found:
        return ""
    told = subprocess.run(
        [found, "--list-langs"], capture_output=True, text=True, timeout=20, check=False
    )
    return found if "nld" in f"{told.stdout}{told.stderr}".split() else ""
