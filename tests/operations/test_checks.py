"""What may not be so on a server is an error before a command begins, and a line in the log."""

import logging
import os
import stat
import sys
from io import StringIO
from pathlib import Path
from unittest.mock import MagicMock

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from armoedegeheugen.management.commands import restore
from armoedegeheugen.operations import checks, private_files
from tests.deploy.checkout import ROOT, run


@pytest.fixture
def server(settings, tmp_path: Path) -> object:
    """The settings of a server on which nothing is wrong."""
    settings.PRODUCTION = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.TRUSTED_PROXIES = 1
    settings.BASE_URL = "https://geheugen.example.org"
    settings.DEMO = False
    settings.ALLOWED_HOSTS = ["geheugen.example.org"]
    settings.ENV_FILE = tmp_path / ".env"
    settings.VAR = tmp_path / "var"
    settings.MEDIA_ROOT = tmp_path / "var/media"
    settings.SEARCH_URL = f"embedded:{tmp_path / 'var/index'}"
    options = {**settings.STORAGES["submissions"]["OPTIONS"], "location": tmp_path / "var/in"}
    submissions = {**settings.STORAGES["submissions"], "OPTIONS": options}
    settings.STORAGES = {**settings.STORAGES, "submissions": submissions}
    return settings


def ids() -> list[str]:
    return [error.id for error in checks.server_is_safe()]


def test_a_good_server_has_no_errors(server):
    assert ids() == []


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("TRUSTED_PROXIES", 0, "operations.E001"),
        ("BASE_URL", "", "operations.E002"),
        ("BASE_URL", "http://geheugen.example.org", "operations.E003"),
        ("BASE_URL", "geheugen.example.org", "operations.E003"),
        ("DEMO", True, "operations.E004"),
        ("ALLOWED_HOSTS", ["geheugen.example.org", "*"], "operations.E005"),
    ],
)
def test_a_dangerous_setting_is_an_error(server, name, value, error):
    setattr(server, name, value)
    assert ids() == [error]
    server.PRODUCTION = False
    assert ids() == []  # a developer's machine may


def test_without_a_proxy_none_is_trusted(server):
    server.SECURE_PROXY_SSL_HEADER = None
    server.TRUSTED_PROXIES = 0
    assert ids() == []


@pytest.mark.parametrize("mode", [0o604, 0o602, 0o644])
def test_settings_that_others_read_are_an_error(server, mode):
    server.ENV_FILE.touch(0o600)
    assert ids() == []
    server.ENV_FILE.chmod(mode)
    assert ids() == ["operations.E006"]
    assert f"chmod o-rwx {server.ENV_FILE}" in checks.server_is_safe()[0].hint


def test_settings_that_a_group_reads_are_none(server):
    server.ENV_FILE.touch(0o600)
    server.ENV_FILE.chmod(0o640)
    assert ids() == []


@pytest.fixture
def database(server, monkeypatch) -> Path:
    path = server.VAR / "geheugen.sqlite3"
    monkeypatch.setattr(private_files, "database_file", lambda: path)
    return path


@pytest.mark.parametrize(
    "name",
    [
        *("geheugen.sqlite3", "geheugen.sqlite3-wal", "geheugen.sqlite3-shm"),
        *("in", "index", "media/documents", "media/original_images"),
    ],
)
def test_each_private_file_is_looked_at_and_closed(server, database, name):
    private_files.close_to_others()
    path = server.VAR / name
    path.touch()
    path.chmod(0o755)
    assert ids() == ["operations.E006"]
    private_files.close_to_others()
    assert mode(path) == 0o750
    assert ids() == []


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(params=[0o000, 0o022, 0o077])
def umask(request):
    before = os.umask(request.param)
    yield
    os.umask(before)


@pytest.mark.usefixtures("umask")
def test_the_database_is_for_the_service_and_nginx_passes_through(server, database):
    private_files.close_to_others()
    assert mode(database) == 0o600
    assert mode(server.VAR) == mode(server.VAR / "media") == 0o711
    for name in ("in", "index", "media/documents", "media/original_images"):
        assert mode(server.VAR / name) == 0o700
    assert ids() == []


