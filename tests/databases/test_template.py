"""The template is made once, by one process, for one set of migrations."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import connection
from wagtail.models import Collection, Page

from tests.databases import template as module
from tests.databases.template import Template, fingerprint

only_sqlite = pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="Only SQLite databases are copied."
)
RACER = """
import sys, time
from pathlib import Path
from tests.databases import template

class Racer(template.Template):
    path = Path(sys.argv[1], "made.sqlite3")
    restore = lambda self: print("copies")

def migrate():
    time.sleep(0.5)
    print("migrates")

template._save = lambda path: path.write_text("made")
Racer(Path(sys.argv[1])).fill(migrate)
"""


def test_of_two_processes_one_migrates_and_the_other_copies(tmp_path: Path):
    command = [sys.executable, "-c", RACER, str(tmp_path)]
    racers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = sorted(racer.communicate(timeout=60)[0].strip() for racer in racers)
    assert said == ["copies", "migrates"]
    assert {file.name for file in tmp_path.iterdir()} == {"lock", "made.sqlite3"}


def test_a_changed_or_added_migration_makes_a_new_template(tmp_path: Path):
    folder = tmp_path / "app" / "migrations"
    folder.mkdir(parents=True)
    first = folder / "0001_initial.py"
    first.write_text("operations = []")
    found = {fingerprint([first])}
    first.write_text("operations = [1]")
    found.add(fingerprint([first]))
    second = folder / "0002_more.py"
    second.write_text("")
    found.add(fingerprint([first, second]))
    assert len(found) == 3
    assert fingerprint([first]) in found


def test_migrations_of_our_own_and_of_others_count():
    names = {f"{file.parent.parent.name}/{file.name}" for file in module.migrations()}
    assert {"armoedegeheugen/0001_initial.py", "search/0001_initial.py"} <= names
    assert "auth/0001_initial.py" in names


def test_old_templates_are_removed_and_the_newest_stay(tmp_path: Path):
    for number in range(module.KEPT + 3):
        (tmp_path / f"{number}.sqlite3").touch()
    module._remove_old(tmp_path)
    assert len([*tmp_path.iterdir()]) == module.KEPT + 1


@only_sqlite
def test_a_broken_migration_leaves_no_template(tmp_path: Path):
    def migrate() -> None:
        raise ValueError("not this one")

    made = Template(tmp_path)
    with pytest.raises(ValueError, match="not this one"):
        made.fill(migrate)
    assert not made.path.exists()


@only_sqlite
def test_the_database_is_fully_migrated(db: None):
    call_command("migrate", "--check", verbosity=0)
    assert Permission.objects.filter(codename="search_internal").exists()
    assert Page.objects.count() == 2
    assert Collection.objects.count() == 1


@only_sqlite
@pytest.mark.parametrize("turn", ["writes", "looks"])
def test_what_is_committed_is_gone_in_the_next_test(transactional_db: None, turn: str):
    assert not Group.objects.filter(name="van de vorige").exists()
    assert Page.objects.count() == 2
    Group.objects.create(name="van de vorige")
    Page.objects.filter(depth=2).delete()


@only_sqlite
def test_restoring_replaces_all_content(transactional_db: None, template: Template):
    Group.objects.create(name="weg")
    template.restore()
    assert not Group.objects.filter(name="weg").exists()


@only_sqlite
def test_a_reader_who_does_not_let_go_is_reported(
    transactional_db: None, template: Template, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(module, "LOCK_SECONDS", 0.1)
    name = str(connection.settings_dict["NAME"])
    with closing(sqlite3.connect(name, uri=True)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM auth_group").fetchall()
        with pytest.raises(module.Busy):
            template.restore()
    template.restore()
