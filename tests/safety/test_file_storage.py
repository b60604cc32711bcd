"""A file under its name is complete, whatever happens while it is written."""

import os
import resource
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages

from armoedegeheugen.safety import file_storage
from armoedegeheugen.safety.file_storage import PREFIX, WholeFileStorage

LARGE = 200_000


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """The kernel refuses larger files, as a full disk would."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def store(tmp_path: Path) -> WholeFileStorage:
    return WholeFileStorage(location=tmp_path / "media")


def files(store: WholeFileStorage) -> list[str]:
    return sorted(p.name for p in Path(store.location).rglob("*") if p.is_file())


def test_a_full_disk_leaves_no_file(store):
    with files_of_at_most(LARGE // 2), pytest.raises(OSError, match="too large"):
        store.save("images/foto.png", ContentFile(os.urandom(LARGE)))
    assert files(store) == []
    store.save("images/foto.png", ContentFile(b"beeld"))
    assert files(store) == ["foto.png"]


def test_a_killed_process_leaves_no_file_under_the_name(store):
    script = (
        "import os, sys\n"
        "from django.conf import settings; settings.configure()\n"
        "from django.core.files.base import ContentFile\n"
        "from armoedegeheugen.safety.file_storage import WholeFileStorage\n"
        "class Slow(ContentFile):\n"
        "    def chunks(self):\n"
        "        yield b'half'\n"
        "        os.kill(os.getpid(), 9)\n"
        f"WholeFileStorage(location={str(store.location)!r}).save('foto.png', Slow(b'x'))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], check=False, timeout=60)
    assert done.returncode == -9
    (left,) = files(store)
    assert left.startswith(PREFIX)


def test_what_a_killed_process_left_is_deleted_after_a_day(settings, tmp_path):
    folder = Path(default_storage.location)
    folder.mkdir(parents=True, exist_ok=True)
    old, new, other = folder / f"{PREFIX}old", folder / f"{PREFIX}new", folder / "photo.png"
    for path in (old, new, other):
        path.write_bytes(b"half")
    for path in (old, other):
        os.utime(path, (0, time.time() - file_storage.ABANDONED_SECONDS - 1))
    assert file_storage.delete_abandoned() == 1
    assert not old.exists()
    assert new.exists()
    assert other.exists()
    new.unlink()
    other.unlink()


def test_two_uploads_of_one_name_are_two_files(store):
    contents = [bytes([n]) * LARGE for n in range(8)]
    threads = [
        Thread(target=store.save, args=("images/foto.png", ContentFile(content)))
        for content in contents
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    held = [p.read_bytes() for p in Path(store.location).rglob("*") if p.is_file()]
    assert sorted(held) == contents


def test_a_file_of_a_submission_is_for_the_service_alone_and_an_image_is_not(tmp_path):
    for store, mode in ((storages["submissions"], 0o600), (default_storage, 0o644)):
        assert isinstance(store, WholeFileStorage)
        name = store.save("proef/foto.png", ContentFile(b"beeld"))
        assert stat.S_IMODE(os.stat(store.path(name)).st_mode) == mode
        store.delete(name)


def test_text_is_stored_as_utf_8(store):
    name = store.save("brief.txt", ContentFile("één"))
    with store.open(name) as file:
        assert file.read().decode() == "één"
