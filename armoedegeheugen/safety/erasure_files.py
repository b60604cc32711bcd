"""Erase a person from file names, and from mail that is kept in files in development.

The content of pictures and documents is not read: whoever asks to be erased says where they are.
"""

from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.files.storage import Storage, default_storage
from django.db import transaction
from django.db.models import FileField

from .erasure_report import ErasureReport
from .person import Person

# Django's separator between two messages in a mail file.
SEPARATOR = b"-" * 79 + b"\n"


def renamed(column: FileField, old: str, new: str) -> str:
    """Return a free name without the person; the file is moved after commit."""
    storage: Storage = column.storage
    free = storage.get_available_name(new, max_length=column.max_length)
    transaction.on_commit(lambda: _move(storage, old, free))
    return free


def _move(storage: Storage, old: str, new: str) -> None:
    if not storage.exists(old):
        return
    with storage.open(old) as file:
        storage.save(new, file)
    storage.delete(old)


def forget_strays(person: Person, found: ErasureReport) -> None:
    """Delete files that no row refers to, and mail files, that name the person."""
    for name in _stored(default_storage, ""):
        if person.is_in(PurePosixPath(name).name):
            default_storage.delete(name)
            found.note("los bestand")
    folder = getattr(settings, "EMAIL_FILE_PATH", None)
    for file in Path(folder).glob("*") if folder else ():
        if file.is_file() and _is_in_mail(person, file.read_bytes()):
            file.unlink()
            found.note("bestand met verstuurde mails")


def _stored(storage: Storage, folder: str) -> Iterator[str]:
    try:
        folders, files = storage.listdir(folder)
    except (FileNotFoundError, NotImplementedError):
        return
    yield from (f"{folder}/{name}".lstrip("/") for name in files)
    for below in folders:
        yield from _stored(storage, f"{folder}/{below}".lstrip("/"))


def _is_in_mail(person: Person, data: bytes) -> bool:
    """Return whether a mail names the person, also in an encoded part."""
    if person.is_in(data.decode("utf-8", "replace")):
        return True
    messages = (message_from_bytes(part, policy=policy.default) for part in data.split(SEPARATOR))
    return any(person.is_in(text) for message in messages for text in _texts(message))


def _texts(message: object) -> Iterator[str]:
    yield from (str(value) for value in message.values())  # type: ignore[attr-defined]
    for part in message.walk():  # type: ignore[attr-defined]
        if part.get_content_maintype() == "text":
            yield part.get_payload(decode=True).decode("utf-8", "replace")
