"""Copy the uploads into an archive, and put them back beside the old ones.

Invariant: a restore never deletes a file. The old ones move to a folder whose name begins with a
dot, beside the new ones, so that a folder which is a disk of its own can be restored too.
"""

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.files.storage import storages

from .archive import CHUNK, Reader, Writer
from .errors import BackupError

# A younger file may still be growing. Its row is in the database only once it is complete, so it
# is copied after the database was read.
SETTLED_SECONDS = 60
PREFIX = "files/"
STAGING = ".restoring"


def roots() -> dict[str, Path]:
    """Return the folders with uploads, by their name in the archive."""
    return {
        "media": Path(settings.MEDIA_ROOT),
        "inzendingen": Path(storages["submissions"].path("")),
    }


def copy_settled(writer: Writer) -> None:
    """Copy the files that no process is still writing."""
    limit = time.time() - SETTLED_SECONDS
    for name, path in _uploads():
        if path.stat().st_mtime < limit:
            _copy(writer, name, path)


def copy_rest(writer: Writer) -> None:
    """Copy the files that are not in the archive yet."""
    for name, path in _uploads():
        if name not in writer.manifest.members:
            _copy(writer, name, path)


def check_names(reader: Reader) -> None:
    """Check that every file belongs in a folder of uploads.

    Raises:
        BackupError: a file would end elsewhere.
    """
    for name in reader.names(PREFIX):
        kind, *parts = PurePosixPath(name).parts[1:]
        if kind not in roots() or not parts or ".." in parts or parts[0].startswith("."):
            raise BackupError(f"De back-up noemt een bestand buiten zijn map: {name}")


def stage(reader: Reader) -> None:
    """Unpack the files into a folder beside the present ones, after `check_names`."""
    targets = roots()
    for root in targets.values():
        root.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(root / STAGING, ignore_errors=True)
        (root / STAGING).mkdir(mode=0o700)
    for name in reader.names(PREFIX):
        kind, *parts = PurePosixPath(name).parts[1:]
        path = targets[kind].joinpath(STAGING, *parts)
        _make_folder(path.parent, _folder_mode(kind))
        with reader.open(name) as source, path.open("wb") as target:
            shutil.copyfileobj(source, target, CHUNK)
        path.chmod(_mode(kind))


def swap(aside: str) -> None:
    """Put the unpacked files in place of the present ones, which move to the folder `aside`."""
    for root in roots().values():
        old = root / aside
        for child in list(root.iterdir()):
            if not child.name.startswith("."):
                old.mkdir(mode=0o700, exist_ok=True)
                child.rename(old / child.name)
        for child in list((root / STAGING).iterdir()):
            child.rename(root / child.name)
        (root / STAGING).rmdir()


def drop_staging() -> None:
    """Delete files that were unpacked and not put in place."""
    for root in roots().values():
        shutil.rmtree(root / STAGING, ignore_errors=True)


def _uploads() -> Iterator[tuple[str, Path]]:
    for kind, root in roots().items():
        for folder, folders, names in os.walk(root):
            if Path(folder) == root:
                folders[:] = [name for name in folders if not name.startswith(".")]
                names[:] = [name for name in names if not name.startswith(".")]
            for name in sorted(names):
                path = Path(folder, name)
                yield f"{PREFIX}{kind}/{path.relative_to(root).as_posix()}", path


def _copy(writer: Writer, name: str, path: Path) -> None:
    try:
        source = path.open("rb")
    except FileNotFoundError:
        return  # deleted since the folder was listed, after its row
    with source, writer.member(name, compress=False) as target:
        shutil.copyfileobj(source, target, CHUNK)


def _make_folder(path: Path, mode: int) -> None:
    if not path.exists():
        _make_folder(path.parent, mode)
        path.mkdir()
        path.chmod(mode)  # whatever the umask of the one who restores


def _folder_mode(kind: str) -> int:
    return 0o700 if kind == "inzendingen" else 0o755


def _mode(kind: str) -> int:
    # The web server in front reads images; only the portal reads what strangers sent.
    return 0o600 if kind == "inzendingen" else 0o644
