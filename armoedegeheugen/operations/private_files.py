"""Keep files with personal data from other users of the machine.

nginx, another user, reads static files and images. So the folders above them may be passed through
by everyone, and read by the service alone.
"""

import os
import stat
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages

OTHERS = stat.S_IRWXO

# Others pass through such a folder, to a name that they know.
PASS_THROUGH = 0o711
PRIVATE = 0o700

EMBEDDED = "embedded:"


def database_file() -> Path | None:
    """Return the file of the database; None for a server or a database in memory."""
    database = settings.DATABASES["default"]
    name = str(database["NAME"])
    is_file = database["ENGINE"] == "django.db.backends.sqlite3"
    return Path(name) if is_file and not name.startswith((":memory:", "file:")) else None


def private_folders() -> list[Path]:
    """Return the folders that only the service may read.

    These hold documents and pictures as uploaded, what visitors sent in, and the search index,
    which holds texts of drafts.
    """
    media = Path(settings.MEDIA_ROOT)
    folders = [media / "documents", media / "original_images"]
    submissions = storages["submissions"]
    if isinstance(submissions, FileSystemStorage):
        folders.append(Path(submissions.location))
    if settings.SEARCH_URL.startswith(EMBEDDED):
        folders.append(settings.ROOT / settings.SEARCH_URL.removeprefix(EMBEDDED))
    return folders


def open_to_others() -> list[Path]:
    """Return the private files and folders that every user of the machine may read or enter."""
    paths = [settings.ENV_FILE, *private_folders()]
    if database := database_file():
        paths += [database, *(Path(f"{database}{suffix}") for suffix in ("-wal", "-shm"))]
    return [path for path in paths if path.exists() and path.stat().st_mode & OTHERS]


def close_to_others() -> None:
    """Make what is missing, and take private files and folders from other users.

    What belongs to another user, such as settings that root wrote, is left; a check reports it.
    """
    for folder in (settings.VAR, Path(settings.MEDIA_ROOT)):
        _make(folder, PASS_THROUGH)
        _limit(folder, PASS_THROUGH)
    for folder in private_folders():
        _make(folder, PRIVATE)
    if database := database_file():
        # SQLite gives the files beside it the mode of the database.
        os.close(os.open(database, os.O_RDWR | os.O_CREAT, 0o600))
    for path in open_to_others():
        _limit(path, ~OTHERS)


def _make(folder: Path, mode: int) -> None:
    if not folder.exists():
        folder.mkdir(parents=True)
        folder.chmod(mode)  # mkdir leaves out what the umask forbids


def _limit(path: Path, allowed: int) -> None:
    status = path.stat()
    mode = stat.S_IMODE(status.st_mode)
    if mode & ~allowed and status.st_uid == os.geteuid():
        path.chmod(mode & allowed)
