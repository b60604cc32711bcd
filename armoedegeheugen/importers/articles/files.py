"""A file → its text, whatever kind of file it is, or a Dutch sentence that says why not.

Invariant: the kind is told by what is in the file, not by its name; what is not plain text or HTML
is opened by `extracting` alone, in a process with limits.
"""

import re
from dataclasses import replace
from pathlib import Path

from ...extracting.extractor import End, Outcome, extract
from ..reading import files
from ..reading.files import Unreadable
from ..source import Line, Source
from . import webpage
from .lines import ExtractedText, FileMetadata, LineFormat

MAX_BYTES = 25 * 1024 * 1024
"""As much as may be uploaded as a document."""
_WHY = {
    End.EMPTY: "er staat geen tekst in dit bestand. Is het een scan, zet ze dan eerst om in tekst.",
    End.ENCRYPTED: "dit bestand is beveiligd met een wachtwoord. Bewaar het eerst zonder.",
    End.BROKEN: "dit bestand is beschadigd, of het is iets anders dan het lijkt.",
    End.TOO_LARGE: "dit bestand is te groot of te ingewikkeld om te lezen.",
    End.TOO_LONG: "dit bestand lezen duurt te lang.",
    End.UNKNOWN: "dit soort bestand kan niet gelezen worden.",
}
_PARTS = {b"word/document.xml": "docx", b"opendocument.text": "odt"}
_FACT = re.compile(r"(?P<name>[\w-]+)\s*:\s*(?P<value>.*)|\s+\S.*|-\s.*")
CUT = "Het bestand is erg lang: alleen het begin is gelezen."


def read(path: Path) -> ExtractedText:
    if kind := _kind(path):
        return _extracted(path, kind)
    text, notes = files.text_of(path)
    if not files.is_html(text):
        return _with_front_matter(ExtractedText(Source(path.name, files.lines(text), notes=notes)))
    opened = webpage.read(text, path.name)
    if not any(line.text.strip() for line in opened.lines):
        raise Unreadable(f"{path}: er staat geen tekst in dit bestand.")
    source = opened.source
    return ExtractedText(
        Source(source.name, source.lines, source.title, source.url, notes),
        opened.formats,
        opened.file_metadata,
    )


def _with_front_matter(text: ExtractedText) -> ExtractedText:
    """Markdown may begin with facts about itself, between two lines of dashes."""
    lines = text.lines
    if not lines or lines[0].text.strip() != "---":
        return text
    end = next((n for n, line in enumerate(lines[1:30], 1) if line.text.strip() == "---"), 0)
    inside = lines[1:end]
    if not inside or not all(_FACT.match(line.text) or line.blank for line in inside):
        return text
    found = {
        match["name"].lower(): match["value"].strip(" \t\"'")
        for line in inside
        if (match := _FACT.match(line.text)) and match["name"]
    }
    title = found.get("title") or found.get("titel") or ""
    file_metadata = FileMetadata(
        title=title,
        organisation=found.get("organisation") or found.get("organisatie") or "",
        author=found.get("author") or found.get("auteur") or "",
        date=found.get("date") or found.get("datum") or "",
        description=found.get("description") or found.get("samenvatting") or "",
    )
    aside = tuple(replace(line, aside=n <= end) for n, line in enumerate(lines))
    return replace(
        text, source=replace(text.source, lines=aside, title=title), file_metadata=file_metadata
    )


def _kind(path: Path) -> str:
    """Of a file that is not text: pdf, docx or odt; nothing for any other, which is then read as
    text, and refused with a reason if it is none."""
    try:
        with path.open("rb") as file:
            start = file.read(1024)
            if start.lstrip().startswith(b"%PDF-"):
                return "pdf"
            if not start.startswith(b"PK\x03\x04"):
                return ""
            file.seek(max(0, path.stat().st_size - 64 * 1024))
            listed = start + file.read()
    except OSError:
        return ""
    return next((kind for part, kind in _PARTS.items() if part in listed), "")


def _extracted(path: Path, kind: str) -> ExtractedText:
    if path.stat().st_size > MAX_BYTES:
        limit = MAX_BYTES // 1024 // 1024
        raise Unreadable(f"{path}: dit bestand is te groot. Er mag hoogstens {limit} MB in.")
    outcome = extract(path, kind)
    if not outcome.rows or (outcome.end is not End.READ and not outcome.partly):
        raise Unreadable(f"{path}: {_WHY.get(outcome.end, _WHY[End.EMPTY])}")
    return _text(path.name, outcome, kind == "pdf")


def _text(name: str, outcome: Outcome, printed: bool) -> ExtractedText:
    lines, formats = [], {}
    page = 0
    for number, row in enumerate(outcome.rows):
        lines.append(
            Line(number, row.text, row.page != page, level=min(row.level, 6), item=row.item)
        )
        page = row.page
        formats[number] = LineFormat(
            row.style, row.whole, row.size, row.bold, row.left, row.right, row.top, row.down,
            row.page, row.links,
        )  # fmt: skip
    facts = outcome.facts
    file_metadata = FileMetadata(facts.title, facts.author, facts.organisation, facts.created)
    notes = (CUT,) if outcome.partly or facts.cut else ()
    return ExtractedText(Source(name, tuple(lines), notes=notes), formats, file_metadata, printed)
