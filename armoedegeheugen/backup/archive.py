"""Write and read the file of a backup: a ZIP of tables, uploads and a manifest.

Invariant: a file under its final name is complete. Its manifest has the SHA-256 of every member.
The format needs no program of this project: `unzip` opens it, and a table is a line of JSON a row.
"""

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from io import BufferedIOBase
from pathlib import Path
from typing import IO, Any

from .errors import BackupError

# The version of the format. A reader refuses another one.
FORMAT = 1
MANIFEST = "manifest.json"
# Bytes that are read at once.
CHUNK = 1 << 20


@dataclass
class Member:
    """A member of the archive: its length in bytes and its SHA-256 in hexadecimal digits."""

    size: int
    sha256: str


@dataclass
class Manifest:
    """The content of a backup, and the release that made it."""

    made_at: str
    release: str
    database: str
    # Per app the last migrations that were applied.
    migrations: dict[str, list[str]]
    # Per table the number of rows.
    tables: dict[str, int] = field(default_factory=dict)
    # Per table the last key that was given out, so that no key is given out twice.
    sequences: dict[str, int] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    format: int = FORMAT


class Writer:
    """A new archive, whose members are written one after the other."""

    def __init__(self, target: zipfile.ZipFile, manifest: Manifest) -> None:
        self._target = target
        self.manifest = manifest

    @contextmanager
    def member(self, name: str, *, compress: bool) -> Iterator["HashingFile"]:
        """Open a new member to write to."""
        entry = zipfile.ZipInfo(name, date_time=datetime.now(UTC).timetuple()[:6])
        entry.compress_type = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
        entry.external_attr = 0o600 << 16
        with self._target.open(entry, "w", force_zip64=True) as opened:
            hashing = HashingFile(opened)
            yield hashing
        self.manifest.members[name] = Member(hashing.size, hashing.digest.hexdigest())


class HashingFile(BufferedIOBase):
    """A file that counts and hashes what is written to it."""

    def __init__(self, target: IO[bytes]) -> None:
        self._target = target
        self.size = 0
        self.digest = hashlib.sha256()

    def writable(self) -> bool:
        """Say that this file can be written."""
        return True

    def write(self, data: Any) -> int:
        """Write bytes."""
        self.digest.update(data)
        self.size += len(data)
        return self._target.write(data)


@contextmanager
def create(path: Path, manifest: Manifest) -> Iterator[Writer]:
    """Make an archive that appears under its name when it is complete and on the disk."""
    partial = path.with_name(f"{path.name}.partial")
    try:
        descriptor = os.open(partial, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w+b") as file:
            with zipfile.ZipFile(file, "w", allowZip64=True) as target:
                yield Writer(target, manifest)
                target.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
            file.flush()
            os.fsync(file.fileno())
        partial.rename(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


class Reader:
    """An archive whose members are all as its manifest says."""

    def __init__(self, source: zipfile.ZipFile, manifest: Manifest) -> None:
        self._source = source
        self.manifest = manifest

    def open(self, name: str) -> IO[bytes]:
        """Open a member."""
        return self._source.open(name)

    def names(self, prefix: str) -> list[str]:
        """Return the members below a folder."""
        return [name for name in self.manifest.members if name.startswith(prefix)]


@contextmanager
def opened(path: Path) -> Iterator[Reader]:
    """Open an archive after every member of it was checked.

    Raises:
        BackupError: the file is no backup, is damaged, or has another format.
    """
    try:
        source = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile) as fault:
        raise BackupError(f"{path} is geen back-up die te openen is: {fault}") from fault
    with source:
        manifest = _manifest(path, source)
        _check(path, source, manifest)
        yield Reader(source, manifest)


def _manifest(path: Path, source: zipfile.ZipFile) -> Manifest:
    try:
        values = json.loads(source.read(MANIFEST))
        members = {name: Member(**member) for name, member in values.pop("members").items()}
        manifest = Manifest(**values, members=members)
    except (KeyError, TypeError, ValueError, AttributeError, zipfile.BadZipFile) as fault:
        raise BackupError(f"{path} heeft geen leesbaar manifest: {fault!r}") from fault
    if manifest.format != FORMAT:
        raise BackupError(f"{path} heeft vorm {manifest.format}; dit programma leest {FORMAT}.")
    return manifest


def _check(path: Path, source: zipfile.ZipFile, manifest: Manifest) -> None:
    present = set(source.namelist()) - {MANIFEST}
    if present != set(manifest.members):
        odd = sorted(present ^ set(manifest.members))[0]
        raise BackupError(f"{path} is beschadigd: {odd} staat er niet zoals het manifest zegt.")
    for name, member in manifest.members.items():
        digest, size = hashlib.sha256(), 0
        try:
            with source.open(name) as opened_member:
                while chunk := opened_member.read(CHUNK):
                    digest.update(chunk)
                    size += len(chunk)
        except (zipfile.BadZipFile, OSError, EOFError, ValueError) as fault:
            raise BackupError(f"{path} is beschadigd bij {name}: {fault}") from fault
        if (size, digest.hexdigest()) != (member.size, member.sha256):
            raise BackupError(f"{path} is beschadigd: {name} is niet wat er bewaard is.")
