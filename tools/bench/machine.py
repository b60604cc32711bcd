"""Describe the machine and the versions that were measured, without paths or host names."""

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
    """Return the processors, memory and operating system."""
    info = Path("/proc/cpuinfo").read_text().splitlines()
    names = [line.split(":", 1)[1].strip() for line in info if line.startswith("model name")]
    memory = int(Path("/proc/meminfo").read_text().split()[1])
    return f"{len(names)} × {names[0]}, {memory / 2**20:.0f} GiB of memory, {platform.system()}"


def versions(elasticsearch: bool, postgresql: str) -> str:
    """Return the versions of Python, the packages and the servers.

    `postgresql` is the address of a server, or an empty string.
    """
    names = [f"Python {platform.python_version()}", f"SQLite {sqlite3.sqlite_version}"]
    names += [f"{name} {version(name)}" for name in PACKAGES]
    if elasticsearch:
        names.append(f"Elasticsearch's server {VERSION} (one node, 2 GB of heap) on Java {_java()}")
    if postgresql:
        names.append(f"PostgreSQL {_postgresql(postgresql)}")
    return ", ".join(names)


def load() -> float:
    """Return the average number of processes that wanted a processor in the last minute.

    Above the number of processors they wait for each other, and the figures get worse.
    """
    return round(os.getloadavg()[0], 1)


def _java() -> str:
    java = shutil.which("java") or "java"
    process = subprocess.run([java, "-version"], capture_output=True, text=True, check=True)
    return process.stderr.split('"')[1]


def _postgresql(address: str) -> str:
    import psycopg

    with psycopg.connect(address.replace("postgres://", "postgresql://", 1)) as connection:
        return f"{connection.info.server_version // 10_000}"
