"""gunicorn with `deploy/gunicorn.conf.py`: long questions, and no file outside `var/`."""

import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from tests.deploy.checkout import ROOT
from tests.elasticsearch.cluster import free_ports
from tests.world import World

APPLICATION = """
def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(len(environ["QUERY_STRING"])).encode()]
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def server(home: Path) -> Iterator[str]:
    (home / "stub.py").write_text(APPLICATION)
    (port,) = free_ports(1)
    command = [
        sys.executable, "-m", "gunicorn", "--config", ROOT / "deploy/gunicorn.conf.py",
        "--chdir", home, "--bind", f"127.0.0.1:{port}", "--workers", "1", "stub:application",
    ]  # fmt: skip
    process = subprocess.Popen(command, env={"HOME": str(home)}, stderr=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


def ask(address: str) -> str:
    limit = time.monotonic() + 20
    while True:
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError:
            raise
        except urllib.error.URLError:
            if time.monotonic() > limit:
                raise
            time.sleep(0.1)


def test_a_question_of_5000_letters_reaches_the_application(server: str):
    assert ask(f"{server}/?q={'a' * 5000}") == "5002"


def test_no_control_socket_is_made_where_the_unit_may_not_write(server: str, home: Path):
    ask(server)  # the socket is made when the workers have started
    assert not (home / ".gunicorn").exists()


def test_the_settings_start_the_portal():
    done = subprocess.run(
        [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "--print-config"],
        cwd=ROOT,
        env={"WEB_CONCURRENCY": "5", "WEB_THREADS": "7", "SECRET_KEY": "x", "ALLOWED_HOSTS": "x"},
        check=True,
        capture_output=True,
        text=True,
    )
    chosen = dict(re.findall(r"^(\w+) += (.*)$", done.stdout, re.M))
    assert chosen["workers"] == "5"
    assert chosen["threads"] == "7"
    assert chosen["wsgi_app"] == "config.wsgi"


def test_the_portal_answers_a_question_of_5000_letters_in_dutch(world: World, client: Client):
    answer = client.get("/zoeken/", {"q": "armoede " * 625})
    assert answer.status_code == 400
    assert "Je vraag is te lang" in answer.content.decode()
