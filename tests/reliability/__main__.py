"""`make reliability`: the fault tests in full, and docs/reliability.md with what they measured."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.timing import machine

ROOT = Path(__file__).resolve().parent.parent.parent
HEAD = """# Reliability

What is done to the portal, and what the index held afterwards. Measured by `make reliability` on
{machine}; one alone: `RELIABILITY=full .venv/bin/python -m pytest tests/reliability -k <name>`.
`make test` runs all of them in a short form. "Drift" is what `search check` finds once the outbox
is empty: missing, ghost, stale, or seen by the wrong audience.
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        environ = {**os.environ, "RELIABILITY": "full", "RELIABILITY_RESULTS": folder}
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            *(sys.argv[1:] or ["tests/reliability"]),
        ]
        code = subprocess.run(command, cwd=ROOT, env=environ, check=False).returncode
        found = {
            path.stem: json.loads(path.read_text()) for path in sorted(Path(folder).glob("*.json"))
        }
    (ROOT / "docs/reliability.md").write_text(report(found))
    sys.exit(code)


def report(found: dict[str, dict]) -> str:
    parts = [HEAD.format(machine=machine())]
    for name, figures in found.items():
        title = name.removeprefix("test_").replace("_", " ")
        lines = [f"- {key.replace('_', ' ')}: {shown(value)}" for key, value in figures.items()]
        parts.append(f"## {title}\n\n" + "\n".join(lines) + "\n")
    return "\n".join(parts)


def shown(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.1f}"
    if isinstance(value, dict):
        return "; ".join(f"{key} {shown(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return "none" if not value else ", ".join(map(str, value))
    return f"{value:,}" if isinstance(value, int) else str(value)


if __name__ == "__main__":
    main()
