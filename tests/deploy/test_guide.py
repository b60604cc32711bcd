"""Every command of the guide and of the README works as it is written."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests.deploy.checkout import ROOT
from tests.deploy.guide import Command, commands, inline_code
from tests.deploy.machine import Machine
from tests.elasticsearch.cluster import free_ports
from tests.importers.practices import SOUP, sections, title_block

GUIDE, README = "docs/operations.md", "README.md"
REPORT = ROOT / "fixtures" / "demo" / "documents" / "verslag-energietafels.pdf"

# Commands that run in another form, and why. The form stands for the beginning of the command.
OTHERWISE = {
    "armoedegeheugen createsuperuser": (
        "armoedegeheugen createsuperuser --noinput --username beheer --email beheer@example.org",
        "asks for a name and a password",
    ),
    "armoedegeheugen restore": (
        "armoedegeheugen restore $(ls /var/backups/armoedegeheugen/*.zip)",
        "names the backup of another day",
    ),
    ".venv/bin/python site/manage.py worker": (
        ".venv/bin/python site/manage.py worker --once",
        "goes on until it is stopped",
    ),
    "make elasticsearch": ("make -n elasticsearch", "tests/elasticsearch starts this server"),
    "SEARCH_URL=http://127.0.0.1:9200 make run": (
        "SEARCH_URL=http://127.0.0.1:9200 make -n run",
        "needs the server of the line before",
    ),
    "make test": ("make -n test", "is what runs this test"),
    "make check": ("make -n check", "takes a minute, and is part of .ci/run"),
}
# Commands that do not run here, and why.
ELSEWHERE = {
    "make run": "test_make_run_serves_the_portal runs it",
    "2026-11-24": "a line of the worker's log",
}

DONE = dict[Command, subprocess.CompletedProcess[str]]


def beginning(table: dict, command: Command) -> str | None:
    """Return the entry of a table that the command begins with."""
    return next((start for start in table if command.text.startswith(start)), None)


def runs_here(document: str) -> list[Command]:
    return [command for command in commands(document) if not beginning(ELSEWHERE, command)]


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    return Machine(tmp_path_factory.mktemp("machine"))


def follow(machine: Machine, document: str) -> DONE:
    """Run the commands of a document in order."""
    done: DONE = {}
    for command in runs_here(document):
        start = beginning(OTHERWISE, command)
        text = OTHERWISE[start][0] if start else command.text
        text = re.sub(r"\bFILE\b", str(example(machine, text)), text)
        done[command] = machine.run(text, DJANGO_SUPERUSER_PASSWORD="een-lang-wachtwoord-7")
    return done


def example(machine: Machine, command: str) -> Path:
    """Return a file for a command that takes one."""
    if "import_practices" not in command:
        return REPORT
    bundle = machine.root / "bundel.txt"
    bundle.write_text(f"{title_block(SOUP)}\n\n{sections(SOUP)}\n")
    return bundle


@pytest.fixture(scope="module")
def guide(machine: Machine) -> DONE:
    return follow(machine, GUIDE)


@pytest.fixture(scope="module")
def app(machine: Machine, guide: DONE) -> Path:
    """The folder of the portal that the guide installed."""
    return machine.root / "srv" / "armoedegeheugen"


@pytest.fixture(scope="module")
def readme(machine: Machine, app: Path) -> DONE:
    """The commands of the README, in a checkout where `make run` has been: with a site."""
    shutil.copytree(app / "var", machine.checkout / "var")
    machine.here = machine.checkout
    return follow(machine, README)


@pytest.mark.parametrize("command", runs_here(GUIDE), ids=str)
def test_a_command_of_the_guide_works(guide: DONE, command: Command):
    done = guide[command]
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("command", runs_here(README), ids=str)
def test_a_command_of_the_readme_works(readme: DONE, command: Command):
    done = readme[command]
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_guide_names_units_that_are_installed(machine: Machine, guide: DONE):
    calls = [call for call in machine.calls if call.startswith("systemctl")]
    text = "\n".join([*calls, (ROOT / GUIDE).read_text()])
    named = set(re.findall(r"armoedegeheugen-(?:web|worker|backup)(?:\.[a-z]+)?", text))
    assert named
    installed = {path.name for path in (machine.root / "etc/systemd/system").iterdir()}
    assert {name if "." in name else f"{name}.service" for name in named} <= installed


@pytest.fixture
def ends() -> Iterator[list[subprocess.Popen[bytes]]]:
    """Processes to end after the test, with all that they started."""
    processes: list[subprocess.Popen[bytes]] = []
    yield processes
    for process in processes:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)


def start(machine: Machine, ends: list, folder: Path, *command: str, **environment: str) -> None:
    ends.append(
        subprocess.Popen(
            command,
            cwd=folder,
            env={**machine.environment(), **environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    )


def ask(port: int, path: str, **headers: str) -> tuple[int, str]:
    """Ask until there is an answer."""
    limit = time.monotonic() + 90
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers)
    while True:
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status, answer.read().decode()
        except OSError:
            if time.monotonic() > limit:
                raise
            time.sleep(0.2)


def test_the_portal_that_the_guide_installed_answers(machine: Machine, app: Path, ends: list):
    (port,) = free_ports(1)
    unit = (machine.root / "etc/systemd/system/armoedegeheugen-web.service").read_text()
    command = re.search(r"^ExecStart=(.*)$", unit, re.MULTILINE)[1].split()
    if shutil.which("systemd-analyze"):  # and within the rules of its unit
        rules = ROOT / "deploy" / "armoedegeheugen-web.service"
        command = [sys.executable, str(ROOT / "tests/deploy/confined.py"), str(rules), *command]
    start(machine, ends, app, *command, "--bind", f"127.0.0.1:{port}", WEB_CONCURRENCY="1")
    proxy = {"Host": "armoedegeheugen.example.org", "X-Forwarded-Proto": "https"}
    status, page = ask(port, "/", **proxy)
    assert status == 200
    assert 'href="https://armoedegeheugen.example.org/' in page
    worker = (machine.root / "etc/systemd/system/armoedegeheugen-worker.service").read_text()
    start(machine, ends, app, *re.search(r"^ExecStart=(.*)$", worker, re.MULTILINE)[1].split())
    assert ask(port, "/gezond/", **proxy)[0] == 200  # as soon as the worker has begun


def test_make_run_serves_the_portal(machine: Machine, readme: DONE, ends: list):
    assert "make run" in {command.text.split("  ")[0] for command in commands(README)}
    (port,) = free_ports(1)
    start(machine, ends, machine.checkout, "make", "run", PORT=str(port), DEMO="0")
    assert ask(port, "/")[0] == 200


@pytest.mark.parametrize("document", [GUIDE, README])
def test_what_a_sentence_names_exists(document: str):
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    known = get_commands()
    for code in inline_code(document):
        if name := re.match(r"(?:site/)?manage\.py ([a-z_]+)|armoedegeheugen ([a-z_]+)", code):
            assert (name[1] or name[2]) in known, code
        if target := re.match(r"make ([a-z-]+)", code):
            assert target[1] in targets, code


def test_each_exception_is_of_a_command_that_is_there():
    written = [command for document in (GUIDE, README) for command in commands(document)]
    for start_of in (*OTHERWISE, *ELSEWHERE):
        assert any(command.text.startswith(start_of) for command in written), start_of
