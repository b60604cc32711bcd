"""The machine and the versions: what a figure is worth nothing without. Never a path or a name."""

import os
import platform
import shutil
import sqlite3
import subprocess
from importlib.metadata import version
from pathlib import Path

from tests.elasticsearch.install import VERSION

PACKAGES = ("Django", "wagtail", "tantivy", "elasticsearch")


def machine() -> str:
    info = Path("/proc/cpuinfo").read_text().splitlines()
    names = [line.split(":", 1)[1].strip() for line in info if line.startswith("model name")]
    memory = int(Path("/proc/meminfo").read_text().split()[1])
    return f"{len(names)} × {names[0]}, {memory / 2**20:.0f} GiB of memory, {platform.system()}"


def versions(elasticsearch: bool, postgresql: str) -> str:
    found = [f"Python {platform.python_version()}", f"SQLite {sqlite3.sqlite_version}"]
    found += [f"{name} {version(name)}" for name in PACKAGES]
    if elasticsearch:
        found.append(f"Elasticsearch's server {VERSION} (one node, 2 GB of heap) on Java {_java()}")
    if postgresql:
        found.append(f"PostgreSQL {_postgresql(postgresql)}")
    return ", ".join(found)


def load() -> float:
    """How many processes want a processor, over the last minute: above the number of processors
    the figures suffer."""
    return round(os.getloadavg()[0], 1)


def _java() -> str:
    java = shutil.which("java") or "java"
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=True).stderr
    return told.split('"')[1]


def _postgresql(address: str) -> str:
    import psycopg

    with psycopg.connect(address.replace("postgres://", "postgresql://", 1)) as connection:
        return f"{connection.info.server_version // 10_000}"
