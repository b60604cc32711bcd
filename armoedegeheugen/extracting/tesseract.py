"""Find Debian's tesseract with its Dutch model."""

import shutil
import subprocess
from functools import cache


@cache
def program() -> str:
    """Return the path of tesseract, or an empty text if it or its Dutch is missing."""
    path = shutil.which("tesseract", path="/usr/bin:/usr/local/bin")
    if not path:
        return ""
    languages = subprocess.run(
        [path, "--list-langs"], capture_output=True, text=True, timeout=20, check=False
    )
    return path if "nld" in f"{languages.stdout}{languages.stderr}".split() else ""
