"""Read text files and saved web pages, or refuse them with a Dutch sentence.

Invariant: the result is readable text within the limits below; anything else is refused with
`Unreadable` before any of it is used.
"""

import re
import unicodedata
from pathlib import Path

from bs4.exceptions import ParserRejectedMarkup

from ..source import Line, Source
from .webpage import parse

# A bundle of ten practices is 60 kB of text; a saved page with its pictures inside stays below.
MAX_BYTES = 5 * 1024 * 1024
# The encoding tried for a file that is not UTF-8; None refuses every such file.
SECOND_ENCODING: str | None = "windows-1252"
ENCODING_NOTE = "Het bestand is geen UTF-8. Het werd gelezen als windows-1252: kijk de accenten na."
# Least share of letters and blanks; Dutch prose has 0.95 and more, a list of links 0.8.
_ENOUGH_LETTERS = 0.8
_DUTCH = frozenset("éèëêïíîöóôüúûáàâäçñÉÈËÏÖÜÁÀÇ’‘“”„–—…•€»«°©®¢½¼²³±·´¨§\xad\xa0")
_KINDS = (
    (b"%PDF", "een pdf"),
    (b"PK\x03\x04", "een zip- of Officebestand"),
    (b"\xd0\xcf\x11\xe0", "een oud Officebestand"),
    (b"\x89PNG", "een afbeelding"),
    (b"\xff\xd8\xff", "een afbeelding"),
    (b"GIF8", "een afbeelding"),
    (b"{\\rtf", "een RTF-bestand"),
)
# Above this share of lines with a blank at their start, the blanks are indentation.
_PAGE_SHARE = 0.2


class Unreadable(Exception):
    """A refusal in Dutch: which file, and why it cannot be read."""


def read(path: Path) -> Source:
    """Read a file as a source of lines.

    Raises:
        Unreadable: The file is missing, too large, empty, binary or in another encoding.
    """
    text, notes = text_of(path)
    source = _page(path, text) if is_html(text) else Source(path.name, lines(text))
    if not any(line.text.strip() for line in source.lines):
        raise Unreadable(f"{path}: er staat geen tekst in dit bestand.")
    return Source(source.name, source.lines, source.title, source.url, (*source.notes, *notes))


def text_of(path: Path) -> tuple[str, tuple[str, ...]]:
    """Return the text of a file, and the notes for the editor about it."""
    data = _bytes(path)
    _refuse_binary(path, data)
    return _decoded(path, data)


def _page(path: Path, text: str) -> Source:
    try:
        return parse(text, path.name)
    except ParserRejectedMarkup as error:
        raise Unreadable(f"{path}: de code van deze webpagina is niet te ontleden.") from error


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise Unreadable(f"{path}: dit bestand bestaat niet.")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise Unreadable(
                f"{path}: dit bestand is te groot ({_megabytes(size)}). "
                f"Er mag hoogstens {_megabytes(MAX_BYTES)} in."
            )
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable(f"{path}: dit bestand is niet te lezen ({error.strerror}).") from error
    if not data.strip(b"\xef\xbb\xbf \t\r\n\f"):
        raise Unreadable(f"{path}: dit bestand is leeg.")
    return data


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.0f} MB"


def _refuse_binary(path: Path, data: bytes) -> None:
    for start, what in _KINDS:
        if data.startswith(start):
            raise Unreadable(f"{path}: dit is {what}, geen tekst. Haal er eerst de tekst uit.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data[:2] + data[2:4]:
        raise Unreadable(f"{path}: dit is geen UTF-8 maar UTF-16. Bewaar het bestand als UTF-8.")
    if b"\x00" in data:
        raise Unreadable(f"{path}: dit is geen tekst, maar een binair bestand.")


def _decoded(path: Path, data: bytes) -> tuple[str, tuple[str, ...]]:
    try:
        text = data.decode("utf-8-sig")
        notes: tuple[str, ...] = ()
    except UnicodeDecodeError as error:
        text = _second(path, data, error)
        notes = (ENCODING_NOTE,)
    if any(unicodedata.category(c) == "Cc" and c not in "\t\n\r\f\v\x85" for c in text):
        raise Unreadable(f"{path}: dit is geen tekst, maar een binair bestand.")
    return text, notes


def _second(path: Path, data: bytes, error: UnicodeDecodeError) -> str:
    """Return the text by the second encoding if the result looks like Dutch, else refuse it."""
    line = data[: error.start].count(b"\n") + 1
    refusal = Unreadable(
        f"{path}: dit bestand is geen UTF-8 (zie regel {line}). Bewaar het als UTF-8."
    )
    if SECOND_ENCODING is None:
        raise refusal
    try:
        text = data.decode(SECOND_ENCODING)
    except UnicodeDecodeError:
        raise refusal from error
    plain = sum(c.isalpha() or c.isspace() for c in text) / len(text)
    strange = [c for c in text if not c.isascii()]
    dutch = sum(c in _DUTCH for c in strange) / len(strange)
    if plain < _ENOUGH_LETTERS or dutch < 0.9 or len(strange) > len(text) * 0.15:
        raise refusal
    return text


def is_html(text: str) -> bool:
    """Tell if a text begins as a web page."""
    start = text[:4000].lower()
    return bool(
        re.search(r"<!doctype html|<html[\s>]|<body[\s>]", start)
        or re.match(r"\s*<(?:!--|article|main|div|section|h1|head)[\s>]", start)
    )


def lines(text: str) -> tuple[Line, ...]:
    """Return the lines of plain text, with the lines that begin a page marked.

    A form feed begins a page. In a text without form feeds one blank at a line's start stands
    for it, as some scanners leave it.
    """
    rows = re.sub(r"\r\n?|\v|\x85|\u2028|\u2029", "\n", text).split("\n")
    if "\f" in text:
        return tuple(_with_form_feeds(rows))
    pages, lost = _blank_led(rows)
    return tuple(Line(n, row, n in pages, blank_led=n in lost) for n, row in enumerate(rows))


def _with_form_feeds(rows: list[str]) -> list[Line]:
    found = []
    pending = False
    for number, row in enumerate(rows):
        plain = row.replace("\f", " ")
        starts = pending or "\f" in row
        pending = starts and not plain.strip()
        found.append(Line(number, plain, starts and not pending))
    return found


def _blank_led(rows: list[str]) -> tuple[frozenset[int], frozenset[int]]:
    """Return the lines that begin a page, and the lines that lost the mark of a list item.

    Both begin with one blank. Where most follow upon a line of text they are pages, and one
    below a blank line is an item.
    """
    led = [n for n, row in enumerate(rows) if re.match(r" [^\s]", row)]
    filled = sum(bool(row.strip()) for row in rows)
    if len(led) > max(1, filled * _PAGE_SHARE):
        return frozenset(), frozenset()
    direct = frozenset(n for n in led if n == 0 or rows[n - 1].strip())
    if len(direct) * 2 <= len(led):
        return frozenset(led), frozenset()
    return direct, frozenset(led) - direct
