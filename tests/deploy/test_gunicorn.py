"""gunicorn with `deploy/gunicorn.conf.py`: long questions, and no file outside `var/`."""

import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
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


def test_systemd_hands_over_the_address_and_hears_when_it_answers(home: Path):
    (home / "stub.py").write_text(APPLICATION)
    with socket.create_server(("127.0.0.1", 0)) as address, told(home / "notify") as notified:
        code = (
            "import os, sys; os.dup2(int(sys.argv[1]), 3); "
            "os.environ['LISTEN_PID'] = str(os.getpid()); os.execv(sys.executable, sys.argv[2:])"
        )
        process = subprocess.Popen(
            [sys.executable, "-c", code, str(address.fileno()), sys.executable, "-m", "gunicorn",
             "--config", ROOT / "deploy/gunicorn.conf.py", "--chdir", home, "--workers", "1",
             "stub:application"],
            env={"HOME": str(home), "LISTEN_FDS": "1", "NOTIFY_SOCKET": str(home / "notify")},
            pass_fds=[address.fileno()],
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            assert notified.recv(200).startswith(b"READY=1")
            assert ask(f"http://127.0.0.1:{address.getsockname()[1]}/?q=x") == "3"
        finally:
            process.terminate()
            process.wait(20)


@contextmanager
def told(path: Path) -> Iterator[socket.socket]:
    """The socket at which systemd hears of a service."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notified:
        notified.bind(str(path))
        notified.settimeout(20)
        yield notified


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
