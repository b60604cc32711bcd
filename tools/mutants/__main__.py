"""Change the code in small ways, and write to docs/testing.md how often the tests notice it.

    python -m tools.mutants [--every N] [--keep] [--processes N] [--report] [package…]

mutmut changes a function (a mutant) and runs the tests that reach it, from the folder that mirrors
its package. One mutant in `--every` is tried; `--every 1` tries them all, in some hours. Packages
are named by their folder, such as `search/query`; without names all packages of `PACKAGES` run.

`--keep` keeps what the tests noticed in an earlier run of the same code, and tries the rest again.
`--report` only writes the figures of the last run. Survivors are printed and stand in
mutants/survivors.txt. The document shows the figures of a run over all packages.
"""

import argparse
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

from tools.mutants import report
from tools.mutants.plan import EVERY, PACKAGES

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "mutants"


def main() -> None:
    """Run the mutants, write the figures and print the survivors."""
    parser = argparse.ArgumentParser(prog="python -m tools.mutants", description=__doc__)
    parser.add_argument("--every", type=int, default=EVERY)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--report", action="store_true")
    parser.add_argument("packages", nargs="*", choices=[*PACKAGES, []])
    options = parser.parse_args()
    os.chdir(ROOT)
    if not options.report:
        run(options.every, options.processes, options.packages, options.keep)
    sample = report.sampled(report.mutants(), options.every, options.packages)
    (FOLDER / "survivors.txt").write_text(report.survivors(sample))
    print((FOLDER / "survivors.txt").read_text())
    if options.packages:
        print(report.by_package(sample))
    else:
        print(report.write(sample, options.every, ROOT / "docs/testing.md", date.today()))


def run(every: int, processes: int, packages: list[str], keep: bool) -> None:
    """Try the mutants in a process of their own, and stop if the tests fail on the code as is."""
    if keep:
        (FOLDER / "mutmut-stats.json").unlink(missing_ok=True)  # tests may be new
    else:
        shutil.rmtree(FOLDER, ignore_errors=True)
    arguments = [str(every), str(processes), *packages]
    command = [sys.executable, "-m", "tools.mutants.run", *arguments]
    if code := subprocess.run(command, cwd=ROOT, check=False).returncode:
        sys.exit(code)


if __name__ == "__main__":
    main()