def test_what_nginx_reads_stays_readable(server, database):
    private_files.close_to_others()
    for name in ("static", "media/images"):
        (server.VAR / name).mkdir(mode=0o755)
        (server.VAR / name / "logo.png").touch(0o644)
    private_files.close_to_others()
    for name in ("static", "media/images"):
        assert mode(server.VAR / name) == 0o755
        assert mode(server.VAR / name / "logo.png") == 0o644


def test_a_loose_folder_is_closed_and_a_strict_one_stays(server, database):
    server.VAR.mkdir()
    server.VAR.chmod(0o777)
    private_files.close_to_others()
    assert mode(server.VAR) == 0o711
    server.VAR.chmod(0o700)
    private_files.close_to_others()
    assert mode(server.VAR) == 0o700


def test_the_content_of_a_database_stays(server, database):
    server.VAR.mkdir()
    database.write_text("inhoud")
    private_files.close_to_others()
    assert database.read_text() == "inhoud"


def test_a_file_of_another_user_is_left_and_reported(server, database, monkeypatch):
    server.ENV_FILE.touch(0o644)
    server.ENV_FILE.chmod(0o644)
    monkeypatch.setattr(private_files.os, "geteuid", lambda: 12345)
    private_files.close_to_others()
    assert ids() == ["operations.E006"]


@pytest.mark.parametrize("name", [":memory:", "file:geheugen?mode=memory&cache=shared"])
def test_a_database_in_memory_has_no_file(settings, name):
    sqlite = {"ENGINE": "django.db.backends.sqlite3", "NAME": name}
    settings.DATABASES = {"default": sqlite}
    assert private_files.database_file() is None
    settings.DATABASES = {"default": {**sqlite, "NAME": "/var/geheugen.sqlite3"}}
    assert private_files.database_file() == Path("/var/geheugen.sqlite3")
    settings.DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "x"}}
    assert private_files.database_file() is None


def test_what_a_restore_unpacks_is_closed(server, database, monkeypatch):
    def unpack(*_: object) -> MagicMock:
        folder = server.VAR / "media/documents"
        folder.mkdir(parents=True)
        folder.chmod(0o755)
        return MagicMock(held_mails=0, aside=None)

    monkeypatch.setattr(restore, "restore", unpack)
    monkeypatch.setattr(restore, "call_command", lambda *_, **__: None)
    call_command("restore", "back-up", stdout=StringIO())
    assert ids() == []


@pytest.mark.parametrize("command", ["prepare", "upgrade"])
def test_a_command_on_an_unsafe_server_does_not_begin(server, db, command, monkeypatch):
    server.BASE_URL = ""
    upgrade = "armoedegeheugen.management.commands.upgrade"
    monkeypatch.setattr(f"{upgrade}.require_owner", lambda _: None)
    monkeypatch.setattr(f"{upgrade}.require_hashed_static_files", lambda: None)
    with pytest.raises(SystemCheckError, match="BASE_URL is not set"):
        call_command(command)


def test_the_web_server_logs_each_error(server, caplog):
    server.BASE_URL, server.DEMO = "", True
    with caplog.at_level(logging.ERROR):
        checks.log_errors()
    assert len(caplog.records) == 2
    assert "Set BASE_URL" in caplog.text


def test_a_server_says_so_when_it_starts(tmp_path: Path):
    done = run(
        sys.executable, "-c", "import config.wsgi", cwd=ROOT / "site",
        DJANGO_SETTINGS_MODULE="config.settings.production", SECRET_KEY="x", ALLOWED_HOSTS="*",
        DATABASE_URL=f"sqlite:///{tmp_path / 'leeg'}", BASE_URL="https://geheugen.example.org",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "ERROR armoedegeheugen.operations.checks - ALLOWED_HOSTS is `*`" in done.stderr
