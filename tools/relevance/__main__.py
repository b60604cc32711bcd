"""Measure every ranker on every judged question, and write docs/relevance.md.

    python -m tools.relevance [--failures 20] [--output docs/relevance.md]

`--failures` prints the worst answers of the embedded engine in the tuning set. Elasticsearch is
measured if Java and Maven are installed.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PREFIX = "relevance"


def main() -> None:
    """Measure and write the document."""
    parser = argparse.ArgumentParser(prog="python -m tools.relevance")
    parser.add_argument("--failures", type=int, default=0)
    parser.add_argument("--output", type=Path, default=ROOT / "docs/relevance.md")
    parser.add_argument("--only", choices=["embedded"], help="measure this alone, write nothing")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="relevance-") as folder, _node(options.only) as url:
        setup(Path(folder))
        from tools.relevance import evaluation, report

        results = evaluation.all_rankers(url, only=options.only)
        embedded = results["this portal, embedded"]
        evaluation.show_failures(embedded, options.failures)
        if options.only:
            print(report.overall(embedded))
        else:
            print(report.write(results, options.output, date.today()))


def setup(folder: Path) -> None:
    """Start Django with a database, an index and files in `folder`."""
    sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    os.environ["DATABASE_URL"] = f"sqlite:///{folder / 'db.sqlite3'}"
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.SEARCH_URL = f"embedded:{folder / 'index'}"
    settings.SEARCH_OPTIONS = {**settings.SEARCH_OPTIONS, "prefix": PREFIX}
    call_command("migrate", verbosity=0)


@contextmanager
def _node(only: str | None) -> Iterator[str]:
    """Yield the address of an Elasticsearch node, or an empty string without Java."""
    from tests.elasticsearch.install import Missing, installed
    from tests.elasticsearch.shared import shared_node

    if only:
        yield ""
        return
    try:
        installed()
    except Missing as missing:
        print(f"Without Elasticsearch: {missing}", file=sys.stderr)
        yield ""
        return
    with shared_node() as url:
        yield url


if __name__ == "__main__":
    main()
