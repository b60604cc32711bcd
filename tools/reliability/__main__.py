"""Run the fault tests in full and write their figures to docs/reliability.md.

    python -m tools.reliability [--report] [pytest arguments]

Arguments go to pytest, such as `-k killed`. Without arguments all tests run, so do the property
tests of other folders, and the tests in one process run again on the PostgreSQL server in
POSTGRESQL_URL. RELIABILITY_SHARE=0.1 does a tenth of the work. `--report` only writes the document.

The figures of a test stay in var/reliability until it runs again, so a run may be interrupted or be
of one test. The document shows all saved figures.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from tools.reliability.report import report

ROOT = Path(__file__).resolve().parent.parent.parent
RESULTS = ROOT / "var/reliability"
ALL = ["tests/reliability"]
# Property tests of other folders, with all their examples, drawn anew.
PROPERTIES = ["tests", "--ignore=tests/reliability", "-m", "hypothesis"]
# Tests that use the database of the test run itself.
IN_PROCESS = ["tests/reliability/test_personas.py"]


def main() -> None:
    """Run the tests, write the document and exit with the worst exit code."""
    arguments, codes = sys.argv[1:], [0]
    if arguments in (["-h"], ["--help"]):
        print(__doc__)
        return
    RESULTS.mkdir(parents=True, exist_ok=True)
    if arguments != ["--report"]:
        codes.append(run([*ALL, *arguments]))
        if not arguments:
            codes.append(run(PROPERTIES))
        if not arguments and (server := os.environ.get("POSTGRESQL_URL")):
            codes.append(run(IN_PROCESS, DATABASE_URL=server))
    results = [json.loads(path.read_text()) for path in sorted(RESULTS.glob("*.json"))]
    (ROOT / "docs/reliability.md").write_text(report(results))
    sys.exit(max(codes))


def run(arguments: list[str], **environ: str) -> int:
    """Run pytest in full mode and return its exit code."""
    environ = {**os.environ, "RELIABILITY": "full", "RELIABILITY_RESULTS": str(RESULTS), **environ}
    command = [sys.executable, "-m", "pytest", "-v", "-n0", "--durations=0", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environ, check=False).returncode


if __name__ == "__main__":
    main()
