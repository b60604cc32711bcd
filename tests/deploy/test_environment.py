"""The settings in `.env`, and the modes of what the service writes."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from config.environment import read_env_file
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, storages


def test_the_file_sets_what_the_environment_lacks(tmp_path: Path, monkeypatch):
    file = tmp_path / ".env"
    file.write_text("ONE_OF_FILE=1\nTWO_OF_BOTH=2\n")
    monkeypatch.setenv("ONE_OF_FILE", "x")  # so that it is restored afterwards
    monkeypatch.delenv("ONE_OF_FILE")
    monkeypatch.setenv("TWO_OF_BOTH", "kept")
    read_env_file(file)
    assert (os.environ["ONE_OF_FILE"], os.environ["TWO_OF_BOTH"]) == ("1", "kept")


def test_without_a_file_nothing_is_set(tmp_path: Path):
    before = dict(os.environ)
    read_env_file(tmp_path / ".env")
    assert dict(os.environ) == before


def test_a_file_that_may_not_be_read_is_an_error(tmp_path: Path, monkeypatch):
    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(tmp_path / ".env"))

    (tmp_path / ".env").write_text("DEMO=1")
    monkeypatch.setattr(Path, "open", denied)
    monkeypatch.setattr("builtins.open", denied)
    with pytest.raises(PermissionError, match=r"\.env"):
        read_env_file(tmp_path / ".env")


@pytest.fixture(params=[0o000, 0o077])
def umask(request) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def modes(storage: FileSystemStorage) -> tuple[str, str]:
    """Return the modes of a new folder and of a file in it."""
    path = Path(storage.path(storage.save("map/bestand.txt", ContentFile(b"x"))))
    return oct(stat.S_IMODE(path.parent.stat().st_mode)), oct(stat.S_IMODE(path.stat().st_mode))


@pytest.mark.usefixtures("umask")
def test_nginx_reads_images_and_only_the_service_reads_what_was_sent_in(settings, tmp_path: Path):
    settings.MEDIA_ROOT = tmp_path / "media"
    assert modes(storages.create_storage(settings.STORAGES["default"])) == ("0o755", "0o644")
    submissions = settings.STORAGES["submissions"]
    submissions["OPTIONS"] = {**submissions["OPTIONS"], "location": tmp_path / "inzendingen"}
    assert modes(storages.create_storage(submissions)) == ("0o700", "0o600")
