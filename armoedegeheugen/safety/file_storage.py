"""Store uploads so that a file under its name is complete.

A file is written under a hidden name in the same folder and then renamed. A full disk or a killed
process leaves no half file that a page would show.
"""

import os
import time
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage, storages

PREFIX = ".incoming-"
# No upload takes this long; an older hidden file was left by a process that was killed.
ABANDONED_SECONDS = 24 * 3600


class WholeFileStorage(FileSystemStorage):
    """Django's storage of files in a folder, by renaming."""

    def _save(self, name: str, content: File) -> str:
        folder = Path(self.location)
        folder.mkdir(self.directory_permissions_mode or 0o777, parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=folder, prefix=PREFIX, delete=False) as staged:
            try:
                for chunk in content.chunks():
                    staged.write(chunk if isinstance(chunk, bytes) else chunk.encode())
                staged.flush()
                # An empty file takes a free name, so that two uploads never get the same one.
                saved = super()._save(name, ContentFile(b""))  # type: ignore[misc]
                path = Path(self.path(saved))
                os.chmod(staged.name, path.stat().st_mode)
                os.replace(staged.name, path)
            finally:
                Path(staged.name).unlink(missing_ok=True)
        return saved


def delete_abandoned() -> int:
    """Delete the hidden files of killed processes, and return their number."""
    limit = time.time() - ABANDONED_SECONDS
    stores: list[Any] = [default_storage, storages["submissions"]]
    abandoned = [
        path
        for folder in {Path(store.location) for store in stores if hasattr(store, "location")}
        for path in folder.glob(f"{PREFIX}*")
        if path.stat().st_mtime < limit
    ]
    for path in abandoned:
        path.unlink(missing_ok=True)
    return len(abandoned)
