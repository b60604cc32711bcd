"""One file from outside, judged by what is in it and never by its name or what a browser calls it.

Invariant: an image is drawn anew, so that nothing of the original's bytes is kept: no place where a
photo was taken, no text behind the picture. A PDF can't be drawn anew; it has to be one from its
first byte to its last, and to hold no program. Everything is stored under a random name, outside
the public files, and served only as a download that runs nothing.
"""

import re
import secrets
import warnings
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import PurePath

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, storages
from PIL import Image, ImageOps

from .. import sanitise

LARGEST = 10 * 1024 * 1024
# As many as the library of images takes.
MOST_PIXELS = 40_000_000
# Enough for a page and for print; an image is made no larger and no heavier than this.
LONGEST_SIDE = 2560
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
_PDF_PROGRAMS = (b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/RichMedia", b"/XFA")

TOO_LARGE = "Dit bestand is te groot. Hoogstens 10 MB gaat."
EMPTY = "Dit bestand is leeg."
NEITHER = "Dit is geen pdf en geen afbeelding (jpg, png, gif of webp). Kies een ander bestand."
BROKEN_PDF = "Deze pdf is niet volledig. Bewaar hem opnieuw als pdf en probeer het dan nog eens."
LIVE_PDF = "In deze pdf zit een programma of een ander bestand. Bewaar hem opnieuw als gewone pdf."
BROKEN_IMAGE = "Deze afbeelding kunnen we niet lezen. Bewaar ze opnieuw als jpg of png."
TOO_MANY_PIXELS = "Deze afbeelding heeft te veel pixels. Maak ze kleiner: hoogstens 8000 op 5000."


class Refused(Exception):
    """Why a file is not taken, as a sentence for its sender."""


@dataclass(frozen=True)
class Attachment:
    data: bytes
    extension: str


def check(upload: File) -> Attachment:
    """The file as it may be kept; raises Refused."""
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
    if any(program in data for program in _PDF_PROGRAMS):
        raise Refused(LIVE_PDF)
    return Attachment(data, "pdf")


def _image(data: bytes, kind: str) -> Attachment:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _redrawn(data, kind)
    except Refused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as fault:
        raise Refused(TOO_MANY_PIXELS) from fault
    except Exception as fault:  # what a damaged file makes a decoder raise has no end
        raise Refused(BROKEN_IMAGE) from fault


def _redrawn(data: bytes, kind: str) -> Attachment:
    with Image.open(BytesIO(data), formats=[kind]) as image:
        if image.width * image.height > MOST_PIXELS:
            raise Refused(TOO_MANY_PIXELS)
        image.verify()
    with Image.open(BytesIO(data), formats=[kind]) as image:
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is read no larger than needed
        clear = image.has_transparency_data
        pixels = image.convert("RGBA" if clear else "RGB") if image.mode == "P" else image
        pixels.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(pixels).convert("RGBA" if clear else "RGB")
    return _saved(upright, "png" if clear or kind in ("PNG", "GIF") else "jpg")


def _saved(image: Image.Image, extension: str) -> Attachment:
    out = BytesIO()
    image.info.clear()  # pixels only: a saver would write along what it finds beside them
    if extension == "jpg":
        image.save(out, "JPEG", quality=88, optimize=True)
    else:
        image.save(out, "PNG")
    return Attachment(out.getvalue(), extension)


def display_name(name: str, extension: str) -> str:
    """What the sender called it, safe to show and to offer as a download."""
    return f"{PurePath(sanitise.safe_file_name(name, LONGEST_NAME)).stem}.{extension}"


def store(attachment: Attachment) -> str:
    name = f"{secrets.token_hex(16)}.{attachment.extension}"
    return _storage().save(name, ContentFile(attachment.data))


def open_stored(name: str) -> File:
    return _storage().open(name)


def discard(name: str) -> None:
    if name:
        _storage().delete(name)


def stored() -> list[str]:
    """The names of all that is kept."""
    try:
        return [name for name in _storage().listdir("")[1] if PurePath(name).suffix[1:] in TYPES]
    except FileNotFoundError:
        return []


def stored_at(name: str) -> datetime:
    return _storage().get_modified_time(name)


def _storage() -> Storage:
    return storages["submissions"]
