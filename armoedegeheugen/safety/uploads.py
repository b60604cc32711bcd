"""Validate files from editors and associations by their content."""

import re
import warnings
import zipfile
from collections.abc import Callable
from typing import IO, Any

from django.conf import settings
from PIL import Image

Check = Callable[[IO[Any]], bool]

# Bytes read to tell text from binary data.
START = 8_192
# Parts in an office document; a real one has some hundreds.
MOST_ENTRIES = 10_000
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def limit_images() -> None:
    """Limit the pixels of an image, and make Pillow's warning about it an error.

    A file of a few bytes can unpack to a billion pixels; up to twice the limit Pillow only warns.
    """
    Image.MAX_IMAGE_PIXELS = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)


def matches_extension(file: IO[Any], extension: str) -> bool:
    """Return whether the content is of the kind that the extension promises."""
    check = CHECKS.get(extension.lower())
    if check is None:
        return False
    file.seek(0)
    try:
        return check(file)
    finally:
        file.seek(0)


def _is_pdf(file: IO[Any]) -> bool:
    return re.match(rb"%PDF-[12]\.\d", file.read(8)) is not None


def _is_text(file: IO[Any]) -> bool:
    """Accept any text encoding that a spreadsheet writes, but nothing binary."""
    start = file.read(START)
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True  # UTF-16, as Excel's Unicode text has it
    return _BINARY.search(start) is None and not start.startswith(b"%PDF-")


def _is_office(part: str) -> Check:
    """Accept a zip with this main part, and without macros (Office Open XML)."""

    def check(file: IO[Any]) -> bool:
        names = _names(file)
        macros = any(name.lower().endswith("vbaproject.bin") for name in names)
        return "[Content_Types].xml" in names and part in names and not macros

    return check


def _is_open(kind: str) -> Check:
    """Accept a zip that begins with its media type (OpenDocument)."""

    def check(file: IO[Any]) -> bool:
        start = file.read(128)
        named = b"mimetypeapplication/vnd.oasis.opendocument." + kind.encode()
        return named in start and "content.xml" in _names(file)

    return check


def _names(file: IO[Any]) -> frozenset[str]:
    """Return the parts of a zip by its index; nothing is unpacked."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return frozenset()
    return frozenset(names) if len(names) <= MOST_ENTRIES else frozenset()


CHECKS: dict[str, Check] = {
    "csv": _is_text,
    "txt": _is_text,
    "pdf": _is_pdf,
    "docx": _is_office("word/document.xml"),
    "pptx": _is_office("ppt/presentation.xml"),
    "xlsx": _is_office("xl/workbook.xml"),
    "odt": _is_open("text"),
    "ods": _is_open("spreadsheet"),
}
