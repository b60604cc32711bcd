"""`make reliability`: the fault tests in full, and docs/reliability.md with what they measured.

Arguments go to pytest: `python -m tests.reliability -k killed`. Without any, all is run, and what
runs in one process once more on PostgreSQL. POSTGRESQL_URL names a server of it; with
RELIABILITY_SHARE=0.1 a tenth of it all is done.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.reliability.report import report

ROOT = Path(__file__).resolve().parent.parent.parent
ALL = ["tests/reliability"]
IN_PROCESS = ["tests/reliability/test_personas.py"]
"""Tests whose database is that of the test run itself."""


def main() -> None:
    chosen, load = sys.argv[1:], os.getloadavg()[1]
    share = float(os.environ.get("RELIABILITY_SHARE", "1"))
    with tempfile.TemporaryDirectory() as folder:
        codes = [run(chosen or ALL, folder)]
        if not chosen and (server := os.environ.get("POSTGRESQL_URL")):
            codes.append(run(IN_PROCESS, folder, DATABASE_URL=server))
        found = [json.loads(path.read_text()) for path in sorted(Path(folder).glob("*.json"))]
    text = report(found, load, share)
    if chosen:
        print(text)
    else:
        (ROOT / "docs/reliability.md").write_text(text)
    sys.exit(max(codes))


def run(what: list[str], folder: str, **environ: str) -> int:
    environ = {**os.environ, "RELIABILITY": "full", "RELIABILITY_RESULTS": folder, **environ}
    command = [sys.executable, "-m", "pytest", "-v", "--durations=0", *what]
    return subprocess.run(command, cwd=ROOT, env=environ, check=False).returncode


if __name__ == "__main__":
    main()
