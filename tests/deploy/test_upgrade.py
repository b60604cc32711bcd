"""`site/manage.py upgrade`: every step once, nothing twice, and a plain refusal where it must."""

import os
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db.migrations.recorder import MigrationRecorder
from wagtail.models import PageLogEntry, Site

from armoedegeheugen.management.commands import upgrade
from armoedegeheugen.models import Theme
from armoedegeheugen.models.groups import STAFF
from armoedegeheugen.sections.models import InfoPage
from search.models import Synonym
from tests.databases.content import Content
from tests.editorial.conftest import signed_in

HASHED = "whitenoise.storage.CompressedManifestStaticFilesStorage"


@pytest.fixture
def folder(settings, index, tmp_path: Path) -> Path:
    """The folder of data of a site with the settings of a server."""
    settings.DEMO = False
    settings.VAR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATICFILES_DIRS = [tmp_path / "source"]
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "page.css").write_text("p { color: red }" * 99)
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.WAGTAILADMIN_BASE_URL = "https://geheugen.example.org"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": HASHED}}
    return tmp_path


def prepare() -> None:
    call_command("prepare", stdout=StringIO(), stderr=StringIO())


@pytest.fixture
def server(db, folder: Path, content: Content) -> Path:
    """A site that `prepare` made."""
    content(prepare)
    return folder


def run() -> str:
    out = StringIO()
    call_command("upgrade", stdout=out, stderr=StringIO())
    return out.getvalue()


def test_an_upgrade_brings_what_the_release_adds(server: Path, settings):
    # As if this release were the first with this theme, page and group.
    Theme.objects.get(slug="sociale-huur").delete()
    InfoPage.objects.get(slug="privacy").delete()
    PageLogEntry.objects.all().delete()
    Group.objects.get(name=STAFF).delete()
    settings.WAGTAILADMIN_BASE_URL = "https://nieuw.example.org"
    said = run()
    for line in (
        "Migrations: nothing new",
        "themes: 1 added",
        "Pages: Privacy",
        "workflow: groep Medewerkers",
        "Address of the site: set to https://nieuw.example.org",
        "1 static file copied",
        "Search index:",
        "Restart the web processes and the worker.",
    ):
        assert line in said
    assert Theme.objects.filter(slug="sociale-huur").exists()
    assert InfoPage.objects.filter(slug="privacy").exists()
    assert Group.objects.filter(name=STAFF).exists()
    assert Site.objects.get(is_default_site=True).hostname == "nieuw.example.org"
    assert (server / "static" / "staticfiles.json").exists()


def test_a_second_upgrade_changes_nothing(server: Path):
    run()
    said = run()
    assert said.count("nothing new") == 3
    assert "0 static files copied" in said
    assert "themes: 0 added, 0 changed" in said
    assert "still https://geheugen.example.org" in said


def test_what_an_editor_deleted_stays_away(server: Path, admin_user):
    admin = signed_in(admin_user)
    theme = Theme.objects.get(slug="sociale-huur")
    synonym = Synonym.objects.get(word="CAW")
    for term in (theme, synonym):
        kind = f"{term._meta.app_label}_{term._meta.model_name}"
        answer = admin.post(f"/beheer/snippets/{kind.replace('_', '/', 1)}/delete/{term.pk}/")
        assert answer.status_code == 302
        assert not type(term).objects.filter(pk=term.pk).exists()
    run()
    assert not Theme.objects.filter(slug="sociale-huur").exists()
    assert not Synonym.objects.filter(word="CAW").exists()


def test_a_theme_below_a_deleted_one_stays_away(server: Path, admin_user):
    admin = signed_in(admin_user)
    wonen = Theme.objects.get(slug="wonen")
    wonen.children.all().delete()  # as if this release brought them
    admin.post(f"/beheer/snippets/armoedegeheugen/theme/delete/{wonen.pk}/")
    run()
    assert not Theme.objects.filter(slug="wonen").exists()


@pytest.mark.django_db(transaction=True)
def test_the_migrations_of_a_release_are_applied_and_named(folder: Path):
    prepare()
    call_command("migrate", "search", "0004", verbosity=0)
    assert "Migrations: search.0005_" in run()
    assert not upgrade.pending_migrations()


def test_static_files_are_readable_for_the_web_server_whatever_the_umask(server: Path):
    before = os.umask(0o077)
    try:
        run()
        assert os.umask(0o077) == 0o077
    finally:
        os.umask(before)
    static = list((server / "static").rglob("*"))
    assert any(path.suffix == ".json" for path in static)
    assert {oct(path.stat().st_mode & 0o777) for path in static if path.is_file()} == {"0o644"}
    assert {oct(path.stat().st_mode & 0o777) for path in static if path.is_dir()} <= {"0o755"}


def refusal() -> str:
    with pytest.raises(CommandError) as refused:
        run()
    return str(refused.value)


def test_a_database_of_a_newer_release_is_refused(server: Path):
    MigrationRecorder.Migration.objects.create(app="search", name="0999_from_the_future")
    said = refusal()
    assert "newer release (search.0999_from_the_future)" in said
    assert "restore a backup" in said


def test_a_database_without_a_site_is_refused(db, folder: Path):
    MigrationRecorder.Migration.objects.filter(app__in=upgrade.OWN_APPS).delete()
    assert "Run site/manage.py prepare" in refusal()


def test_another_user_than_the_owner_of_the_data_is_refused(server: Path, monkeypatch):
    monkeypatch.setattr(upgrade, "geteuid", lambda: os.geteuid() + 1)
    assert "so that the service can write" in refusal()


def test_a_folder_of_data_that_is_missing_is_refused(server: Path, settings):
    settings.VAR = server / "elsewhere"
    assert "does not exist" in refusal()


def test_the_settings_of_a_developer_are_refused(server: Path, settings):
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}
    assert "DJANGO_SETTINGS_MODULE=config.settings.production" in refusal()


def test_an_address_that_is_none_is_refused_before_anything_is_written(server: Path, settings):
    Theme.objects.get(slug="sociale-huur").delete()
    settings.WAGTAILADMIN_BASE_URL = "geheugen.example.org"
    assert "Write it as https://" in refusal()
    assert not Theme.objects.filter(slug="sociale-huur").exists()
