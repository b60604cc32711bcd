"""Backups: made while the site is written to, restored after it was lost, on either database."""

import json
import os
import sqlite3
import subprocess
import sys
import time
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from tests.reliability.conftest import DATABASES
from tests.reliability.scratch import ROOT, Portal, end, portal, until

pytestmark = pytest.mark.reliability

# What a restore makes anew: the index, its words, and what waited for it.
MADE_ANEW = {"search_edition", "search_entry", "search_rebuild", "search_tick", "search_vocabulary"}

# SQLite has a table more, for the admin's search.
OF_EACH_KIND = {"auth_permission", "django_content_type"}
MAILS, CARDS = "armoedegeheugen_outgoingmail", "armoedegeheugen_practicecard"


def manage(site: Portal, *arguments: str, limit: str = "") -> subprocess.CompletedProcess[str]:
    """A management command that may fail, with a limit for `ulimit`."""
    command = ["bash", "-c", f'{limit or ":"}; exec "$0" "$@"', sys.executable, "site/manage.py"]
    return subprocess.run(
        [*command, *arguments],
        cwd=ROOT,
        env=site.environ,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def backup(site: Portal, folder: str = "backups") -> Path:
    return Path(site.manage("backup", str(site.folder / folder)).strip())


def content(path: Path) -> dict[str, object]:
    """Every row and every file of a backup. JSON within a row is compared as JSON."""
    with zipfile.ZipFile(path) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        held: dict[str, object] = {"sequences": manifest["sequences"]}
        for name, member in manifest["members"].items():
            table = name.removeprefix("rows/").removesuffix(".jsonl")
            if not name.startswith("rows/"):
                held[name] = member["sha256"]
            elif table not in MADE_ANEW:
                lines = archive.read(name).decode().splitlines()
                held[table] = [[_parsed(value) for value in json.loads(line)] for line in lines]
        held["sequences"] = {
            key: value
            for key, value in manifest["sequences"].items()
            if key not in {*MADE_ANEW, *OF_EACH_KIND}
        }
    return held


def _parsed(value: object) -> object:
    if isinstance(value, str) and value[:1] in "[{":
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


@pytest.mark.parametrize("database_url", DATABASES, indirect=True)
def test_a_site_that_was_killed_and_lost_comes_back_whole(faulty, measured, scale, database_url):
    """Writers and the worker are killed while they write, and a backup is made. After more changes
    the backup is restored over what is there, a left-over journal included. Every row, every file
    and every search answer is as it was when the backup was made.
    """
    faulty.act("upload", 5)
    writers = [faulty.actor("change", n, 1000, faulty.folder / f"p{n}.txt") for n in range(2)]
    worker = faulty.worker()
    assert until(lambda: all((faulty.folder / f"p{n}.txt").exists() for n in range(2)), 60)
    time.sleep(scale.of(3, 20))
    for process in (*writers, worker):
        end(process)
    before = backup(faulty)
    rows = content(before)
    faulty.manage("search", "rebuild")
    answers = faulty.act("answers")
    assert any(answer["totaal"] for answer in answers.values())

    for path in (faulty.folder / "media").rglob("*.png"):
        path.write_bytes(b"destroyed")
    assert content(backup(faulty, "after")) != rows
    lost = faulty.actor("change", 9, 1000, faulty.folder / "p9.txt")
    assert until((faulty.folder / "p9.txt").exists, 60)
    end(lost)
    file = Path(database_url.removeprefix("sqlite:///"))
    if is_sqlite := database_url.startswith("sqlite"):
        assert file.with_name(f"{file.name}-wal").stat().st_size > 0

    said = faulty.manage("restore", str(before))
    assert content(backup(faulty, "restored")) == rows
    if is_sqlite:
        assert file.stat().st_mode & 0o077 == 0
        with closing(sqlite3.connect(file)) as opened:
            assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert faulty.act("answers") == answers
    assert faulty.drift()["drift"] == []
    assert "before-" in said
    measured.update(rows=sum(len(v) for v in rows.values() if isinstance(v, list)))


@pytest.mark.postgresql
@pytest.mark.parametrize("database_url", DATABASES, indirect=True)
def test_a_backup_moves_to_the_other_kind_of_database(
    faulty, request, tmp_path, database_url, templates
):
    """SQLite to PostgreSQL and back: rows, files, keys to come and answers stay the same."""
    if not os.environ.get("POSTGRESQL_URL"):
        pytest.skip("POSTGRESQL_URL does not name a PostgreSQL server.")
    faulty.act("upload", 3)
    faulty.act("change", 1, 15, faulty.folder / "progress.txt")
    faulty.act("mail", "iemand@example.org")
    faulty.manage("search", "rebuild")
    made = backup(faulty)
    with _other(database_url, tmp_path, templates) as url, portal(tmp_path / "other", url) as other:
        # A mail that waited may have left since, so nobody sends it by itself.
        assert "1 mails" in other.manage("restore", str(made))
        before, after = content(made), content(backup(other))
        assert "wacht" in str(before.pop(MAILS))
        assert "mislukt" in str(after.pop(MAILS))
        for table in OF_EACH_KIND:
            added = after.pop(table)
            assert all(row in added for row in before.pop(table))
        assert after == before
        assert other.act("answers") == faulty.act("answers")
        # A new row takes a key that no deleted row had.
        other.act("change", 2, 5, other.folder / "progress.txt")
        assert other.drift()["drift"] == []


def _other(database_url: str, tmp_path: Path, templates):
    if database_url.startswith("sqlite"):
        return templates.postgresql(os.environ["POSTGRESQL_URL"], 0)
    from contextlib import nullcontext

    return nullcontext(f"sqlite:///{tmp_path / 'other.sqlite3'}")


@pytest.mark.parametrize("database_url", DATABASES, indirect=True)
def test_a_backup_that_is_made_under_writes_is_one_moment(faulty, tmp_path):
    """While processes write and upload, a backup restores: no row without its file, and no
    reference to a row that is not there (the restore checks every one)."""
    writers = [faulty.actor("change", n, 1000, faulty.folder / f"p{n}.txt") for n in range(2)]
    writers.append(faulty.actor("upload", 2000))
    assert until((faulty.folder / "p0.txt").exists, 60)
    made = [backup(faulty, f"b{number}") for number in range(2)]
    assert all(writer.poll() is None for writer in writers)
    for writer in writers:
        end(writer)
    with portal(tmp_path / "other", f"sqlite:///{tmp_path / 'other.sqlite3'}") as other:
        other.manage("restore", str(made[-1]))
        assert other.act("missing-files") == []
        assert len(list((other.folder / "media" / "original_images").iterdir())) > 0


@pytest.mark.parametrize("database_url", DATABASES, indirect=True)
def test_nothing_is_restored_while_a_process_serves(faulty):
    made = backup(faulty)
    faulty.act("change", 1, 6, faulty.folder / "progress.txt")
    cards = content(backup(faulty, "now"))[CARDS]
    worker = faulty.worker()
    assert until(lambda: "begint" in faulty.log(worker), 60)
    refused = manage(faulty, "restore", str(made))
    assert refused.returncode == 1
    assert "draait nog" in refused.stderr
    end(worker)
    assert content(backup(faulty, "later"))[CARDS] == cards


@pytest.mark.postgresql
@pytest.mark.parametrize("database_url", DATABASES[1:], indirect=True)
def test_nothing_is_restored_while_another_machine_serves(faulty, database_url):
    """Another machine has another lock, but its connections are the database's to see."""
    made = backup(faulty)
    elsewhere = Portal(faulty.folder / "elsewhere", database_url, "embedded:unused")
    elsewhere.folder.mkdir()
    worker = elsewhere.worker()
    try:
        assert until(lambda: "begint" in elsewhere.log(worker), 60)
        time.sleep(2)
        refused = manage(faulty, "restore", str(made))
        assert "op elke machine" in refused.stderr
    finally:
        elsewhere.stop()


def test_a_web_process_does_not_begin_during_a_restore(faulty):
    holding = (
        "from armoedegeheugen.backup.serving import alone; import time, django; django.setup()"
    )
    script = f"{holding}\nwith alone(): print('alone', flush=True); time.sleep(60)"
    restoring = faulty.start("-c", script)
    assert until(lambda: "alone" in faulty.log(restoring), 30)
    web = faulty.start("-c", "import config.wsgi")
    assert web.wait(60) != 0
    assert "herstel" in faulty.log(web)
    end(restoring)
    again = faulty.start("-c", "import config.wsgi")
    assert again.wait(60) == 0


def test_a_damaged_or_foreign_backup_changes_nothing(faulty, tmp_path):
    faulty.act("upload", 2)
    made = backup(faulty)
    rows = content(made)
    for damage, complaint in (
        (_flip, "beschadigd"),
        (_cut, "geen back-up"),
        (_without_a_member, "beschadigd"),
        (_from_a_newer_release, "nieuwere versie"),
        (_out_of_its_folder, "buiten zijn map"),
        (_of_another_form, "vorm 99"),
    ):
        odd = tmp_path / f"{damage.__name__}.zip"
        damage(made, odd)
        refused = manage(faulty, "restore", str(odd))
        assert refused.returncode == 1, damage
        assert complaint in refused.stderr, (damage, refused.stderr)
        assert "Traceback" not in refused.stderr
    assert content(backup(faulty, "later")) == rows
    assert not list(faulty.folder.rglob("*restoring*"))


def _flip(made: Path, odd: Path) -> None:
    data = bytearray(made.read_bytes())
    data[1000] ^= 1
    odd.write_bytes(data)


def _cut(made: Path, odd: Path) -> None:
    odd.write_bytes(made.read_bytes()[:-1000])


def _rewritten(made: Path, odd: Path, change) -> None:
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(odd, "w") as target:
        members = {name: source.read(name) for name in source.namelist()}
        manifest = json.loads(members.pop("manifest.json"))
        change(manifest, members)
        for name, data in members.items():
            target.writestr(name, data)
        target.writestr("manifest.json", json.dumps(manifest))


def _without_a_member(made: Path, odd: Path) -> None:
    _rewritten(made, odd, lambda manifest, members: members.popitem())


def _from_a_newer_release(made: Path, odd: Path) -> None:
    _rewritten(made, odd, lambda m, _: m["migrations"].update(search=["9999_later"]))


def _of_another_form(made: Path, odd: Path) -> None:
    _rewritten(made, odd, lambda m, _: m.update(format=99))


def _out_of_its_folder(made: Path, odd: Path) -> None:
    def change(manifest, members):
        name = next(name for name in members if name.startswith("files/"))
        for held in (manifest["members"], members):
            held["files/media/../../escaped.txt"] = held.pop(name)

    _rewritten(made, odd, change)


def test_a_restore_that_is_killed_leaves_the_site_and_can_be_repeated(faulty):
    faulty.act("upload", 2)
    made = backup(faulty)
    faulty.act("change", 1, 6, faulty.folder / "progress.txt")
    rows = content(backup(faulty, "now"))
    restoring = faulty.start("site/manage.py", "restore", made)
    assert until(lambda: "opbouwen" in faulty.log(restoring), 60)
    time.sleep(2)
    end(restoring)
    assert content(backup(faulty, "later")) == rows
    # The web server in front reads images, whatever the umask of the one who restores.
    images = faulty.folder / "media" / "images"
    images.mkdir()
    (images / "foto.png").write_bytes(b"beeld")
    made = backup(faulty, "with-image")
    assert manage(faulty, "restore", str(made), limit="umask 077").returncode == 0
    assert [path.stat().st_mode & 0o777 for path in (images, images / "foto.png")] == [0o755, 0o644]
    assert content(backup(faulty, "again")) == content(made)
    assert not list(faulty.folder.rglob("*restoring*"))


def test_a_full_disk_leaves_no_backup_that_looks_like_one(faulty):
    """A limit on the size of a file stands for the disk."""
    large = faulty.folder / "media" / "documents" / "groot.pdf"
    large.parent.mkdir(parents=True)
    large.write_bytes(os.urandom(3_000_000))
    refused = manage(faulty, "backup", str(faulty.folder / "backups"), limit="ulimit -f 2000")
    assert refused.returncode == 1
    assert "niet geschreven" in refused.stderr
    assert list((faulty.folder / "backups").iterdir()) == []


def test_a_full_disk_stops_a_restore_before_anything_changes(faulty):
    made = backup(faulty)
    rows = content(made)
    refused = manage(faulty, "restore", str(made), limit="ulimit -f 800")
    assert refused.returncode == 1
    assert "niet teruggezet" in refused.stderr
    assert content(backup(faulty, "later")) == rows
    assert not list(faulty.folder.rglob("*restoring*"))


def test_only_the_newest_backups_are_kept_and_only_their_owner_reads_them(faulty):
    folder = faulty.folder / "backups"
    folder.mkdir()
    old = [folder / f"armoedegeheugen-2026010{n}T000000Z.zip" for n in range(1, 5)]
    for path in (
        *old,
        folder / "mine.zip",
        folder / "armoedegeheugen-20260101T000000Z.zip.partial",
    ):
        path.write_bytes(b"old")
        os.utime(path, (0, 0))
    made = Path(faulty.manage("backup", str(folder), "--keep", "2").strip())
    assert {path.name for path in folder.iterdir()} == {made.name, old[-1].name, "mine.zip"}
    assert made.stat().st_mode & 0o077 == 0
    assert manage(faulty, "backup", str(folder), "--keep", "0").returncode != 0
