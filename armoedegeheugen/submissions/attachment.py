"""Validate one file from a visitor by its content, never by its name or declared type.

Invariant: an image is decoded and encoded again in a process of its own, so nothing else of the
original is kept: no GPS position, no data behind the pixels. A PDF cannot be encoded again; it must
be a PDF from its first byte to its last, and hold no program. Files are stored under a random name
outside the public files, and are served as a download that runs nothing.
"""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, storages

from .. import sanitise
from ..extracting import picture

LARGEST = 10 * 1024 * 1024
LONGEST_NAME = 80

TYPES = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}
_IMAGES = {
    "JPEG": re.compile(rb"\xff\xd8\xff"),
    "PNG": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "GIF": re.compile(rb"GIF8[79]a"),
    "WEBP": re.compile(rb"RIFF....WEBP", re.DOTALL),
}
_PDF_HEAD = re.compile(rb"%PDF-[12]\.\d[\r\n]")
_PDF_TAIL = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF\s*\Z")
_PDF_INDEX = re.compile(rb"\s*(?:xref\b|\d+\s+\d+\s+obj\b)")
_PDF_CODE = re.compile(rb"#([0-9a-fA-F]{2})")
_PDF_PROGRAMS = (b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/RichMedia", b"/XFA")

TOO_LARGE = "Dit bestand is te groot. Hoogstens 10 MB gaat."
EMPTY = "Dit bestand is leeg."
NEITHER = "Dit is geen pdf en geen afbeelding (jpg, png, gif of webp). Kies een ander bestand."
BROKEN_PDF = "Deze pdf is niet volledig. Bewaar hem opnieuw als pdf en probeer het dan nog eens."
LIVE_PDF = "In deze pdf zit een programma of een ander bestand. Bewaar hem opnieuw als gewone pdf."
BROKEN_IMAGE = "Deze afbeelding kunnen we niet lezen. Bewaar ze opnieuw als jpg of png."
PICTURES_BUSY = "We kijken nu een afbeelding van iemand anders na. Probeer het zo meteen opnieuw."
TOO_MANY_PIXELS = "Deze afbeelding heeft te veel pixels. Maak ze kleiner: hoogstens 8000 op 5000."

PICTURE_FAULTS = {
    picture.BROKEN: BROKEN_IMAGE,
    picture.TOO_MANY_PIXELS: TOO_MANY_PIXELS,
    picture.BUSY: PICTURES_BUSY,
}


class Refused(Exception):
    """A file that is not accepted; the message is a sentence for its sender."""


@dataclass(frozen=True)
class Attachment:
    """A validated file: its bytes and the extension of its real type."""

    data: bytes
    extension: str


def check(upload: File) -> Attachment:
    """Validate an uploaded file.

    Returns:
        The file as it may be stored.

    Raises:
        Refused: The file is too large, empty, damaged or of another type.
    """
    if (upload.size or 0) > LARGEST:
        raise Refused(TOO_LARGE)
    upload.seek(0)
    data = upload.read()
    if not data:
        raise Refused(EMPTY)
    if _PDF_HEAD.match(data):
        return _pdf(data)
    for kind, magic in _IMAGES.items():
        if magic.match(data):
            return _image(data, kind)
    raise Refused(NEITHER)


def _pdf(data: bytes) -> Attachment:
    tail = _PDF_TAIL.search(data[-1024:].rstrip(b"\0"))
    if not tail or not _PDF_INDEX.match(data[int(tail[1]) : int(tail[1]) + 40]):
        raise Refused(BROKEN_PDF)
    # A name may be written with codes: /J#61vaScript.
    names = _PDF_CODE.sub(lambda code: bytes([int(code[1], 16)]), data)
    if any(program in names for program in _PDF_PROGRAMS):
        raise Refused(LIVE_PDF)
    return Attachment(data, "pdf")


def _image(data: bytes, kind: str) -> Attachment:
    try:
        return Attachment(*picture.reencode(data, kind))
    except picture.PictureFault as fault:
        raise Refused(PICTURE_FAULTS[str(fault)]) from fault


def display_name(name: str, extension: str) -> str:
    """Return the sender's file name, safe to show and to offer as a download."""
    return f"{PurePath(sanitise.safe_file_name(name, LONGEST_NAME)).stem}.{extension}"


def store(attachment: Attachment) -> str:
    """Store a file under a random name, and return that name."""
    name = f"{secrets.token_hex(16)}.{attachment.extension}"
    return _storage().save(name, ContentFile(attachment.data))


def open_stored(name: str) -> File:
    """Open a stored file for reading."""
    return _storage().open(name)


def discard(name: str) -> None:
    """Delete a stored file; an empty name is ignored."""
    if name:
        _storage().delete(name)


def stored() -> list[str]:
    """Return the names of all stored files."""
    try:
        return [name for name in _storage().listdir("")[1] if PurePath(name).suffix[1:] in TYPES]
    except FileNotFoundError:
        return []


def stored_at(name: str) -> datetime:
    """Return the moment at which a file was stored."""
    return _storage().get_modified_time(name)


def _storage() -> Storage:
    return storages["submissions"]
