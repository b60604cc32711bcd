"""`make relevance`: every ranker over every judged question; writes docs/relevance.md.

    python -m tools.relevance [--failures 20] [--output docs/relevance.md]

`--failures` shows the worst answers of the embedded engine, of the part that tuning may look at.
Elasticsearch runs from tests/elasticsearch where Java and Maven are there.
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
    parser = argparse.ArgumentParser(prog="python -m tools.relevance")
    parser.add_argument("--failures", type=int, default=0)
    parser.add_argument("--output", type=Path, default=ROOT / "docs/relevance.md")
    parser.add_argument("--only", choices=["embedded"], help="nothing else; writes no report")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="relevance-") as folder, _node(options.only) as url:
        setup(Path(folder))
        from tools.relevance import measuring, report

        found = measuring.all_rankers(url, only=options.only)
        measuring.show_failures(found["this portal, embedded"], options.failures)
        if options.only:
            print(report.overall(found["this portal, embedded"]))
        else:
            print(report.write(found, options.output, date.today()))


def setup(folder: Path) -> None:
    """A database, an index and files of this run's own."""
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
    """The address of an Elasticsearch node, or nothing where it can't be had."""
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
