"""Run the demonstration site on a free loopback port, with its own database and index."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.elasticsearch.cluster import free_ports

ROOT = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 120


@contextmanager
def demo_site(folder: Path) -> Iterator[str]:
    """Start the site and yield its address; a site that `folder` holds already is used again."""
    (port,) = free_ports(1)
    environ = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tools.screens.settings",
        "SCREENS_FOLDER": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "SEARCH_URL": f"embedded:{folder / 'index'}",
        "BASE_URL": f"http://127.0.0.1:{port}",
        "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}",
        "PYTHONWARNINGS": "ignore",
    }
    folder.mkdir(parents=True, exist_ok=True)
    for command in (["prepare"], ["collectstatic", "--noinput", "--verbosity", "0"]):
        subprocess.run(
            [sys.executable, "site/manage.py", *command],
            cwd=ROOT, env=environ, check=True, stdout=subprocess.DEVNULL, timeout=600,
        )  # fmt: skip
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--chdir", "site", "--bind", f"127.0.0.1:{port}",
             "--workers", "1", "--threads", "8", "--log-level", "warning", "config.wsgi"],
            cwd=ROOT, env=environ, stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        _wait(f"http://127.0.0.1:{port}/gezond/", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    limit = time.monotonic() + START_SECONDS
    while time.monotonic() < limit and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except urllib.error.HTTPError:
            return  # the site answers, with an error page
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("The demonstration site did not start.")
