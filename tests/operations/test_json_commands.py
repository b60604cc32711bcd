"""A command with `--json` prints JSON alone, so that a program can read it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class
from django.db import connection

from tests.world import World

ROOT = Path(__file__).resolve().parents[2]
# On a machine without Pango, WeasyPrint prints a notice when it is imported.
WITHOUT_PANGO = """
import cffi
opened = cffi.FFI.dlopen
def dlopen(self, name, *rest):
    if name and "pango" in name:
        raise OSError(f"cannot load library {name}")
    return opened(self, name, *rest)
cffi.FFI.dlopen = dlopen
"""


def json_commands() -> list[tuple[str, ...]]:
    """Each command and verb of ours that takes `--json`."""
    found = []
    for name, app in sorted(get_commands().items()):
        if app not in ("armoedegeheugen", "search"):
            continue
        parser = load_command_class(app, name).create_parser("manage.py", name)
        if "--json" in parser._option_string_actions:
            found.append((name,))
        for action in parser._actions:
            for verb, inner in (action.choices or {}).items() if _has_verbs(action) else ():
                if "--json" in inner._option_string_actions:
                    found.append((name, verb))
    return found


def _has_verbs(action) -> bool:
    return isinstance(action.choices, dict)


def test_every_json_command_is_found():
    assert ("search", "check") in json_commands()


@pytest.fixture
def environ(lasting_world: World, tmp_path: Path) -> dict[str, str]:
    """A portal whose index lacks an item, on a machine without Pango."""
    if connection.vendor != "sqlite":
        pytest.skip("the database is copied as a file")
    lasting_world.practice()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(tmp_path / "portal.sqlite3")])
    (tmp_path / "sitecustomize.py").write_text(WITHOUT_PANGO)
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.reliability.settings",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'portal.sqlite3'}",
        "SEARCH_URL": f"embedded:{tmp_path / 'other'}",
        "PYTHONPATH": os.pathsep.join(map(str, (tmp_path, ROOT / "site", ROOT))),
    }


@pytest.mark.parametrize("command", json_commands(), ids=" ".join)
@pytest.mark.parametrize("options", [(), ("--repair",)], ids=["plain", "repair"])
def test_stdout_is_json_alone(
    environ: dict[str, str], command: tuple[str, ...], options: tuple[str, ...]
):
    done = subprocess.run(
        [sys.executable, str(ROOT / "site/manage.py"), *command, "--json", *options],
        check=False, env=environ, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert "WeasyPrint could not import" in done.stderr, done.stderr
    assert isinstance(json.loads(done.stdout), dict), done.stdout
