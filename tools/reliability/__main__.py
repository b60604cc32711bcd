"""`make reliability`: the fault tests in full, and docs/reliability.md with what they measured.

Arguments go to pytest: `python -m tools.reliability -k killed`. Without any, all is run, and what
runs in one process once more on PostgreSQL. POSTGRESQL_URL names a server of it; with
RELIABILITY_SHARE=0.1 a tenth of it all is done.

What a test measured is kept in var/reliability until it is measured anew, so that a run may be
broken off, or be of one test; the document tells all that is kept. `--report` only writes it.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from tools.reliability.report import report

ROOT = Path(__file__).resolve().parent.parent.parent
KEPT = ROOT / "var/reliability"
ALL = ["tests/reliability"]
IN_PROCESS = ["tests/reliability/test_personas.py"]
"""Tests whose database is that of the test run itself."""


def main() -> None:
    chosen, codes = sys.argv[1:], [0]
    KEPT.mkdir(parents=True, exist_ok=True)
    if chosen != ["--report"]:
        codes.append(run([*ALL, *chosen]))
        if not chosen and (server := os.environ.get("POSTGRESQL_URL")):
            codes.append(run(IN_PROCESS, DATABASE_URL=server))
    found = [json.loads(path.read_text()) for path in sorted(KEPT.glob("*.json"))]
    (ROOT / "docs/reliability.md").write_text(report(found))
    sys.exit(max(codes))


def run(what: list[str], **environ: str) -> int:
    environ = {**os.environ, "RELIABILITY": "full", "RELIABILITY_RESULTS": str(KEPT), **environ}
    command = [sys.executable, "-m", "pytest", "-v", "-n0", "--durations=0", *what]
    return subprocess.run(command, cwd=ROOT, env=environ, check=False).returncode


if __name__ == "__main__":
    main()
