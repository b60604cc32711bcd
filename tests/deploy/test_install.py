"""`deploy/install.sh` makes a machine ready, twice the same, and tells what it would do."""

import re
import shutil
import stat
import tempfile
from pathlib import Path

from tests.deploy.checkout import ROOT, run
from tests.deploy.conftest import HOST, Installation

UNITS = ("web.socket", "web.service", "worker.service", "backup.service", "backup.timer")


def mode(path: Path) -> str:
    return f"{stat.S_IMODE(path.stat().st_mode):04o}"


def files(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_service_reads_its_settings_and_others_do_not(installation: Installation):
    env = installation.app / ".env"
    assert mode(env) == "0640"
    assert f"chown root:armoedegeheugen {env}" in installation.said
    lines = dict(line.split("=", 1) for line in env.read_text().splitlines())
    assert len(lines["SECRET_KEY"]) >= 50
    assert lines["ALLOWED_HOSTS"] == HOST
    assert lines["BASE_URL"] == f"https://{HOST}"
    assert lines["DJANGO_SETTINGS_MODULE"] == "config.settings.production"
    assert "SECRET_KEY" not in installation.said


def test_nginx_reads_images_and_static_files_and_no_more(installation: Installation):
    var = installation.app / "var"
    for folder in (var / "media" / "images", var / "static", *(var / "static").glob("css")):
        assert mode(folder) == "0755"
    for folder in (var, var / "media"):
        assert mode(folder) == "0711"
    for name in ("media/documents", "media/original_images", "inzendingen", "index"):
        assert mode(var / name) == "0700"
    assert mode(var / "armoedegeheugen.sqlite3") == "0600"
    static = [path for path in (var / "static").rglob("*") if path.is_file()]
    assert static
    assert {mode(path) for path in static} == {"0644"}
    assert any(path.suffix == ".gz" for path in static)


def test_folders_and_user_belong_to_the_service(installation: Installation):
    backups = installation.root / "var" / "backups" / "armoedegeheugen"
    assert mode(backups) == "0700"
    owned = f"chown -R armoedegeheugen:armoedegeheugen var {backups}"
    assert owned in installation.said
    assert re.search(
        r"useradd --system .*--shell /usr/sbin/nologin armoedegeheugen", installation.said
    )


def test_units_name_this_checkout_and_are_started(installation: Installation):
    for unit in UNITS:
        text = (installation.root / f"etc/systemd/system/armoedegeheugen-{unit}").read_text()
        assert "/srv/" not in text
    service = (installation.root / "etc/systemd/system/armoedegeheugen-web.service").read_text()
    assert f"WorkingDirectory={installation.app}\n" in service
    for unit in ("web.socket", "web.service", "worker.service", "backup.timer"):
        assert f"systemctl enable armoedegeheugen-{unit}" in installation.said
        assert f"systemctl restart armoedegeheugen-{unit}" in installation.said


def test_the_command_of_the_site_runs_as_the_service(installation: Installation, tmp_path: Path):
    shim = tmp_path / "runuser"
    shim.write_text('#!/bin/sh\necho "$1 $2" >&2\nshift 3\nexec "$@"\n')
    shim.chmod(0o755)
    command = str(installation.root / "usr/local/bin/armoedegeheugen")
    env = installation.app / ".env"
    written = env.read_text()
    # A file of an earlier installation names no settings.
    env.write_text(written.replace("DJANGO_SETTINGS_MODULE=config.settings.production\n", ""))
    done = run(
        "sh",
        "-c",
        f"PATH={tmp_path}:$PATH exec {command} check --deploy --fail-level WARNING",
        cwd=tmp_path,
    )
    env.write_text(written)
    assert done.returncode == 0, done.stderr
    assert "-u armoedegeheugen" in done.stderr


def test_the_site_that_was_made_has_its_address(installation: Installation):
    ask = "from wagtail.models import Site; print(Site.objects.get().root_url)"
    done = run(
        ".venv/bin/python", "site/manage.py", "shell", "-v", "0", "-c", ask, cwd=installation.app
    )
    assert done.stdout.strip() == f"https://{HOST}", done.stderr


def test_https_waits_for_a_certificate(installation: Installation):
    enabled = installation.root / "etc/nginx/sites-enabled"
    assert [path.name for path in enabled.iterdir()] == ["armoedegeheugen-http.conf"]
    assert (
        f"certbot certonly --webroot -w /var/lib/armoedegeheugen-acme -d {HOST}"
        in installation.said
    )
    certificate = installation.root / f"etc/letsencrypt/live/{HOST}/fullchain.pem"
    certificate.parent.mkdir(parents=True)
    certificate.touch()
    done = installation.again("--nginx")
    assert done.returncode == 0, done.stderr
    assert "certbot" not in done.stdout
    assert "make install" not in done.stdout
    assert len(list(enabled.iterdir())) == 2
    assert all(path.exists() for path in enabled.iterdir())


def test_a_second_run_without_options_changes_nothing(installation: Installation):
    before = files(installation.root) | {"env": (installation.app / ".env").read_bytes()}
    done = installation.again()
    assert done.returncode == 0, done.stderr
    assert files(installation.root) | {"env": (installation.app / ".env").read_bytes()} == before
    assert "0 static files copied" in done.stdout


def test_a_dry_run_writes_nothing(tmp_path: Path):
    done = run(
        str(ROOT / "deploy/install.sh"), "--dry-run", "--root", str(tmp_path / "root"),
        "--host", HOST, cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "would run: make install" in done.stdout
    assert list(tmp_path.iterdir()) == []
    assert not (ROOT / ".env").exists()


def test_a_folder_that_the_units_hide_is_refused():
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        shutil.copytree(ROOT / "deploy", Path(folder, "deploy"))
        done = run("deploy/install.sh", "--dry-run", "--host", HOST, cwd=Path(folder))
        assert done.returncode == 1
        assert f"the service cannot see {folder}" in done.stderr


def test_another_name_than_that_of_the_settings_is_refused(installation: Installation):
    done = installation.again("--host", "ander.voorbeeld.be", "--nginx")
    assert done.returncode == 1
    assert f"says {HOST}. Write ander.voorbeeld.be in BASE_URL" in done.stderr


def test_what_is_missing_or_wrong_is_said(tmp_path: Path):
    for options, said in (
        ((), "Add --host NAME"),
        (("--host", "een naam"), "is no name of a host"),
        (("--host",), "needs a value"),
        (("--hots", HOST), "unknown option --hots"),
    ):
        done = run(str(ROOT / "deploy/install.sh"), "--dry-run", *options, cwd=tmp_path)
        assert done.returncode == 1
        assert said in done.stderr
