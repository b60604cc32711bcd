"""Read an OpenDocument text: its paragraphs, with notes at the end."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element

from .archive import Archive
from .errors import Broken
from .limits import Limits
from .office import core_facts
from .rows import CELL, LIGATURES, RAISED, Facts, Link, Row, Style

_NS = "{urn:oasis:names:tc:opendocument:xmlns:"
TEXT, TABLE, OFFICE = f"{_NS}text:1.0}}", f"{_NS}table:1.0}}", f"{_NS}office:1.0}}"
STYLE = f"{_NS}style:1.0}}"
HREF = "{http://www.w3.org/1999/xlink}href"
_SILENT = frozenset({f"{TEXT}tracked-changes", f"{OFFICE}annotation", f"{TEXT}sequence-decls"})
_INDEX = re.compile(rf"{re.escape(TEXT)}(?:table-of-content|[a-z-]+-index|bibliography)")
_STYLES = (
    (re.compile(r"quot|citaat", re.IGNORECASE), Style.QUOTE),
    (re.compile(r"title$|titel$", re.IGNORECASE), Style.TITLE),
    (re.compile(r"subtitle|ondertitel", re.IGNORECASE), Style.SUBTITLE),
    (re.compile(r"caption|illustration|bijschrift", re.IGNORECASE), Style.CAPTION),
)


@dataclass
class _Document:
    parents: dict[str, str]
    notes: list[Element] = field(default_factory=list)


@dataclass
class _Paragraph:
    text: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    boxes: list[Row] = field(default_factory=list)
    length: int = 0

    def add(self, text: str) -> None:
        text = re.sub(r"[\t\r\n ]+", " ", text).translate(LIGATURES)
        self.text.append(text)
        self.length += len(text)


def read(path: Path, limits: Limits, facts: Facts) -> Iterator[Row]:
    """Yield the rows of a document; raise `Broken` if it has no text part."""
    with Archive(path) as archive:
        core_facts(archive, facts)
        root = archive.tree("content.xml")
        body = root.find(f"{OFFICE}body/{OFFICE}text") if root is not None else None
        if root is None or body is None:
            raise Broken("content.xml")
        named = {style.get(f"{STYLE}name") or "": style for style in root.iter(f"{STYLE}style")}
        parents = {key: one.get(f"{STYLE}parent-style-name") or "" for key, one in named.items()}
        document = _Document(parents)
        yield from _blocks(body, document, False, Style.PLAIN)
        notes, document.notes = document.notes, []
        for number, note in enumerate(notes, 1):
            rows = list(_blocks(note, document, False, Style.PLAIN))
            text = " ".join(row.text for row in rows)
            if text:
                mark = str(number).translate(RAISED)
                yield Row(f"{mark} {text}", whole=True, style=Style.NOTE)


def _blocks(parent: Element, document: _Document, item: bool, style: Style) -> Iterator[Row]:
    for child in parent:
        if child.tag in _SILENT:
            continue
        if child.tag in (f"{TEXT}p", f"{TEXT}h"):
            yield from _paragraph(child, document, item, style)
        elif child.tag == f"{TABLE}table":
            yield from _table(child, document)
        elif _INDEX.fullmatch(str(child.tag)):
            yield from _blocks(child, document, False, Style.CONTENTS)
        else:
            listed = item or child.tag in (f"{TEXT}list-item", f"{TEXT}list-header")
            yield from _blocks(child, document, listed, style)


def _table(table: Element, document: _Document) -> Iterator[Row]:
    for row in _rows(table):
        cells = [
            list(_blocks(cell, document, False, Style.PLAIN))
            for cell in row.findall(f"{TABLE}table-cell")
        ]
        filled = [cell for cell in cells if cell]
        if len(cells) == 1:
            yield from (one for cell in filled for one in cell)
        elif filled:
            texts = [" ".join(one.text for one in cell) for cell in cells]
            yield Row(CELL.join(texts), whole=True, style=Style.ROW)


def _rows(parent: Element) -> Iterator[Element]:
    """Yield the rows of this table, not of those inside it."""
    for child in parent:
        if child.tag == f"{TABLE}table-row":
            yield child
        elif child.tag in (f"{TABLE}table-rows", f"{TABLE}table-header-rows"):
            yield from _rows(child)


def _paragraph(paragraph: Element, document: _Document, item: bool, style: Style) -> Iterator[Row]:
    writing = _Paragraph()
    _inside(paragraph, document, writing)
    yield from writing.boxes
    whole = "".join(writing.text)
    lead = len(whole) - len(whole.lstrip())
    text = whole.strip()
    if not text:
        return
    level = paragraph.get(f"{TEXT}outline-level") or "1"
    heading = paragraph.tag == f"{TEXT}h" and style is Style.PLAIN
    found = style or _style(paragraph.get(f"{TEXT}style-name") or "", document)
    yield Row(
        text,
        whole=True,
        style=Style.PLAIN if heading else found,
        level=int(level) if heading and level.isdecimal() and len(level) < 3 else 0,
        item=item and not heading,
        links=tuple(
            Link(max(one.start - lead, 0), min(one.end - lead, len(text)), one.url)
            for one in writing.links
            if one.end > lead and one.start - lead < len(text)
        ),
    )


def _style(name: str, document: _Document) -> Style:
    for _ in range(6):
        for pattern, style in _STYLES:
            if pattern.search(name):
                return style
        name = document.parents.get(name, "")
    return Style.PLAIN


def _inside(parent: Element, document: _Document, writing: _Paragraph) -> None:
    writing.add(parent.text or "")
    for child in parent:
        _mark(child, document, writing)
        writing.add(child.tail or "")


def _mark(child: Element, document: _Document, writing: _Paragraph) -> None:
    if child.tag in _SILENT:
        return
    if child.tag in (f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break"):
        writing.add(" ")
    elif child.tag == f"{TEXT}note":
        body = child.find(f"{TEXT}note-body")
        if body is not None:
            document.notes.append(body)
            writing.add(str(len(document.notes)).translate(RAISED))
    elif child.tag == f"{TEXT}a":
        start = writing.length
        _inside(child, document, writing)
        url = child.get(HREF) or ""
        if re.fullmatch(r"(?:https?://|mailto:)\S{3,500}", url):
            writing.links.append(Link(start, writing.length, url))
    elif str(child.tag).endswith("}text-box"):
        writing.boxes += _blocks(child, document, False, Style.PLAIN)
    else:
        _inside(child, document, writing)
