"""Open a file of any kind as lines of text, or raise a Dutch sentence that says why not.

Invariant: the contents decide the kind, not the name. What is not plain text or HTML is opened by
`extracting` alone, in a process with limits.
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

# As much as may be uploaded as a document.
MAX_BYTES = 25 * 1024 * 1024
_REASONS = {
    End.EMPTY: "er staat geen tekst in dit bestand. Is het een scan, zet ze dan eerst om in tekst.",
    End.ENCRYPTED: "dit bestand is beveiligd met een wachtwoord. Bewaar het eerst zonder.",
    End.BROKEN: "dit bestand is beschadigd, of het is iets anders dan het lijkt.",
    End.TOO_LARGE: "dit bestand is te groot of te ingewikkeld om te lezen.",
    End.TOO_LONG: "dit bestand lezen duurt te lang.",
    End.UNKNOWN: "dit soort bestand kan niet gelezen worden.",
}
_ZIP_MEMBERS = {b"word/document.xml": "docx", b"opendocument.text": "odt"}
_FACT = re.compile(r"(?P<name>[\w-]+)\s*:\s*(?P<value>.*)|\s+\S.*|-\s.*")
TRUNCATED = "Het bestand is erg lang: alleen het begin is gelezen."


def read(path: Path) -> ExtractedText:
    """Return the lines of a file and their format.

    Raises:
        Unreadable: The file is empty, damaged, encrypted, too large or of an unknown kind.
    """
    if kind := _binary_kind(path):
        return _extract(path, kind)
    text, notes = files.text_of(path)
    if not files.is_html(text):
        return _with_front_matter(ExtractedText(Source(path.name, files.lines(text), notes=notes)))
    page = webpage.read(text, path.name)
    if not any(line.text.strip() for line in page.lines):
        raise Unreadable(f"{path}: er staat geen tekst in dit bestand.")
    return replace(page, source=replace(page.source, notes=notes))


def _with_front_matter(text: ExtractedText) -> ExtractedText:
    """Read the facts between two lines of dashes at the top of a Markdown text."""
    lines = text.lines
    if lines[0].text.strip() != "---":
        return text
    end = next((n for n, line in enumerate(lines[1:30], 1) if line.text.strip() == "---"), 0)
    facts = lines[1:end]
    if not facts or not all(_FACT.match(line.text) or line.blank for line in facts):
        return text
    values = {
        match["name"].lower(): match["value"].strip(" \t\"'")
        for line in facts
        if (match := _FACT.match(line.text)) and match["name"]
    }
    title = values.get("title") or values.get("titel") or ""
    file_metadata = FileMetadata(
        title=title,
        organisation=values.get("organisation") or values.get("organisatie") or "",
        author=values.get("author") or values.get("auteur") or "",
        date=values.get("date") or values.get("datum") or "",
        description=values.get("description") or values.get("samenvatting") or "",
    )
    aside = tuple(replace(line, aside=n <= end) for n, line in enumerate(lines))
    source = replace(text.source, lines=aside, title=title)
    return replace(text, source=source, file_metadata=file_metadata)


def _binary_kind(path: Path) -> str:
    """Return pdf, docx or odt, or nothing for any other file.

    Any other file is read as text, and refused with a reason if it is none.
    """
    try:
        with path.open("rb") as file:
            start = file.read(1024)
            if start.lstrip().startswith(b"%PDF-"):
                return "pdf"
            if not start.startswith(b"PK\x03\x04"):
                return ""
            file.seek(max(0, path.stat().st_size - 64 * 1024))
            directory = start + file.read()
    except OSError:
        return ""
    return next((kind for name, kind in _ZIP_MEMBERS.items() if name in directory), "")


def _extract(path: Path, kind: str) -> ExtractedText:
    if path.stat().st_size > MAX_BYTES:
        limit = MAX_BYTES // 1024 // 1024
        raise Unreadable(f"{path}: dit bestand is te groot. Er mag hoogstens {limit} MB in.")
    outcome = extract(path, kind)
    if not outcome.rows:
        raise Unreadable(f"{path}: {_REASONS.get(outcome.end, _REASONS[End.EMPTY])}")
    return _text_of(path.name, outcome, kind == "pdf")


def _text_of(name: str, outcome: Outcome, from_pdf: bool) -> ExtractedText:
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
    notes = (TRUNCATED,) if outcome.partly or facts.cut else ()
    return ExtractedText(Source(name, tuple(lines), notes=notes), formats, file_metadata, from_pdf)
