"""Read a PDF: its lines in the order in which they were set, with their size and place.

pypdf gives the text in pieces; consecutive pieces on one height make a line.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import hypot
from pathlib import Path
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError

from .errors import Broken, Encrypted
from .limits import Limits
from .rows import CELL, LIGATURES, RAISED, Facts, Link, Row, Style

_BOLD = re.compile(r"bold|black|heavy|demi|semib", re.IGNORECASE)
_WEB = re.compile(r"(?:https?://|mailto:)[^\s<>\"]{3,500}", re.IGNORECASE)
# Gap between two words without a blank, in times the font size.
_WIDE_GAP = 1.6
# Gap between two cells of a table, in times the font size.
_CELL_GAP = 0.9
Matrix = Sequence[float]


@dataclass
class _Piece:
    text: str
    x: float
    y: float
    end: float
    size: float
    bold: bool
    turned: bool


@dataclass
class _Line:
    pieces: list[_Piece] = field(default_factory=list)
    # Whether it is a table row: the line above or below has a cell at the same place.
    row: bool = False

    def cells(self) -> list[float]:
        """Return where pieces begin after a gap, except after the mark of a list item."""
        pairs = zip(self.pieces, self.pieces[1:], strict=False)
        lead = len(self.pieces[0].text.strip()) if self.pieces else 0
        return [
            after.x
            for number, (before, after) in enumerate(pairs)
            if after.x - before.end > _CELL_GAP * after.size and not (number == 0 and lead < 4)
        ]

    def takes(self, piece: _Piece) -> bool:
        """Return whether a piece is on this line; a raised or lowered one is smaller."""
        if not self.pieces:
            return True
        main = max(self.pieces, key=lambda one: one.size)
        apart = abs(piece.y - main.y)
        if piece.turned != main.turned or piece.x < self.pieces[-1].x - main.size * 3:
            return False
        if min(piece.size, main.size) < 0.92 * max(piece.size, main.size):
            return apart < 0.6 * max(piece.size, main.size)
        return apart < 0.3 * main.size


def read(path: Path, limits: Limits, facts: Facts) -> Iterator[Row]:
    """Yield the lines of a document; raise `Broken` or `Encrypted`."""
    reader = _open(path)
    facts.pages = len(reader.pages)
    _read_metadata(reader, facts)
    for number, page in enumerate(reader.pages, 1):
        if number > limits.pages:
            facts.cut = True
            return
        yield from page_rows(page, number)


def _open(path: Path) -> PdfReader:
    try:
        reader = PdfReader(path, strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Encrypted
        if not len(reader.pages):
            raise Broken("no pages")
    except (DependencyError, FileNotDecryptedError) as error:
        raise Encrypted from error
    except (Encrypted, MemoryError):
        raise
    except Exception as error:  # pypdf raises all kinds of errors on damaged files
        raise Broken(repr(error)) from error
    return reader


def _read_metadata(reader: PdfReader, facts: Facts) -> None:
    try:
        metadata: Any = reader.metadata or {}
        facts.title = _plain(metadata.get("/Title"))
        facts.author = _plain(metadata.get("/Author"))
        facts.created = _plain(metadata.get("/CreationDate"))
    except MemoryError:
        raise
    except Exception:  # the text may be readable all the same
        return


def _plain(value: Any) -> str:
    return " ".join(str(value or "").split())[:500]


def page_rows(page: PageObject, number: int) -> list[Row]:
    """Return the lines of a page, or none of one that cannot be read."""
    try:
        lines = _lines(page)
        links = list(_links(page))
        height = float(page.mediabox.height) or 1.0
        bottom = float(page.mediabox.bottom)
    except MemoryError:
        raise
    except Exception:  # the other pages may be readable
        return []
    rows = []
    above: _Line | None = None
    tabular = _tabular(lines)
    for index, line in enumerate(lines):
        line.row = index in tabular
        if row := _row(line, above, links, (bottom, height), number):
            rows.append(row)
            above = line
    return rows


def _lines(page: PageObject) -> list[_Line]:
    lines = [_Line()]

    def visit(text: str, outer: Matrix, inner: Matrix, font: Any, size: float) -> None:
        piece = _piece(text, outer, inner, font, size)
        last = lines[-1].pieces
        if not text.strip():
            if last and not text:
                last[-1].end = max(last[-1].end, piece.x)
            elif last and "\n" not in text:
                last[-1].text += " "
            return
        if not lines[-1].takes(piece):
            lines.append(_Line())
        lines[-1].pieces.append(piece)

    page.extract_text(visitor_text=visit)
    return [line for line in lines if line.pieces]


def _tabular(lines: Sequence[_Line]) -> set[int]:
    cells = [line.cells() for line in lines]
    found: set[int] = set()
    for index in range(len(lines) - 1):
        if any(abs(a - b) < 4 for a in cells[index] for b in cells[index + 1]):
            found |= {index, index + 1}
    return found


def _piece(text: str, outer: Matrix, inner: Matrix, font: Any, size: float) -> _Piece:
    a = inner[0] * outer[0] + inner[1] * outer[2]
    b = inner[0] * outer[1] + inner[1] * outer[3]
    c = inner[2] * outer[0] + inner[3] * outer[2]
    d = inner[2] * outer[1] + inner[3] * outer[3]
    x = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
    y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
    letters = abs(size) * (hypot(c, d) or 1.0)
    name = str(font.get("/BaseFont", "")) if font else ""
    end = x + 0.45 * letters * len(text.strip())
    turned = abs(b) > abs(a)
    return _Piece(text, x, y, end, letters, bool(_BOLD.search(name)), turned)


def _row(
    line: _Line,
    above: _Line | None,
    links: Sequence[tuple[tuple[float, float, float, float], str]],
    frame: tuple[float, float],
    number: int,
) -> Row | None:
    text, led = _text(line, links)
    lead = len(text) - len(text.lstrip())
    stripped = text.strip()
    if not stripped:
        return None
    size = _main_size(line)
    bold = sum(len(one.text) for one in line.pieces if one.bold)
    y = line.pieces[0].y
    bottom, height = frame
    return Row(
        stripped,
        page=number,
        style=Style.EDGE if line.pieces[0].turned else Style.ROW if line.row else Style.PLAIN,
        size=round(size, 1),
        bold=bold * 2 > sum(len(one.text) for one in line.pieces),
        left=round(line.pieces[0].x, 1),
        right=round(line.pieces[-1].end, 1),
        top=round(min(max(1 - (y - bottom) / height, 0.0), 1.0), 3),
        down=round(above.pieces[0].y - y, 1) if above else 0.0,
        links=tuple(
            Link(max(start - lead, 0), min(end - lead, len(stripped)), url)
            for start, end, url in led
            if end > lead and start - lead < len(stripped)
        ),
    )


def _main_size(line: _Line) -> float:
    sizes: dict[float, int] = {}
    for piece in line.pieces:
        key = round(piece.size, 1)
        sizes[key] = sizes.get(key, 0) + len(piece.text)
    return max(sizes, key=lambda size: sizes[size])


def _text(
    line: _Line, links: Sequence[tuple[tuple[float, float, float, float], str]]
) -> tuple[str, list[tuple[int, int, str]]]:
    """Return the text of a line, and the links in it as start, end and address."""
    text = ""
    led: list[tuple[int, int, str]] = []
    main = max(piece.size for piece in line.pieces)
    for before, piece in zip([None, *line.pieces], line.pieces, strict=False):
        own = piece.text.replace("\n", " ").translate(LIGATURES)
        small = piece.size < 0.92 * main and piece.y > line.pieces[0].y + 0.1 * main
        if small and own.strip().isdecimal() and text:
            own = own.strip().translate(RAISED)
            text = text.rstrip()
        elif before and line.row and piece.x - before.end > _CELL_GAP * piece.size:
            text, own = text.rstrip() + CELL, own.lstrip()
        elif before and _needs_blank(before, piece, text, own):
            text += " "
        start = len(text)
        text += own
        for (left, low, right, high), url in links:
            if low - 2 <= piece.y <= high and left - 2 <= piece.x < right:
                at = start + len(own) - len(own.lstrip())
                led.append((at, start + len(own.rstrip()), url))
                break
    return text, _joined(led, text)


def _needs_blank(before: _Piece, piece: _Piece, text: str, own: str) -> bool:
    """Return whether a blank belongs between two pieces that have none."""
    if not text or text[-1].isspace() or own[:1].isspace():
        return False
    return piece.x - before.end > _WIDE_GAP * piece.size


def _joined(led: list[tuple[int, int, str]], text: str) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for start, end, url in led:
        if found and found[-1][2] == url and not text[found[-1][1] : start].strip():
            found[-1] = (found[-1][0], end, url)
        elif end > start:
            found.append((start, end, url))
    return found


def _links(page: PageObject) -> Iterator[tuple[tuple[float, float, float, float], str]]:
    for reference in list(page.get("/Annots") or ())[:500]:
        note = reference.get_object()
        action = note.get("/A") if note.get("/Subtype") == "/Link" else None
        uri = str(action.get_object().get("/URI") or "") if action else ""
        rect = note.get("/Rect") or ()
        if _WEB.fullmatch(uri) and len(rect) == 4:
            x0, y0, x1, y1 = (float(number) for number in rect)
            yield (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)), uri
